import { Layout } from '../ui/layout.tsx'

/** The public home, in the community's own name. */
export function PublicHome({ name }: { name: string }) {
  return (
    <Layout title={name} hidden={false}>
      <h1>{name}</h1>
    </Layout>
  )
}
