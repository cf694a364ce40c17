/** What the library holds: pages on topics, scenes to play, cases to think through. */
export const shelves = ['topics', 'scenes', 'cases'] as const
export type Shelf = (typeof shelves)[number]

/** The format in which something of a shelf is used. */
export const formatFor = { topics: 'topic-meeting', scenes: 'role-play-lab', cases: 'case-study' } as const

/** The name under which a meeting has chosen something of the library. */
export const nameWith = (shelf: Shelf, item: string): string => `${formatFor[shelf]}:${item}`

/** What a name says: the shelf to which a format belongs, and the thing chosen from it, if any. */
export function chosenIn(name: string): { readonly shelf: Shelf; readonly item: string | undefined } | undefined {
  const [format, item, more] = name.split(':')
  const shelf = shelves.find((each) => formatFor[each] === format)
  return shelf && more === undefined ? { shelf, item } : undefined
}

/**
 * The formats to which guests come, the usual one first: they turn on a matter that lies on the table, and nobody lays open their own life. Of any
 * other a guest sees no step: a circle's own formats are its words.
 */
export const guestFormats = ['knowledge-session', 'topic-meeting', 'case-study', 'brainstorm', 'design-sprint'] as const

/** The one of these that a name is, as it is or with something of the library in it. */
export const guestFormatIn = (name: string): (typeof guestFormats)[number] | undefined =>
  guestFormats.find((each) => each === name.split(':')[0])
