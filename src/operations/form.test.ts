import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { slotHolds } from '../../test/circle-laws.ts'
import { makeFolder, removeFolder } from '../../test/folders.ts'
import { judge, makePeople, policyOf, problemFrom, sample } from '../../test/people-files.ts'
import { run } from './form.ts'

const folder = makeFolder()
const file = (name: string) => join(folder, name)
const [out, report] = [file('circles.csv'), file('report.json')]
beforeEach(() => {
  for (const path of [out, report]) rmSync(path, { force: true })
})
afterAll(() => removeFolder(folder))

/** Runs the command; resolves with its exit code and what it told. */
async function command(people: string, policy: string, ...more: string[]) {
  const told: string[] = []
  const tell = (text: string) => void told.push(text)
  const args = [people, '--policy', policy, '--out', out, '--report', report, ...more]
  const exit = await run(args, { env: {}, root: process.cwd(), out: tell, tell })
  return { exit, told: told.join('\n') }
}

type Report = {
  people: number
  circles: {
    circle: string
    members: string[]
    fit: number
    slots: { zone: string; weekday: string; time: string }[]
  }[]
  mean_fit: number
  worst_fit: number
  violations: Record<string, number>
  impossible: { rule: string; people: string[]; because: string }[]
  seed: number
  effort: number
}
const reported = (): Report => JSON.parse(readFileSync(report, 'utf8'))
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function expectSlotsToHold(csv: string, policy: string): void {
  const problem = problemFrom(csv, policy)
  for (const { members, slots } of reported().circles) {
    const holds = slotHolds(
      problem.policy,
      problem.people.filter(({ id }) => members.includes(id)),
    )
    expect(slots.length).toBeGreaterThan(0)
    for (const { zone, weekday, time } of [slots[0], slots.at(-1)].flatMap((slot) => slot ?? [])) {
      const [hour = 0, minute = 0] = time.split(':').map(Number)
      expect(holds(zone, weekdays.indexOf(weekday) * 1440 + hour * 60 + minute), `${zone} ${weekday} ${time}`).toBe(
        true,
      )
    }
  }
}

test.each([
  ['applicants-48.csv', false],
  ['applicants-97-hard.csv', true],
])('everyone in %s sits, and the report says what the checker finds', async (name, hard) => {
  const csv = readFileSync(sample(name), 'utf8')
  expect(await command(sample(name), policyOf(hard), '--effort', '200000')).toMatchObject({ exit: 0 })
  const { exit, mean_fit, worst_fit } = judge(csv, policyOf(hard), readFileSync(out, 'utf8'))
  expect(exit).toBe(0)
  expect(reported()).toMatchObject({ seed: 1, impossible: [] })
  expect(reported().mean_fit).toBeCloseTo(mean_fit, 5)
  expect(reported().worst_fit).toBeCloseTo(worst_fit, 5)
  expectSlotsToHold(csv, policyOf(hard))
})

test('made-up applicants of any number sit, too, and --seconds says how far it came', async () => {
  const { csv } = makePeople(61, 9, true)
  writeFileSync(file('people.csv'), csv)
  expect(await command(file('people.csv'), policyOf(true), '--seconds', '2')).toMatchObject({ exit: 0 })
  expect(judge(csv, policyOf(true), readFileSync(out, 'utf8')).exit).toBe(0)
  expect(reported().effort).toBeGreaterThan(1000)
})

test('the same seed and effort write the same bytes', async () => {
  const bytes = async (seed: string) => {
    await command(sample('applicants-48.csv'), policyOf(false), '--seed', seed, '--effort', '20000')
    return readFileSync(out, 'utf8') + readFileSync(report, 'utf8')
  }
  const first = await bytes('7')
  expect(await bytes('7')).toBe(first)
  expect(await bytes('8')).not.toBe(first)
})

