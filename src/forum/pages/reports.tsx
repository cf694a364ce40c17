import {
  Area,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  Form,
  Hidden,
  Page,
  Row,
  useReader,
  Written,
} from '../../ui/index.ts'
import type { ReportLine } from '../reads.ts'

/** What somebody reports, and why. Only those who organise read it. */
export function ReportPage({ topic, answer, words }: { topic: string; answer: string | undefined; words: string }) {
  const { say } = useReader()
  return (
    <Page title={say('forum.report.title')} width="narrow" lead={say('forum.report.lead')}>
      <Card>
        <Written text={words} />
      </Card>
      <Form action={`/forum/topics/${topic}/report`}>
        {answer && <Hidden name="answer" value={answer} />}
        <Area name="because" label={say('forum.report.because')} rows={3} seenBy={say('forum.report.seenBy')} />
        <div>
          <Button kind="first">{say('forum.report.send')}</Button>
        </div>
      </Form>
    </Page>
  )
}

/** Thanks for a report, and what else one can do. */
export function Reported() {
  const { say } = useReader()
  return (
    <Page title={say('forum.reported.title')} width="narrow" lead={say('forum.reported.text')}>
      <Row>
        <ButtonLink to="/forum/topics">{say('forum.title')}</ButtonLink>
      </Row>
    </Page>
  )
}

/** What was reported and waits for a decision, for those who organise. */
export function Reports({ lines }: { lines: readonly ReportLine[] }) {
  const { say } = useReader()
  return (
    <Page
      title={say('forum.reports.title')}
      width="narrow"
      lead={say('forum.reports.lead')}
      back={{ to: '/forum/topics', label: say('forum.title') }}
    >
      {lines.length === 0 && (
        <EmptyState title={say('forum.reports.none')}>
          <p>{say('forum.reports.noneText')}</p>
        </EmptyState>
      )}
      {lines.map((line) => (
        <Card key={line.id} title={line.title}>
          <Written text={line.words} />
          <p class="quiet">{say('forum.reports.because', { because: line.because })}</p>
          <Form action={`/forum/reports/${line.id}`}>
            <Area
              name="because"
              label={say('forum.reports.reason')}
              rows={2}
              optional
              hint={say('forum.reports.reasonHint')}
            />
            <Row>
              <Button name="outcome" value="hidden" kind="first">
                {say('forum.reports.hide')}
              </Button>
              <Button name="outcome" value="left">
                {say('forum.reports.leave')}
              </Button>
            </Row>
          </Form>
        </Card>
      ))}
    </Page>
  )
}
