/** A press that has not been answered yet: sent again, with the same id, until it is. */
interface Waiting {
  readonly url: string
  readonly body: URLSearchParams
  /** The fields that it came from, with what stood in them when they were sent last. */
  readonly typed: readonly (readonly [Typed, string])[]
}

interface Pressing<Answer> {
  answered(answer: Answer, press: URLSearchParams): void
  /** It did not arrive, and sending it again would not help. `lost`: what was typed into fields that the page has no more. */
  failed(lost: readonly string[]): void
  /** Whether a press went out; told at each. */
  connected(is: boolean): void
}

export interface Presses {
  /** Sends what waits; for when the connection is back. */
  again(): void
  stop(): void
}

/**
 * Takes over the forms of a live page that carry `data-press`: the page stays, the press goes out in its turn, the answer is told. What cannot be
 * sent waits. An answer that is no JSON has something else to say: the page is loaded anew, unless words would be lost by that or the fault is ours.
 */
export function takePresses<Answer>({ answered, failed, connected }: Pressing<Answer>): Presses {
  const waiting: Waiting[] = []
  let sending = false
  const again = async () => {
    if (sending) return
    sending = true
    try {
      for (let next = waiting[0]; next; next = waiting[0]) {
        const answer = await send<Answer>(next)
        waiting.shift()
        connected(true)
        if (answer !== 'failed' && answer !== 'other') answered(answer.said, next.body)
        else if (answer === 'other' && !holdsWords(next)) location.reload()
        else failed(givenBack(next))
      }
    } catch {
      connected(false)
      setTimeout(again, 1000)
    } finally {
      sending = false
    }
  }
  const press = (event: SubmitEvent) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.dataset.press) return
    event.preventDefault()
    const body = fieldsOf(form, event.submitter)
    if (waiting.some((each) => each.body.get('id') === body.get('id'))) return
    const typed = typedIn(form).map((field) => [field, field.defaultValue] as const)
    for (const [field] of typed) field.defaultValue = field.value
    waiting.push({ url: form.action, body, typed })
    again()
  }
  document.addEventListener('submit', press)
  return { again, stop: () => document.removeEventListener('submit', press) }
}

/** Fields in which something stands that was never sent. */
export const unsent = (root: ParentNode): readonly Typed[] =>
  [...root.querySelectorAll<HTMLFormElement>('form[data-press]')]
    .flatMap(typedIn)
    .filter(({ value, defaultValue }) => value.trim() !== '' && value !== defaultValue)

/** Something was written with this press, or stands in a field still. */
const holdsWords = ({ typed }: Waiting): boolean =>
  typed.some(([{ value }]) => value.trim() !== '') || unsent(document).length > 0

/** What stands in the fields counts as unsent again; returns what stood in those that are gone. */
function givenBack({ typed }: Waiting): string[] {
  for (const [field, before] of typed) field.defaultValue = before
  return typed.flatMap(([{ isConnected, value }]) => (isConnected || value.trim() === '' ? [] : [value]))
}

type Typed = HTMLInputElement | HTMLTextAreaElement

const typedIn = (form: HTMLFormElement): Typed[] => [...form.querySelectorAll<Typed>('textarea, input.input')]

function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form, submitter)) if (typeof value === 'string') body.append(name, value)
  return body
}

/** The answer; `failed` where the server could not, `other` where it said something else. Throws where none came, or a server that is away answered through its proxy. */
async function send<Answer>({ url, body }: Waiting): Promise<{ readonly said: Answer } | 'failed' | 'other'> {
  const response = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } })
  if (response.headers.get('content-type')?.startsWith('application/json')) return { said: await response.json() }
  if (response.status >= 502) throw new Error('away')
  return response.status === 500 ? 'failed' : 'other'
}
