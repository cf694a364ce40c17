// The part of mailparser's interface that tests read; the package brings no types.
declare module 'mailparser' {
  export interface ParsedMail {
    readonly subject?: string
    readonly text?: string
    readonly html: string | false
    readonly messageId?: string
    readonly date?: Date
    readonly from?: { readonly text: string }
    readonly to?: { readonly text: string }
    readonly headers: ReadonlyMap<string, unknown>
    readonly headerLines: readonly { readonly key: string; readonly line: string }[]
    readonly attachments: readonly unknown[]
  }
  export function simpleParser(source: Buffer): Promise<ParsedMail>
}
