import { Button, ButtonLink, Card, Field, Form, Grid, PublicHome, Section, Voice } from '../../src/ui/index.ts'

const lead =
  'Six or seven people at your stage meet every second week, bring what they are wrestling with, and keep each other to their word.'

const actions = (
  <>
    <ButtonLink to="/join" kind="first">
      Join
    </ButtonLink>
    <ButtonLink to="/forum">Enter the forum</ButtonLink>
    <ButtonLink to="/insights" kind="slight" icon="arrow">
      Weekly insights
    </ButtonLink>
  </>
)

/** The public home of a community. */
export const Home = () => (
  <PublicHome
    title="Peer support groups"
    description="Small peer support groups for people who have begun to lead."
    heading="You lead. You need not do it alone."
    lead={lead}
    actions={actions}
    reassurance="Free. Ninety minutes every two weeks. What is said in a circle stays there."
  >
    <What />
    <Say />
    <Letter />
  </PublicHome>
)

const parts = [
  ['Equals', 'Five to eight people at the same stage, from different places. Nobody is the expert, so everyone is.'],
  ['A rhythm', 'The same hour, every second week, led by one of you in turn. The screen says what to say and when.'],
  ['Your word', 'You leave with one thing you will do. The next meeting begins with it.'],
]

const What = () => (
  <Section id="what" title="What a circle is" lead="And what it is not: no mentor, no course, no audience." set>
    <Grid>
      {parts.map(([title, text]) => (
        <Card key={title} title={title} level={3}>
          <p>{text}</p>
        </Card>
      ))}
    </Grid>
  </Section>
)

const Say = () => (
  <Section id="say" title="What people say">
    <Grid>
      <Voice from="Amara, team lead in Accra">I had never said it aloud. Six people nodded.</Voice>
      <Voice from="Jonas, head of a school in Malmö">Nobody told me what to do. I knew by the end of the hour.</Voice>
    </Grid>
  </Section>
)

const Letter = () => (
  <Section
    id="letter"
    title="Weekly insights"
    lead="One letter a week: what circles have learned, in five minutes."
    set
  >
    <Form action="/letter">
      <Field
        name="address"
        label="Your e-mail address"
        type="email"
        autocomplete="email"
        width="medium"
        seenBy="Used for this letter only. You can leave it with one tap."
      />
      <div>
        <Button kind="first" icon="mail">
          Send me the letter
        </Button>
      </div>
    </Form>
  </Section>
)
