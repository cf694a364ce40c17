import { Actions, Button, Card, Chip, Face, Layout, LockLine, Progress, Row, Steps, Voice } from '../../src/ui/index.ts'

/** The live meeting, as it looks between two taps. */
export const Room = () => (
  <Layout title="Meeting" bare>
    <div class="page">
      <div class="two">
        <div class="stack">
          <Stage />
          <Question />
        </div>
        <aside class="stack">
          <Tonight />
          <Card tone="now" title="You keep the time">
            <p>When the clock turns amber, say: “one more sentence”. Nobody minds; they agreed to it.</p>
          </Card>
        </aside>
      </div>
    </div>
  </Layout>
)

const Stage = () => (
  <section class="stage" aria-labelledby="step">
    <Row apart>
      <Chip tone="now" icon="circle">
        Deep dive · experiences
      </Chip>
      <span class="quiet">step 6 of 9 · on time</span>
    </Row>
    <h1 id="step">One at a time: when did you live something like it?</h1>
    <p class="lead">Speak from your own experience. No advice yet: “I…”, not “you should…”. Pass if you like.</p>
    <Row apart>
      <span class="clock" role="timer" aria-label="1 minute 48 left">
        1:48
      </span>
      <Actions>
        <Button>+1 minute</Button>
        <Button kind="first" icon="arrow">
          Next speaker
        </Button>
      </Actions>
    </Row>
    <Progress label="This step" text="8 of 13 minutes" value={8} max={13} tone="now" />
    <Order />
  </section>
)

const Order = () => (
  <div class="order">
    <Face name="Ana Moreira" alone />
    <Face name="Tomás Jiménez" state="speaks" alone />
    <Face name="Yara Okafor" state="next" alone />
    <Face name="Ravi Kumar" alone />
    <Face name="Leila Ebrahimi" alone />
    <Face name="Noor Said" state="away" alone />
    <span class="quiet">
      Tomás speaks, <strong>you are next</strong>
    </span>
  </div>
)

const Question = () => (
  <Card title="The question">
    <Voice>How do I stop answering for my team when my own boss is in the room?</Voice>
    <LockLine>Stays here. These notes belong to the presenter alone, who decides what stays.</LockLine>
  </Card>
)

const steps = [
  { label: 'One word', note: '5', state: 'done' as const },
  { label: 'Last commitments', note: '10', state: 'done' as const },
  { label: 'Updates', note: '24', state: 'done' as const },
  { label: 'Choose a challenge', note: '6', state: 'done' as const },
  { label: 'Deep dive', note: '21 left', state: 'here' as const },
  { label: 'Asks and offers', note: '6', state: 'ahead' as const },
  { label: 'Commitments', note: '8', state: 'ahead' as const },
  { label: 'Close', note: '6', state: 'ahead' as const },
]

const Tonight = () => (
  <Card title="Tonight">
    <Steps label="The meeting" steps={steps} />
  </Card>
)
