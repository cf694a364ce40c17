import { describedBy, type FieldWords, Hint, Optional, Problem, SeenBy } from './around-field.tsx'
import { Button } from './button.tsx'
import { Details } from './details.tsx'
import { type FieldState, useField } from './form-state.ts'
import { type ReaderContext, useReader } from './reader.ts'
import * as model from './week.ts'

interface WeekHoursProps extends FieldWords {
  /** Arrives as a list `name`, whose texts joined by `; ` are the hours. */
  name: string
  /** Free hours on the person's own clock: `Mon 18:00-20:00; Wed 12:00-13:30`. */
  value?: string | undefined
  /** Whose clock it is, unless the form has a field `zone`. */
  zone: string
  /** What the person said the last time. */
  last?: string | undefined
}

/** What the island is told: words to fill, and what was said last. */
export interface WeekSetting extends model.WeekWords {
  readonly zone: string
  readonly last: string
  readonly free: string
  readonly busy: string
  readonly undone: string
  readonly redone: string
  readonly grid: string
}

/**
 * The free hours of a week. Boxes to tick, an hour each; with `paintWeeks` of `browser/week-hours.ts` in the page's island they become a week to
 * paint on.
 */
export function WeekHours({ name, value, zone, last, ...words }: WeekHoursProps) {
  const reader = useReader()
  const state = useField(`${name}[]`, value, words.label)
  const setting = settingFrom(reader, words.label, last)
  const hours = model.hoursFrom(state.texts.join('; '))
  return (
    <fieldset
      class={state.problem ? 'field week not-right' : 'field week'}
      aria-describedby={describedBy(state, words)}
      data-week={JSON.stringify(setting)}
    >
      <legend>
        {words.label} <Optional {...words} />
      </legend>
      <Hint state={state} words={words} />
      <Problem state={state} />
      <p class="hint week-zone">{model.fill(setting.zone, { zone })}</p>
      <Tools last={last} />
      <Boxes name={`${name}[]`} state={state} hours={hours} last={last} />
      <p class="week-words">{model.inWords(hours, setting)}</p>
      <p class="unseen week-said" role="status" />
      <SeenBy state={state} words={words} />
    </fieldset>
  )
}

function settingFrom(reader: ReaderContext, grid: string, last = ''): WeekSetting {
  const { say } = reader
  return {
    ...wordsFrom(reader),
    ...{ grid, last },
    zone: say('ui.week.zone', { zone: '{zone}' }),
    free: say('ui.week.free', { when: '{when}' }),
    busy: say('ui.week.busy', { when: '{when}' }),
    undone: say('ui.week.undone'),
    redone: say('ui.week.redone'),
  }
}

const wordsFrom = ({ say, locale }: ReaderContext): model.WeekWords => ({
  locale,
  on: say('ui.week.on', { days: '{days}', times: '{times}' }),
  run: say('ui.week.run', { from: '{from}', to: '{to}' }),
  all: say('ui.week.all', { list: '{list}', hours: '{hours}' }),
  none: say('ui.week.none'),
})

/** Hours that somebody said, in the reader's words: "Monday to Friday 18:00–21:00 · 15 hours a week". */
export const HoursInWords = ({ text }: { text: string }) => (
  <>{model.inWords(model.hoursFrom(text), wordsFrom(useReader()))}</>
)

const presetNames = ['evenings', 'lunch', 'mornings', 'weekends'] as const

/** For painting: out of sight until there is something to paint on. */
function Tools({ last }: { last: string | undefined }) {
  const { say } = useReader()
  return (
    <div class="week-tools stack close" hidden>
      <p class="hint">{say('ui.week.how')}</p>
      <div class="actions">
        {presetNames.map((preset) => (
          <Button key={preset} type="button" name="preset" value={preset}>
            {say(`ui.week.preset.${preset}`)}
          </Button>
        ))}
        {last && (
          <Button type="button" name="week" value="last">
            {say('ui.week.last')}
          </Button>
        )}
      </div>
      <div class="actions">
        <Button type="button" name="week" value="undo" kind="slight" icon="undo">
          {say('ui.week.undo')}
        </Button>
        <Button type="button" name="week" value="redo" kind="slight">
          {say('ui.week.redo')}
        </Button>
        <Button type="button" name="week" value="clear" kind="slight">
          {say('ui.week.clear')}
        </Button>
        <Button type="button" name="week" value="quarters" kind="slight">
          {say('ui.week.quarters')}
        </Button>
        <Button type="button" name="week" value="night" kind="slight">
          {say('ui.week.night')}
        </Button>
      </div>
    </div>
  )
}

