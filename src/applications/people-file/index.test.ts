import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zoneNamed } from '../../platform/i18n/zones.ts'
import { type Meaning, readPeople } from './index.ts'

const file = (name: string) => readFileSync(new URL(`../../../test/data/${name}`, import.meta.url), 'utf8')
const read = (text: string, columns: Record<string, Meaning> = {}) =>
  readPeople(text, { profile: 'web', zone: zoneNamed, columns })
const header = 'id,name,email,time_zone,availability,hours_per_month,apart_from,together_with\n'

describe('A file of people', () => {
  test('48 applicants are read without a fault', () => {
    const { people, faults, rows } = read(file('applicants-48.csv'))
    expect([people.length, faults.length, rows]).toEqual([48, 0, 48])
    expect(people[0]).toMatchObject({
      id: 'p1',
      zone: 'America/Chicago',
      answers: { goals: 'career move; hiring; delegation' },
    })
    expect(people[0]?.free[0]).toEqual({ from: 1440 + 13 * 60, to: 1440 + 16 * 60 })
  })

  test('What people really send is named by row and column, and the good rows stay', () => {
    const { people, faults, columns } = read(file('applicants-messy.csv'))
    expect(columns.find(({ name }) => name === 'Zeitzone')?.meaning).toBe('time_zone')
    expect(columns.at(-1)).toEqual({ name: 'favourite colour', meaning: 'keep' })
    expect(people.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3', 'm13', 'm16', 'm17'])
    expect(people[0]).toMatchObject({ name: 'Émile "Mil" Ferreira' })
    expect(people[1]).toMatchObject({ address: 'm2@example.org', zone: 'Asia/Ho_Chi_Minh' })
    expect(people.find(({ id }) => id === 'm16')?.manager).toBe('m1')
    expect(faults.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '5 Zeitzone zone.unknown',
      '6 availability hours.unreadable',
      '7 availability hours.backwards',
      '8 email address.twice',
      '9 id id.twice',
      '10 name cell.formula',
      '10 employer cell.formula',
      '11 hours_per_month number.wrong',
      '12 name cell.missing',
      '13 email address.wrong',
      '14 together_with mate.unknown',
      '15 together_with mate.both',
      '16  row.short',
    ])
  })

  test('A column that is told to be the zone is read as the zone, and without one nobody can be taken', () => {
    const text = 'name,email,wo\nAna,ana@example.org,Europe/Lisbon\n'
    expect(read(text).people).toEqual([])
    expect(read(text).faults).toMatchObject([{ row: 1, column: 'time_zone', code: 'column.missing' }])
    expect(read(text, { wo: 'time_zone' }).people).toMatchObject([{ name: 'Ana', zone: 'Europe/Lisbon' }])
  })

  test('Days may be Spanish; they are kept as we write them', () => {
    const hours = (cell: string) => read(`name,email,time_zone,availability\nAna,a@example.org,UTC,"${cell}"\n`)
    const kept = hours('Lun 18:00-20:00; mié. 12:00-13:30; Sábado 9:00-11:00; dom 10:00-11:00').people[0]
    expect(kept?.answers.availability).toBe('Mon 18:00-20:00; Wed. 12:00-13:30; Sat 9:00-11:00; Sun 10:00-11:00')
    expect(kept?.free).toHaveLength(4)
    expect(hours('Mar 18:00-20:00; Thursday 8:00-9:00').people[0]?.answers.availability).toBe(
      'Tue 18:00-20:00; Thursday 8:00-9:00',
    )
  })

  test('Whole hours and commas are read where they can mean one thing only, and kept as we write hours', () => {
    const { people, faults } = read(
      'name,email,time_zone,availability\nAna,a@example.org,UTC,"Mon 18-20, mié 9:30-17"\n',
    )
    expect(faults).toEqual([])
    expect(people[0]?.answers.availability).toBe('Mon 18:00-20:00; Wed 9:30-17:00')
    expect(people[0]?.free).toEqual(
      read('name,email,time_zone,availability\nAna,a@example.org,UTC,Mon 18:00-20:00; Wed 9:30-17:00\n').people[0]
        ?.free,
    )
  })

  test('Several languages in one cell are several, with commas as with semicolons', () => {
    const asked = [
      { column: 'languages', label: 'Languages', kind: 'several', choices: ['English', 'German, Swiss'] },
    ] as const
    const text = `Name;E-Mail-Adresse;Zeitzone;Sprachen\nAna;ana@example.org;UTC;English, Polish\nBen;ben@example.org;UTC;German, Swiss\n`
    const { people, faults } = readPeople(text, { profile: 'web', zone: zoneNamed, asked })
    expect(people.map(({ answers }) => answers.languages)).toEqual(['English', 'German, Swiss'])
    expect(faults.map(({ value }) => value)).toEqual(['Polish'])
  })

  test('While a needed column is not told, nothing is said of single rows', () => {
    const { faults } = read('name,wohin,time_zone\nAna,ana@example.org,Paris\n,,\n')
    expect(faults.map(({ code }) => code)).toEqual(['column.missing'])
  })

  test('What can be meant in two ways is not guessed', () => {
    const fault = (cell: string) =>
      read(`name,email,time_zone,availability\nAna,a@example.org,UTC,"${cell}"\n`).faults.map(({ code }) => code)
    for (const cell of ['T 18:00-20:00', 'Ma 18:00-20:00', 'S 9:00-10:00', 'Mon 6-8', 'Tue 6-8:30'])
      expect(fault(cell), cell).toEqual(['hours.ambiguous'])
    for (const cell of ['Marvin 18:00-20:00', 'Mon evenings', 'X 18:00-20:00'])
      expect(fault(cell), cell).toEqual(['hours.unreadable'])
  })

  test('An answer that its question does not know is named and left out; the row and what it does know stay', () => {
    const asked = [
      { column: 'stage', label: 'How far?', kind: 'choice', choices: ['An idea', 'growing'] },
      { column: 'languages', label: 'Languages', kind: 'several', choices: ['English', 'Español'] },
      { column: 'team', label: 'Team', kind: 'number', choices: [] },
    ] as const
    const text = `name,email,time_zone,How far?,languages,team\nAna,a@example.org,UTC,AN IDEA,espanol; Klingon; english,5
Ben,b@example.org,UTC,flying,English,many\n`
    const { people, faults } = readPeople(text, { profile: 'web', zone: zoneNamed, asked })
    expect(people.map(({ answers }) => answers)).toEqual([
      { stage: 'An idea', languages: 'Español; English', team: '5' },
      { languages: 'English' },
    ])
    expect(faults.map(({ row, column, code, value, grave }) => [row, column, code, value, grave])).toEqual([
      [2, 'languages', 'answer.unknown', 'Klingon', false],
      [3, 'How far?', 'answer.unknown', 'flying', false],
      [3, 'team', 'answer.number', 'many', false],
    ])
  })

  test('The command needs ids and no names', () => {
    const options = { profile: 'command', zone: zoneNamed } as const
    expect(readPeople('id,goals\na,hiring\n', options)).toMatchObject({ faults: [], people: [{ id: 'a' }] })
    expect(readPeople('name\nAna\n', options).faults).toMatchObject([{ code: 'column.missing', column: 'id' }])
  })

  test('A quote that never ends and an empty file are said so', () => {
    expect(read('').faults).toMatchObject([{ code: 'file.empty' }])
    expect(read(header).faults).toMatchObject([{ code: 'file.empty' }])
    expect(read(`${header}1,"Ana,ana@example.org\n`).faults).toContainEqual(
      expect.objectContaining({ code: 'file.quote' }),
    )
  })

  test('Telephone and negative numbers are no formulas; =, @ and +words are', () => {
    const row = (cell: string) => `name,email,time_zone,x\nAna,a@example.org,UTC,"${cell}"\n`
    for (const cell of ['+49 30 1234', '-3', '- ', '+1 (555) 010']) expect(read(row(cell)).faults).toEqual([])
    for (const cell of ['=1+1', '@SUM(A1)', '+cmd', '-cmd', ' =x'])
      expect(read(row(cell)).faults).toMatchObject([{ code: 'cell.formula', column: 'x' }])
  })

  test('Any text in any cell comes back as it was, whatever the delimiter', () => {
    const cell = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => /^[\p{L}"]/u.test(text))
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.constantFrom(',', ';', '\t'), (words, mark) => {
        const quoted = words.map((word, n) =>
          ['Ana', `${n}@example.org`, 'UTC', `"${word.replaceAll('"', '""')}"`].join(mark),
        )
        const { people } = read([['name', 'email', 'time_zone', 'x'].join(mark), ...quoted].join('\r\n'))
        expect(people.map(({ answers }) => answers.x)).toEqual(words.map((word) => word.replace(/\s+/g, ' ').trim()))
      }),
    )
  })

  test('Columns called like what every object has are columns like any other', () => {
    const names = ['__proto__', 'constructor', 'toString']
    const { people, faults } = read(`name,email,time_zone,${names}\nAna,a@example.org,UTC,1,2,\n`)
    expect(faults).toEqual([])
    expect(people[0]?.answers).toEqual({ __proto___: '1', constructor_: '2' })
  })

  test('5,000 rows are read at once', () => {
    const rows = Array.from(
      { length: 5000 },
      (_, n) => `${n},Person ${n},p${n}@example.org,Europe/Lisbon,Mon 18:00-20:00,4,,`,
    )
    expect(read(header + rows.join('\n')).people).toHaveLength(5000)
  })
})
