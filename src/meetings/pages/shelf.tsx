import { Link, Said } from '../../ui/index.ts'
import { chosenIn } from '../rules/shelves.ts'

/** Where a format can take something from the library and has not yet: that it can. */
export function FromShelf({ name, library }: { name: string; library: string }) {
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
