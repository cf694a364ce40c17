import type { ComponentChildren, ComponentProps, VNode } from 'preact'
import { Card, EmptyState, Page, Rows } from '../../ui/index.ts'

interface ListedProps extends Omit<ComponentProps<typeof Page>, 'actions' | 'children'> {
  /** Above the rows. */
  readonly children?: ComponentChildren
  /** What the rows are, for whoever hears the page. */
  readonly label: string
  readonly rows: readonly VNode[]
  /** The button that adds to them: beside the heading, or in the middle of the page while there are none. */
  readonly begin: VNode
  /** What is said while there are none. */
  readonly empty: { readonly title: string; readonly text: string }
}

/** A page that is a list: rows in a card, or what will stand there and how it begins. */
export function Listed({ label, rows, begin, empty, children, ...page }: ListedProps) {
  return (
    <Page {...page} actions={rows.length > 0 && begin}>
      {children}
      {rows.length === 0 ? (
        <EmptyState title={empty.title} action={begin}>
          <p>{empty.text}</p>
        </EmptyState>
      ) : (
        <Card>
          <Rows label={label}>{rows}</Rows>
        </Card>
      )}
    </Page>
  )
}
