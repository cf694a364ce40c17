import { inside, type Say } from '../../ui/index.ts'

/** What somebody took on, as a sentence of theirs. */
export const promise = (say: Say, { what, cue }: { readonly what: string; readonly cue: string }): string =>
  cue
    ? say('meetings.commit.said', { cue: inside(cue), what: inside(what) })
    : say('meetings.commit.plain', { what: inside(what) })