test('--what-if adds what each weight and rule costs, and the same bytes each time', async () => {
  const bytes = async () => {
    await command(sample('applicants-48.csv'), policyOf(false), '--effort', '20000', '--what-if')
    return readFileSync(report, 'utf8')
  }
  const first = await bytes()
  expect(await bytes()).toBe(first)
  const { what_if: asked }: { what_if: object[] } = JSON.parse(first)
  expect(asked).toContainEqual({
    without: { rule: 'no_slot' },
    ...{ mean_fit: expect.any(Number), worst_fit: expect.any(Number), placed: 0, off: expect.any(Number) },
  })
  expect(asked).toContainEqual(expect.objectContaining({ without: { rule: 'weight', column: 'industry' } }))
})

test('what people really send is refused with a line for each fault, and nothing is written', async () => {
  const { exit, told } = await command(sample('applicants-messy.csv'), policyOf(false), '--effort', '1000')
  expect(exit).toBe(2)
  for (const fault of [/row \d+, Zeitzone/, /row \d+, availability/, /row \d+, id/, /row \d+, hours_per_month/]) {
    expect(told).toMatch(fault)
  }
  expect([existsSync(out), existsSync(report)]).toEqual([false, false])
})

test('nine people cannot be circles of five to eight: the best is written, and the report says why', async () => {
  const rows = readFileSync(sample('applicants-48.csv'), 'utf8').split('\n').slice(0, 10)
  writeFileSync(file('nine.csv'), `${rows.join('\n')}\n`)
  const policy = { size: { min: 5, max: 8 }, attributes: [], apart: [], common: [], no_lone: [] }
  writeFileSync(file('policy.json'), JSON.stringify(policy))
  expect(await command(file('nine.csv'), file('policy.json'), '--effort', '5000')).toMatchObject({ exit: 3 })
  expect(reported().violations).toMatchObject({ unplaced: 1, size: 0 })
  expect(reported().impossible[0]).toMatchObject({ rule: 'size', because: expect.stringContaining('9 people') })
  expect(readFileSync(out, 'utf8').trim().split('\n')).toHaveLength(10)
})

test('--keep leaves everyone where they sat when one person leaves', async () => {
  await command(sample('applicants-48.csv'), policyOf(false), '--effort', '100000')
  const before = reported().circles
  const large = before.find(({ members }) => members.length > 5)?.members[0] ?? ''
  const csv = readFileSync(sample('applicants-48.csv'), 'utf8')
  const left = csv.split('\n').filter((row) => !row.startsWith(`${large},`))
  writeFileSync(file('left.csv'), left.join('\n'))
  writeFileSync(file('earlier.csv'), readFileSync(out))
  expect(
    (await command(file('left.csv'), policyOf(false), '--keep', file('earlier.csv'), '--effort', '50000')).exit,
  ).toBe(0)
  const key = ({ circle, members }: { circle: string; members: string[] }) => `${circle}: ${members.toSorted().join()}`
  const gone = before.map((circle) => ({ ...circle, members: circle.members.filter((id) => id !== large) }))
  expect(reported().circles.map(key).toSorted()).toEqual(gone.map(key).toSorted())
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ kept: { touched: [], cost: expect.any(Number) } })
})

test('options that make no sense are refused, each in a sentence of ours', async () => {
  const told = async (...args: string[]) => {
    const lines: string[] = []
    const tell = (text: string) => void lines.push(text)
    expect(await run(args, { env: {}, root: process.cwd(), out: tell, tell })).toBe(2)
    return lines.join('\n')
  }
  expect(await told()).toContain('the file of people is missing\n--policy is missing')
  expect(await told('x.csv', '--polcy', 'y.json')).toContain('there is no option --polcy')
  expect(await told('x.csv', '--policy', '--out', 'c.csv')).toContain('--policy needs a value after it')
  expect(await told('x.csv', '--what-if=yes')).toContain('--what-if takes no value')
  const files = ['--policy', file('none.json'), '--out', out, '--report', report]
  expect(await told(file('none.csv'), ...files)).toBe(`${file('none.json')}: is not there`)
  expect((await command(sample('applicants-48.csv'), policyOf(false), '--effort', '0')).exit).toBe(2)
  expect((await command(sample('applicants-48.csv'), file('none.json'))).exit).toBe(2)
  expect((await command(sample('applicants-48.csv'), policyOf(false), '--seconds', '1', '--effort', '5')).exit).toBe(2)
})
