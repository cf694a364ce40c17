import { Area, Field, Hidden, OwnPage, type PageProps, useReader } from '../../ui/index.ts'

/** A page of the journal below the list of all. */
export function Leaf(props: Pick<PageProps, 'title' | 'above' | 'lead' | 'children'>) {
  const { say } = useReader()
  return <OwnPage lock={say('journal.lock')} back={{ to: '/me/journal', label: say('journal.title') }} {...props} />
}

type Values = Readonly<Record<'decision' | 'reasons' | 'expected' | 'before' | 'after' | 'review', string>>

interface FieldsProps {
  values: Values
  /** The first day on which one may look back. */
  first: string
  /** What was expected stays as it stands. */
  fixed?: boolean
}

export function Fields({ values, first, fixed = false }: FieldsProps) {
  const { say } = useReader()
  return (
    <>
      {fixed && <p class="quiet">{say('journal.one.stays')}</p>}
      <Area
        name="decision"
        label={say('journal.form.decision')}
        hint={say('journal.form.decisionHint')}
        value={values.decision}
        rows={2}
        maxLength={1000}
        voice
      />
      {!fixed &&
        (['reasons', 'expected'] as const).map((name) => (
          <Area
            key={name}
            name={name}
            label={say(`journal.form.${name}`)}
            hint={say(`journal.hint.${name}`)}
            value={values[name]}
            rows={3}
            maxLength={3000}
            optional
          />
        ))}
      <Sureness values={values} fixed={fixed} />
      <Field
        name="review"
        type="date"
        label={say('journal.form.review')}
        hint={say('journal.form.reviewHint')}
        value={values.review}
        min={first}
        width="medium"
      />
    </>
  )
}

/** Before it was talked through, and after. */
function Sureness({ values, fixed }: { values: Values; fixed: boolean }) {
  const { say } = useReader()
  const sure = { type: 'number', min: 0, max: 100, width: 'short', inputMode: 'numeric' } as const
  return (
    <>
      {fixed ? (
        <Hidden name="before" value={values.before} />
      ) : (
        <Field
          name="before"
          label={say('journal.form.before')}
          hint={say('journal.form.beforeHint')}
          value={values.before}
          {...sure}
        />
      )}
      {(!fixed || values.after === '') && (
        <Field
          name="after"
          label={say('journal.form.after')}
          hint={say('journal.form.afterHint')}
          value={values.after}
          {...sure}
          optional
        />
      )}
    </>
  )
}
