/** The areas in their order: one may use only those before it. Written down in STYLE.md too. */
export const areas = [
  'people',
  'communities',
  'policies',
  'seasons',
  'applications',
  'offers',
  'applying',
  'circles',
  'charter',
  'scheduling',
  'commitments',
  'turns',
  'meetings',
  'challenges',
  'journal',
  'preparing',
  'guests',
  'formation',
  'rebalancing',
  'forum',
  'insights',
  'arriving',
  'leaving',
  'welcome',
  'home',
  'demo',
  'operations',
]

/** Pure cores that outgrew their area's rules: they import nothing from outside. */
export const cores = ['formation/solver', 'meetings/protocol', 'applications/people-file']

/** Data that an area ships, with the one file that reads it. */
export const shelves = ['meetings/protocols']

/** What a file in an area may be called; a new word is a decision. The command line and the demo are free in their names. */
export const vocabulary = ['rules', 'reads', 'writes', 'web', 'routes', 'pages', 'jobs', 'mails', 'island']

/** The words that may be a folder instead of one file, where an area has much of it. */
export const folders = ['rules', 'reads', 'writes', 'routes', 'pages', 'jobs']

export const free = ['operations', 'demo']
