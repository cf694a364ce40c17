/** A press that has not been answered yet: sent again, with the same id, until it is. */
interface Waiting {
  readonly url: string
  readonly body: URLSearchParams
}

interface Pressing<Answer> {
  answered(answer: Answer, press: URLSearchParams): void
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
 * sent waits. An answer that is no JSON has something else to say: the page is loaded anew.
 */
export function takePresses<Answer>({ answered, connected }: Pressing<Answer>): Presses {
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
        if (answer === undefined) location.reload()
        else answered(answer, next.body)
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
    for (const field of typedIn(form)) field.defaultValue = field.value
    waiting.push({ url: form.action, body })
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

type Typed = HTMLInputElement | HTMLTextAreaElement

const typedIn = (form: HTMLFormElement): Typed[] => [...form.querySelectorAll<Typed>('textarea, input.input')]

function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form, submitter)) if (typeof value === 'string') body.append(name, value)
  return body
}

/** The answer; undefined where it is no JSON. Throws where none came, or a server that is away answered through its proxy. */
async function send<Answer>({ url, body }: Waiting): Promise<Answer | undefined> {
  const response = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } })
  if (response.headers.get('content-type')?.startsWith('application/json')) return response.json()
  if (response.status >= 502) throw new Error('away')
  return undefined
}
