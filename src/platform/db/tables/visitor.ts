// Made from the grants in the database by `npm run tables`; not edited by hand.
import type { ColumnType } from 'kysely'

export interface VisitorTables {
  'app.community': { id: ColumnType<string, never, never>; slug: ColumnType<string, never, never>; name: ColumnType<string, never, never>; line: ColumnType<string, never, never>; colour: ColumnType<string | null, never, never>; logo: ColumnType<Buffer | null, never, never>; logo_type: ColumnType<string | null, never, never>; locale: ColumnType<string, never, never>; zone: ColumnType<string, never, never>; contact: ColumnType<string, never, never>; members_start_circles: ColumnType<boolean, never, never>; made_at: ColumnType<Date, never, never> }
  'app.community_key': { community: ColumnType<string, never, never>; wrapped: ColumnType<Buffer, never, never> }
  'app.mail': { community: ColumnType<never, string, never>; id: ColumnType<never, string, never>; person: ColumnType<never, string | null | undefined, never>; address: ColumnType<never, string | null | undefined, never>; name: ColumnType<never, string | null | undefined, never>; locale: ColumnType<never, string | null | undefined, never>; kind: ColumnType<never, string, never>; secret: ColumnType<never, boolean | undefined, never>; for_organisers: ColumnType<never, boolean | undefined, never>; subject: ColumnType<never, Buffer, never>; body: ColumnType<never, Buffer | null | undefined, never> }
  'app.policy': { community: ColumnType<string, never, never>; id: ColumnType<string, never, never>; document: ColumnType<string, never, never>; version: ColumnType<number, never, never>; texts: ColumnType<unknown, never, never>; made_at: ColumnType<Date, never, never> }
  'ops.outbox': { id: ColumnType<never, string, never>; queue: ColumnType<never, string, never>; body: ColumnType<never, unknown, never>; after: ColumnType<never, Date | undefined, never> }
  'ops.setting': { name: ColumnType<string, never, never>; value: ColumnType<unknown, never, never> }
}
