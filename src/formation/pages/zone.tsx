import { Button, Form, Hidden, Select, useReader } from '../../ui/index.ts'

interface ZoneData {
  /** Where the form leads, with what else it says there. */
  readonly action: string
  readonly also?: Readonly<Record<string, string>>
  readonly zone: string
  /** Where the people concerned live. */
  readonly zones: readonly string[]
}

/** In whose clocks hours are shown: one's own, UTC, or those of anybody concerned. */
export function ZoneForm({ action, also = {}, zone, zones }: ZoneData) {
  const { say, zone: own } = useReader()
  const named = (value: string) => ({ value, label: value.replaceAll('_', ' ') })
  const theirs = zones.filter((each) => each !== own && each !== 'UTC').map(named)
  const options = [
    { value: own, label: say('formation.zone.mine', { zone: own.replaceAll('_', ' ') }) },
    ...(own === 'UTC' ? [] : [named('UTC')]),
    ...(theirs.length > 0 ? [{ label: say('formation.zone.theirs'), options: theirs }] : []),
  ]
  return (
    <Form action={action} method="get">
      {Object.entries(also).map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
      <div class="row zone">
        <Select name="zone" label={say('formation.board.zone')} options={options} value={zone} width="medium" />
        <Button>{say('formation.board.zone.go')}</Button>
      </div>
    </Form>
  )
}
