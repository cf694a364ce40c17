import { Link, Said } from '../../ui/index.ts'
import { chosenIn, guestFormats } from '../rules/shelves.ts'

/** Where a format can take something from the library and has not yet: that it can. Where guests come to it: that they may be asked. */
export function FromShelf({ name, library }: { name: string; library: string }) {
  if (name === guestFormats[0]) {
    const guests = library.replace(/library$/, 'guests')
    return (
      <p>
        <Said k="meetings.library.guests" parts={{ a: (words) => <Link to={guests}>{words}</Link> }} />
      </p>
    )
  }
  const { shelf, item } = chosenIn(name) ?? {}
  if (!shelf || item) return null
  return (
    <p>
      <Said
        k={`meetings.library.${shelf}.here`}
        parts={{ a: (words) => <Link to={`${library}#${shelf}`}>{words}</Link> }}
      />
    </p>
  )
}
