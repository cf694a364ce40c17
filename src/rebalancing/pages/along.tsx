import { Card, inside, PostButton, RowItem, Rows, Spoken, useReader } from '../../ui/index.ts'
import type { MyChange } from '../rules.ts'

/** Something that the reader has taken on and not ended. */
export interface OwnOpen {
  readonly id: string
  readonly what: string
  readonly cue: string
  readonly due: string | null
}

interface AlongProps {
  readonly mine: readonly OwnOpen[]
  readonly change: MyChange
  /** The circle in which the reader sits now; undefined before. */
  readonly to: string | undefined
}

/**
 * What becomes of one's commitments. Nobody else can carry them, for nobody else may take anything on in one's name: once there, each is
 * taken on again with one tap, under the keys of the circle that will read it.
 */
export function Along({ mine, change, to }: AlongProps) {
  const { say } = useReader()
  const merges = change.kind === 'merge'
  return (
    <Card title={say('rebalancing.along.title')}>
      <p>{say(to ? 'rebalancing.along.now' : merges ? 'rebalancing.along.later' : 'rebalancing.along.note')}</p>
      <Rows>
        {mine.map(({ id, what, cue, due }) => (
          <RowItem
            key={id}
            actions={
              to && (
                <PostButton
                  action={`/circles/${to}/commitments`}
                  values={{ id: again(id), what, cue, due: due ?? '' }}
                  label={say('rebalancing.along.take.label', { what })}
                >
                  {say('rebalancing.along.take')}
                </PostButton>
              )
            }
          >
            <Spoken>
              {cue
                ? say('commitments.words.ifThen', { cue: inside(cue), what: inside(what) })
                : say('commitments.words.plain', { what: inside(what) })}
            </Spoken>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}

/** The same commitment is taken on once, however often it is tapped: its new id follows from the old one. */
const again = (id: string): string => `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`
