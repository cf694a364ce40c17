import { Hidden } from './hidden.tsx'
import { Link } from './link.tsx'
import { useHref, useReader } from './reader.ts'

/** What a visitor may always ask for: privacy, terms, contact, another language. */
export function Footer() {
  const { say } = useReader()
  return (
    <footer class="foot">
      <div class="foot-inner">
        <nav aria-label={say('ui.layout.about')}>
          <ul>
            <li>
              <Link to="/privacy">{say('ui.layout.privacy')}</Link>
            </li>
            <li>
              <Link to="/terms">{say('ui.layout.terms')}</Link>
            </li>
            <li>
              <Link to="/contact">{say('ui.layout.contact')}</Link>
            </li>
          </ul>
        </nav>
        <Languages />
      </div>
    </footer>
  )
}

/** Posts `language` and the page to come `back` to. */
function Languages() {
  const { say, languages = [], locale, path } = useReader()
  const href = useHref()
  if (languages.length < 2) return null
  return (
    <form class="languages" method="post" action={href('/language')} aria-label={say('ui.layout.language')}>
      <Hidden name="back" value={path} />
      {languages.map(({ code, name }) => (
        <button
          key={code}
          type="submit"
          name="language"
          value={code}
          lang={code}
          aria-current={code === locale ? 'true' : undefined}
        >
          {name}
        </button>
      ))}
    </form>
  )
}