interface BoxesProps {
  name: string
  state: FieldState
  hours: model.Hours
  last: string | undefined
}

/** A box for each hour; the night is folded away while nobody is free in it. */
function Boxes({ name, state, hours, last }: BoxesProps) {
  const { say } = useReader()
  const { from, to } = model.daytime
  const early = { name, hours, rows: rowsOf(0, from) }
  const late = { name, hours, rows: rowsOf(to, 24) }
  return (
    <div class="week-boxes stack close">
      <fieldset class="week-presets">
        <legend class="hint">{say('ui.week.add')}</legend>
        {presetNames.map((preset) => (
          <label key={preset} class="choice">
            <input type="checkbox" name={name} value={model.textFrom(model.presets[preset])} />
            <span>{say(`ui.week.preset.${preset}`)}</span>
          </label>
        ))}
        {last && (
          <label class="choice">
            <input type="checkbox" name={name} value={last} />
            <span>{say('ui.week.last')}</span>
          </label>
        )}
      </fieldset>
      <HourTable label={say('ui.week.day')} name={name} hours={hours} rows={rowsOf(from, to)} id={state.id} />
      <Details summary={say('ui.week.night')} open={model.atNight(hours)}>
        <HourTable label={say('ui.week.early')} {...early} />
        <HourTable label={say('ui.week.late')} {...late} />
      </Details>
    </div>
  )
}

const rowsOf = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

interface TableProps {
  label: string
  name: string
  hours: model.Hours
  rows: readonly number[]
  /** For the first box, so that the list of problems leads to it. */
  id?: string
}

function HourTable({ label, name, hours, rows, id }: TableProps) {
  const { locale } = useReader()
  return (
    <table class="week-table">
      <caption class="unseen">{label}</caption>
      <thead>
        <tr>
          <td />
          {model.week.map((day) => (
            <th key={day} scope="col">
              <abbr title={model.dayName(day, locale, 'long')}>{model.dayName(day, locale, 'short')}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((hour) => (
          <tr key={hour}>
            <th scope="row">{model.clock(hour * 60)}</th>
            {model.week.map((day) => (
              <td key={day}>
                <Hour
                  name={name}
                  hours={hours}
                  cell={model.dayAt(day, hour * 60, hour * 60 + 60)}
                  id={day === 0 && hour === rows[0] ? id : undefined}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Whoever is free for a part of an hour keeps that part, or takes the whole. */
function Hour({
  name,
  hours,
  cell,
  id,
}: {
  name: string
  hours: model.Hours
  cell: model.Stretch
  id: string | undefined
}) {
  const free = model.within(hours, cell)
  const whole = model.freeIn(hours, [cell]) === 'all'
  return (
    <>
      {!whole && free.map((part) => <Box key={part.from} name={name} stretch={part} ticked part />)}
      <Box name={name} stretch={cell} ticked={whole} id={id} part={!whole && free.length > 0} />
    </>
  )
}

interface BoxProps {
  name: string
  stretch: model.Stretch
  ticked: boolean
  /** Says its times, for they are not those of the row. */
  part?: boolean
  id?: string | undefined
}

function Box({ name, stretch, ticked, part = false, id }: BoxProps) {
  const { locale } = useReader()
  const times = `${model.clock(stretch.from)}–${model.clock(stretch.to, stretch.from)}`
  return (
    <label class="choice week-box">
      <input
        type="checkbox"
        id={id}
        name={name}
        value={model.wordFor(stretch)}
        checked={ticked}
        aria-label={`${model.dayName(model.dayOf(stretch.from), locale, 'long')} ${times}`}
      />
      {part && <span class="week-part">{times}</span>}
    </label>
  )
}
