import type { ComponentChildren } from 'preact'

/** What a person says or a circle decides: the serif voice. */
export const Voice = ({ children, from }: { children: ComponentChildren; from?: ComponentChildren }) => (
  <figure class="voice">
    <blockquote dir="auto">{children}</blockquote>
    {from && <figcaption>{from}</figcaption>}
  </figure>
)

/** The same voice within a line: a commitment, a question. */
export const Spoken = ({ children }: { children: ComponentChildren }) => (
  <span class="spoken" dir="auto">
    {children}
  </span>
)

/** Text to read: an article, an agreement, a privacy policy. */
export const Prose = ({ children }: { children: ComponentChildren }) => <div class="prose">{children}</div>

/** What a person wrote, in paragraphs, as they wrote it. */
export const Written = ({ text }: { text: string }) => (
  <div class="written" dir="auto">
    {text.split(/\n{2,}/).map((paragraph, index) => (
      <p key={index}>{paragraph}</p>
    ))}
  </div>
)

/** A few points, numbered where it matters which comes first. */
export function Points({ of, numbered = false }: { of: readonly ComponentChildren[]; numbered?: boolean }) {
  const List = numbered ? 'ol' : 'ul'
  return (
    <List class="points">
      {of.map((point, index) => (
        <li key={index}>{point}</li>
      ))}
    </List>
  )
}

/** Names and what they are: a small table of facts. */
export const Facts = ({ facts }: { facts: readonly (readonly [name: string, value: ComponentChildren])[] }) => (
  <dl class="facts">
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
