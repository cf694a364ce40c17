declare const minted: unique symbol

export type OfficeKind = 'organiser' | 'owner'

/** The proof that a request comes from someone who holds this office in this community. Only `communities/web.ts` makes one. */
export interface Office {
  readonly [minted]: 'office'
  readonly kind: OfficeKind
  readonly community: string
  readonly person: string
}
