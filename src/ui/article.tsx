import type { ComponentChildren } from 'preact'
import { Prose } from './words.tsx'

/** A block of a text: `# ` and `## ` begin headings, `- ` an item; an empty line parts paragraphs. */
type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'paragraph'; readonly text: string }

/**
 * A longer text that somebody of the community wrote, in the few marks that anyone can type. Everything else stays words: no
 * HTML, and links only to web and mail addresses. Headings begin at the second level, below the page's own.
 */
export const Article = ({ text }: { text: string }) => <Prose>{blocksOf(text).map(element)}</Prose>

/** The text as blocks, for whoever renders it otherwise. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const part of text.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    let rest: string[] = []
    const flush = () => {
      if (rest.length > 0) blocks.push(paragraphOrList(rest))
      rest = []
    }
    for (const line of part.split('\n').filter((each) => each.trim() !== '')) {
      const heading = /^(##?) +(.+)$/.exec(line)
      if (!heading) {
        rest.push(line)
        continue
      }
      flush()
      blocks.push({ kind: 'heading', level: heading[1] === '#' ? 2 : 3, text: heading[2] ?? '' })
    }
    flush()
  }
  return blocks
}

function paragraphOrList(lines: readonly string[]): Block {
  const isItem = (line: string) => line.startsWith('- ')
  if (lines.every(isItem)) return { kind: 'list', items: lines.map((line) => line.slice(2)) }
  return { kind: 'paragraph', text: lines.join('\n') }
}

function element(block: Block, index: number): ComponentChildren {
  if (block.kind === 'heading') {
    const Heading = `h${block.level}` as const
    return <Heading key={index}>{block.text}</Heading>
  }
  if (block.kind === 'paragraph') return <p key={index}>{withLinks(block.text)}</p>
  return (
    <ul key={index}>
      {block.items.map((item) => (
        <li key={item}>{withLinks(item)}</li>
      ))}
    </ul>
  )
}

/** `[words](https://…)` becomes a link; an address of another kind stays as it was typed. */
function withLinks(text: string): ComponentChildren[] {
  return text.split(/(\[[^\]\n]+\]\([^)\s]+\))/).map((part) => {
    const [, words, address] = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part) ?? []
    if (!words || !address || !/^(https?:\/\/|mailto:)/i.test(address)) return part
    return (
      <a href={address} rel="noopener noreferrer nofollow">
        {words}
      </a>
    )
  })
}
