import { type Case, caseShape, type Scene, sceneShape, type Topic, topicShape } from '../rules/library.ts'
import doors from './cases/eighty-four-doors.json' with { type: 'json' }
import nineDays from './cases/nine-days.json' with { type: 'json' }
import rackFour from './cases/rack-four.json' with { type: 'json' }
import nextDoor from './cases/the-room-next-door.json' with { type: 'json' }
import threeMessages from './cases/three-messages.json' with { type: 'json' }
import windowSix from './cases/window-six.json' with { type: 'json' }
import changes from './scenes/change.json' with { type: 'json' }
import conflicts from './scenes/conflict.json' with { type: 'json' }
import feedbacks from './scenes/feedback.json' with { type: 'json' }
import negotiations from './scenes/negotiation.json' with { type: 'json' }
import noes from './scenes/no.json' with { type: 'json' }
import remotes from './scenes/remote.json' with { type: 'json' }
import change from './topics/change.json' with { type: 'json' }
import conflict from './topics/conflict.json' with { type: 'json' }
import deciding from './topics/deciding.json' with { type: 'json' }
import delegation from './topics/delegation.json' with { type: 'json' }
import emotions from './topics/emotional-intelligence.json' with { type: 'json' }
import feedback from './topics/feedback.json' with { type: 'json' }
import innovation from './topics/innovation.json' with { type: 'json' }
import strategy from './topics/strategy.json' with { type: 'json' }

/** What the library holds, read on first use. A fault in it is a fault of ours and stops the program. */
export const library = {
  topics: once((): readonly Topic[] =>
    [feedback, conflict, deciding, delegation, change, strategy, innovation, emotions].map((each) =>
      topicShape.parse(each),
    ),
  ),
  scenes: once((): readonly Scene[] =>
    [feedbacks, conflicts, negotiations, noes, changes, remotes].flat().map((each) => sceneShape.parse(each)),
  ),
  cases: once((): readonly Case[] =>
    [nineDays, rackFour, doors, nextDoor, windowSix, threeMessages].map((each) => caseShape.parse(each)),
  ),
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
