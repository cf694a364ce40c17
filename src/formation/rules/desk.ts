/** How far a season is, in numbers of people and ids of proposals. */
export interface Progress {
  readonly asked: number
  /** Who has asked, has a place in the season, and none in a circle. */
  readonly waiting: number
  /** A search that goes on. */
  readonly searching: string | undefined
  /** The latest proposal that can be looked at. */
  readonly ready: string | undefined
  /** Who has taken their place, and for whom one is kept. */
  readonly yes: number
  readonly kept: number
  /** A published proposal, one that waits for answers first. */
  readonly published: string | undefined
  /** When the first of the kept places ends. */
  readonly until: Date | undefined
}

/** What stands next for whoever runs a season. */
export type Next =
  | { readonly step: 'searching' | 'ready'; readonly proposal: string }
  | { readonly step: 'answers' | 'published'; readonly proposal: string }
  | { readonly step: 'form' | 'open' | 'collect' }

/** The most pressing thing of a season: `draft` while nobody sees it, `least` people make a circle. */
export function nextOf(
  { searching, ready, published, kept, waiting, asked }: Progress,
  { draft, least }: { draft: boolean; least: number },
): Next {
  if (searching) return { step: 'searching', proposal: searching }
  if (ready) return { step: 'ready', proposal: ready }
  if (published && kept > 0) return { step: 'answers', proposal: published }
  if (waiting >= least) return { step: 'form' }
  if (published) return { step: 'published', proposal: published }
  return { step: draft && asked === 0 ? 'open' : 'collect' }
}
