// The boundaries of STYLE.md, for `scripts/boundaries.mjs`. Type-only imports count, except where a rule says otherwise.
import { areas, cores, folders, free } from './scripts/parts/areas.mjs'

const any = `(${areas.join('|')})`
const ordinary = `(${areas.filter((area) => !free.includes(area)).join('|')})`
const packages = (...names) => `node_modules/(${names.join('|')})/`
/** What would be too much for one file stands in a folder of the same word: `pages/`, one page or family of pages a file. */
const file = (...words) => `/(${words.flatMap(places).join('|')})\\.tsx?$`
const places = (word) => (folders.includes(word) ? [word, `${word}/[\\w-]+`] : [word])

/** No area uses one that comes after it. */
const order = areas.slice(0, -1).map((area, index) => ({
  name: `order-${area}`,
  comment: `${area} uses only the areas before it; what must look both ways lives in home or in a job`,
  from: { path: `^src/${area}/` },
  to: { path: `^src/(${areas.slice(index + 1).join('|')})/` },
}))

const grounds = [
  {
    name: 'platform-knows-no-area',
    from: { path: '^src/(platform|browser)/' },
    to: { path: [`^src/${any}/`, '^src/[^/]+$'] },
  },
  {
    name: 'ui-knows-preact-only',
    from: { path: '^src/ui/' },
    to: { pathNot: ['^src/ui/', '^messages/', packages('preact')] },
  },
  {
    name: 'browser-stays-in-the-browser',
    from: { path: '^src/browser/' },
    to: { pathNot: ['^src/(browser|ui)/', packages('preact')] },
  },
  {
    name: 'core-imports-nothing',
    comment: 'a pure core stands alone, so that it can be replaced and tried as a whole',
    from: { path: `^src/(${cores.join('|')})/` },
    to: { pathNot: '^src/$1/' },
  },
]

const files = [
  {
    name: 'rules-are-pure',
    comment: 'zod, the calendar, other rules and types; no clock, no database, no web',
    from: { path: `^src/${ordinary}${file('rules')}` },
    to: {
      pathNot: [file('rules'), `^src/(${cores.join('|')})/`, packages('zod', 'temporal-polyfill', 'rrule-temporal')],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'reads-only-read',
    from: { path: `^src/${ordinary}/reads\\.ts$` },
    to: { path: [`^src/${any}${file('writes', 'web', 'routes', 'pages', 'jobs', 'mails', 'island')}`, '^src/ui/'] },
  },
  {
    name: 'writes-know-no-web',
    from: { path: `^src/${ordinary}/writes\\.ts$` },
    to: { path: [`^src/${any}${file('web', 'routes', 'pages', 'jobs', 'mails', 'island')}`, '^src/ui/'] },
  },
  {
    name: 'web-stays-at-the-edge',
    from: { path: `^src/${ordinary}${file('rules', 'reads', 'writes', 'pages', 'jobs', 'mails', 'island')}` },
    to: { path: `^src/${any}${file('web', 'routes')}` },
  },
  {
    name: 'pages-touch-no-data',
    comment: 'functions of data: ui, own rules, and types',
    from: { path: `^src/${ordinary}${file('pages')}` },
    to: {
      pathNot: ['^src/ui/', '^src/$1/(rules\\.ts$|rules/|pages/)', '^messages/', packages('preact')],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'only-reads-and-writes-query',
    from: { path: `^src/${ordinary}/`, pathNot: file('reads', 'writes') },
    to: { path: packages('kysely', 'pg', 'pg-boss') },
  },
  {
    name: 'islands-carry-little',
    from: { path: `^src/${ordinary}/island\\.tsx$` },
    to: {
      pathNot: ['^src/(browser|ui)/', '^src/$1/(rules\\.ts$|rules/|pages/|protocol/)', packages('preact')],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'entered-by-the-door',
    comment: 'another area is entered by its rules, reads, writes or web',
    from: { path: `^src/${ordinary}/` },
    to: { path: `^src/${any}/`, pathNot: ['^src/$1/', file('rules', 'reads', 'writes', 'web')] },
  },
]

const always = [
  { name: 'no-cycles', from: {}, to: { circular: true } },
  {
    name: 'no-cycles-between-folders',
    scope: 'folder',
    from: { path: '^src/([^/]+|platform/[^/]+)$' },
    to: { circular: true },
  },
  { name: 'nothing-missing', from: {}, to: { couldNotResolve: true } },
  {
    name: 'product-without-tests',
    from: { path: '^src/' },
    to: { path: '^test/' },
  },
  {
    name: 'product-without-tools',
    comment: 'whatever runs in production is named in dependencies',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
]

export default {
  forbidden: [...order, ...grounds, ...files, ...always].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: ['node_modules', '^test/'] },
    // Tests may look anywhere.
    exclude: { path: '\\.test\\.tsx?$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
