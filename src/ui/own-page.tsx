import { Page, type PageProps } from './page.tsx'
import { useReader } from './reader.ts'

/** A page of the reader's own: to read and to write in peace, one step below "You" unless it says below what else. */
export function OwnPage(props: PageProps) {
  const { say } = useReader()
  return <Page width="narrow" back={{ to: '/me', label: say('people.me.title') }} {...props} />
}
