import { ButtonLink, Card, Chip, Link, Page, Row, RowItem, Rows, useReader } from '../../ui/index.ts'
import { inLanguage } from '../rules/formats.ts'
import { type OpenCase, type OpenScene, type Topic, themes } from '../rules/library.ts'
import { type Shelf, shelves } from '../rules/shelves.ts'

interface LibraryProps {
  /** Where the library stands: of a circle, or of everybody. */
  readonly base: string
  readonly back?: { readonly to: string; readonly label: string }
  readonly topics: readonly Topic[]
  readonly scenes: readonly OpenScene[]
  readonly cases: readonly OpenCase[]
}

/** Three shelves: what to read, what to play, what to think through. */
export function LibraryPage({ base, back, topics, scenes, cases }: LibraryProps) {
  const { say } = useReader()
  return (
    <Page
      title={say('meetings.library.title')}
      lead={say('meetings.library.lead')}
      actions={
        <Row>
          {shelves.map((shelf) => (
            <ButtonLink key={shelf} to={`${base}#${shelf}`} kind="slight">
              {say(`meetings.library.${shelf}.title`)}
            </ButtonLink>
          ))}
        </Row>
      }
      {...(back ? { back } : {})}
    >
      <Shelved base={base} shelf="topics" items={topics.map((each) => ({ ...each, note: each.summary }))} />
      <Scenes base={base} scenes={scenes} />
      <Shelved base={base} shelf="cases" items={cases.map((each) => ({ ...each, note: each.about, at: each.where }))} />
    </Page>
  )
}

/** By theme: how it may be used is said before the first of them. */
function Scenes({ base, scenes }: Pick<LibraryProps, 'base' | 'scenes'>) {
  const { say, locale } = useReader()
  return (
    <Card id="scenes" title={say('meetings.library.scenes.title')}>
      <p>{say('meetings.library.scenes.lead')}</p>
      <div class="stack">
        {themes.map((theme) => (
          <section key={theme} class="stack close" aria-label={say(`meetings.library.theme.${theme}`)}>
            <h3>{say(`meetings.library.theme.${theme}`)}</h3>
            <Rows>
              {scenes
                .filter((scene) => scene.theme === theme)
                .map(({ id, title, about, people }) => (
                  <RowItem
                    key={id}
                    note={inLanguage(about, locale)}
                    actions={people.length > 2 && <Chip>{say('meetings.library.three')}</Chip>}
                  >
                    <Link to={`${base}/scenes/${id}`}>
                      <strong>{inLanguage(title, locale)}</strong>
                    </Link>
                  </RowItem>
                ))}
            </Rows>
          </section>
        ))}
      </div>
    </Card>
  )
}

interface Item extends Pick<Topic, 'id' | 'title'> {
  readonly note: Topic['title']
  readonly at?: Topic['title']
}

function Shelved({ base, shelf, items }: { base: string; shelf: Shelf; items: readonly Item[] }) {
  const { say, locale } = useReader()
  return (
    <Card id={shelf} title={say(`meetings.library.${shelf}.title`)}>
      <p>{say(`meetings.library.${shelf}.lead`)}</p>
      <Rows label={say(`meetings.library.${shelf}.title`)}>
        {items.map(({ id, title, note, at }) => (
          <RowItem key={id} note={inLanguage(note, locale)} actions={at && <Chip>{inLanguage(at, locale)}</Chip>}>
            <Link to={`${base}/${shelf}/${id}`}>
              <strong>{inLanguage(title, locale)}</strong>
            </Link>
          </RowItem>
        ))}
      </Rows>
    </Card>
  )
}
