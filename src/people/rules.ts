declare const minted: unique symbol

/** The proof that a request comes from this person of this community. Only `people/web.ts` makes one. */
export interface Self {
  readonly [minted]: 'self'
  readonly community: string
  readonly person: string
  readonly account: string
}
