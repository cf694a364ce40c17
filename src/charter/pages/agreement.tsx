import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Chip,
  Details,
  Face,
  Form,
  Hidden,
  Notice,
  Page,
  PostButton,
  Row,
  RowItem,
  Rows,
  useReader,
  Written,
} from '../../ui/index.ts'
import type { Agreement, Signer, Version } from '../reads.ts'
import { type Change, changesBetween } from '../rules.ts'
import { PointTitle, PointWords } from './point.tsx'

interface AgreementProps {
  readonly circle: { readonly id: string; readonly name: string }
  readonly agreement: Agreement
}

/** What the circle has agreed on, who has agreed, and what is proposed. */
export function AgreementPage({ circle, agreement }: AgreementProps) {
  const { say } = useReader()
  const { me, now, proposed } = agreement
  return (
    <Page
      title={say('charter.title')}
      above={circle.name}
      lead={say(me.agreed ? 'charter.lead.agreed' : 'charter.lead.first')}
      lock={now.number > 1 && say('charter.lock')}
      aside={<WhoHasAgreed circle={circle} agreement={agreement} />}
    >
      {proposed && me.agreed && <Proposed circle={circle} agreement={agreement} proposed={proposed} />}
      <Points version={now} />
      {!me.agreed && <Agree circle={circle} version={now} />}
    </Page>
  )
}

function Points({ version }: { version: Version }) {
  const { say, moment } = useReader()
  return (
    <Card>
      <ol class="stack">
        {version.points.map((point) => (
          <li key={point.id}>
            <PointTitle point={point} />
            <PointWords point={point} />
          </li>
        ))}
      </ol>
      <p class="quiet">
        {version.made_at
          ? say('charter.since', { number: version.number, since: moment(version.made_at, 'date') })
          : say('charter.fromTemplate')}
      </p>
    </Card>
  )
}

function Agree({ circle, version }: { circle: AgreementProps['circle']; version: Version }) {
  const { say } = useReader()
  return (
    <Form action={`/circles/${circle.id}/agreement`}>
      <Hidden name="version" value={String(version.number)} />
      <Button kind="first" icon="check">
        {say('charter.agree')}
      </Button>
    </Form>
  )
}

function WhoHasAgreed({ circle, agreement }: AgreementProps) {
  const { say } = useReader()
  const { signers, me, proposed } = agreement
  return (
    <Card title={say('charter.who')} tone="bare">
      <Rows>
        {signers.map((signer) => (
          <RowItem key={signer.id} before={<Face name={signer.name} />} actions={<Signed signer={signer} />}>
            {signer.name}
          </RowItem>
        ))}
      </Rows>
      {me.agreed && !proposed && (
        <ButtonLink to={`/circles/${circle.id}/agreement/new`} icon="pen">
          {say('charter.change')}
        </ButtonLink>
      )}
    </Card>
  )
}

function Signed({ signer }: { signer: Signer }) {
  const { say } = useReader()
  return signer.agreed ? (
    <Chip tone="accent" icon="check">
      {say('charter.agreed')}
    </Chip>
  ) : (
    <Chip>{say('charter.notYet')}</Chip>
  )
}

function Proposed({ circle, agreement, proposed }: AgreementProps & { proposed: Version }) {
  const { say } = useReader()
  const { signers, me, now } = agreement
  const agreed = signers.filter((signer) => signer.toPending)
  const action = `/circles/${circle.id}/agreement`
  return (
    <Card
      tone="ask"
      title={proposed.by ? say('charter.proposed.by', { name: proposed.by }) : say('charter.proposed')}
      id="proposed"
    >
      {proposed.why && <Written text={proposed.why} />}
      <Changes changes={changesBetween(now.points, proposed.points)} />
      <p>{say('charter.proposed.agreed', { agreed: agreed.length, all: signers.length })}</p>
      {me.toPending ? (
        <Notice tone="good">{say('charter.proposed.youAgreed')}</Notice>
      ) : (
        <Actions>
          <PostButton action={action} values={{ version: String(proposed.number) }} kind="first" icon="check">
            {say('charter.proposed.agree')}
          </PostButton>
        </Actions>
      )}
      <Details summary={say('charter.aside')}>
        <p>{say('charter.aside.what')}</p>
        <PostButton action={`${action}/aside`} values={{ version: String(proposed.number) }}>
          {say('charter.aside.button')}
        </PostButton>
      </Details>
    </Card>
  )
}

const Changes = ({ changes }: { changes: readonly Change[] }) => (
  <ul class="stack">
    {changes.map((change) => (
      <li key={(change.after ?? change.before)?.id}>
        <OneChange change={change} />
      </li>
    ))}
  </ul>
)

function OneChange({ change }: { change: Change }) {
  const { say } = useReader()
  const { before, after } = change
  return (
    <>
      <Row>
        <Chip>{say(chips[change.kind])}</Chip>
        <PointTitle point={after ?? before} />
      </Row>
      {after && <PointWords point={after} />}
      {before && (
        <Details summary={say('charter.before')} open={!after}>
          <PointWords point={before} />
        </Details>
      )}
    </>
  )
}

const chips = {
  reworded: 'charter.chip.reworded',
  added: 'charter.chip.added',
  'left out': 'charter.chip.leftOut',
} as const
