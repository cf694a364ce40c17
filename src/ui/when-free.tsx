import { Stack } from './arrange.tsx'
import { Details } from './details.tsx'
import { useReader } from './reader.ts'
import { Said } from './said.tsx'
import { type OptionGroup, Select } from './select.tsx'
import { WeekHours } from './week-hours.tsx'

interface ZoneProps {
  zone: string
  zones: readonly OptionGroup[]
  /** To say what time it is there. */
  now: Date
  seenBy?: string | undefined
}

/** Whose clock a person lives by: the field `zone`, and what that clock shows. */
export function ZoneSelect({ zone, zones, now, seenBy }: ZoneProps) {
  const { say, moment } = useReader()
  const time = <time id="zone-now">{moment(now, 'time', { zone })}</time>
  return (
    <Select
      name="zone"
      label={say('ui.zone.label')}
      hint={<Said k="ui.zone.now" parts={{ time }} />}
      options={zones}
      value={zone}
      seenBy={seenBy}
    />
  )
}

/** When a person is free, where circles are formed by it: the fields `zone` and `hours`, and what stating fewer hours does. */
export function WhenFree({
  hours,
  last = hours,
  ...zone
}: ZoneProps & { hours: string | undefined; last?: string | undefined }) {
  const { say } = useReader()
  return (
    <>
      <ZoneSelect {...zone} />
      <WeekHours
        name="hours"
        label={say('ui.free.hours')}
        value={hours ?? ''}
        last={last}
        zone={zone.zone}
        seenBy={say('ui.free.hours.seen')}
      />
      <Details summary={say('ui.free.honest')}>
        <Stack close>
          <p>{say('ui.free.honest.company')}</p>
          <p>{say('ui.free.honest.hour')}</p>
          <p>{say('ui.free.honest.places')}</p>
        </Stack>
      </Details>
    </>
  )
}
