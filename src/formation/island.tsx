// The board by pointer, finger and keyboard. The page and its forms do all of it without; here somebody is taken up by their grip, carried
// over a circle and put down. The server moves them and answers with the parts of the page that are another now.
import { type Carried, type Chair, takeUp, type Words } from '../browser/carrying.ts'
import { lookAgain } from '../browser/looking-again.ts'

const handed = document.getElementById('board')
const said = document.getElementById('board-said')
const words: Words = JSON.parse(handed?.dataset.words ?? '{}')
if (handed) begin()
lookAgain()

let carried: Carried | undefined

function begin(): void {
  document.body.classList.add('live')
  document.addEventListener('click', press, true)
  document.addEventListener('pointerdown', reach)
  document.addEventListener('dragstart', (event) => personAt(event.target) && event.preventDefault())
  document.addEventListener('keydown', key)
  document.addEventListener('submit', submit)
}

const elementOf = (target: EventTarget | null): Element | undefined => (target instanceof Element ? target : undefined)
const personAt = (target: EventTarget | null) => elementOf(target)?.closest<HTMLElement>('li.person') ?? undefined

function say(words: string): void {
  if (said) said.textContent = words
}

const named = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

/** A tap or a key on a grip takes somebody up; the next one, on a circle or a name of one, puts them down. */
function press(event: MouseEvent): void {
  const at = elementOf(event.target)
  if (carried) {
    const to = at?.closest<HTMLElement>('[data-to]') ?? at?.closest<HTMLElement>('[data-circle]')
    if (!to && !at?.closest('.grip')) return
    event.preventDefault()
    event.stopPropagation()
    if (!at?.closest('.grip')) carried.over(to?.dataset.to ?? to?.dataset.circle)
    if (at?.closest('[data-stay]')) leave()
    else putDown()
    return
  }
  const person = at?.closest('.grip') && personAt(at)
  if (!person) return
  say(named(words.up, { name: carry(person).name }))
}

function carry(person: HTMLElement): Carried {
  const taken = takeUp(person, words)
  carried = taken
  const link = person.querySelector('a')
  // Whoever carries somebody does not wait for this, and can do without it.
  if (link)
    asked('GET', `${link.pathname}/chairs`)
      .then((answer) => carried === taken && tell(taken, answer))
      .catch(() => {})
  return taken
}

function tell(taken: Carried, answer: Document): void {
  const chairs = [...answer.querySelectorAll<HTMLElement>('[data-chair]')].map(
    ({ dataset, textContent }): [string, Chair] => [
      dataset.chair ?? '',
      { told: textContent ?? '', fit: dataset.fit ?? '', closed: dataset.closed !== undefined },
    ],
  )
  taken.tell(new Map(chairs), answer.querySelector('p')?.textContent ?? '')
  if (taken.chosen()) sayWhere(taken)
}

function sayWhere(now: Carried): void {
  const { circle = '', told = '' } = now.chosen() ?? {}
  say([named(words.over, { name: now.name, circle }), told].filter(Boolean).join(' '))
}

function leave(): void {
  if (!carried) return
  say(named(words.back, { name: carried.name }))
  carried.end()
  carried = undefined
}

function putDown(): void {
  const to = carried?.to
  if (!carried || to === undefined || to === carried.from) {
    leave()
    return
  }
  const { person } = carried
  carried.end()
  carried = undefined
  const seats = [...document.querySelectorAll<HTMLElement>('[data-circle]')].find((each) => each.dataset.circle === to)
  seats?.querySelector('.seats')?.append(person)
  const link = person.querySelector('a')
  if (link) post(`${link.pathname}/seat`, new URLSearchParams({ circle: to }), person.id)
}

/** With a mouse anywhere on somebody, with a finger on their grip: elsewhere a finger scrolls. */
function reach(down: PointerEvent): void {
  const person = personAt(down.target)
  const grip = elementOf(down.target)?.closest('.grip')
  if (!person || carried || down.button !== 0 || (down.pointerType === 'touch' && !grip)) return
  let far = false
  const move = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return
    far ||= Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > 6
    if (!far) return
    const now = carried ?? carry(person)
    now.follow(event.clientX, event.clientY)
    event.preventDefault()
  }
  const end = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return
    stop.abort()
    if (!far) return
    // What follows a drag is no press.
    const swallow = (click: Event) => {
      click.preventDefault()
      click.stopPropagation()
    }
    window.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
    if (event.type === 'pointerup') putDown()
    else leave()
  }
  const stop = new AbortController()
  for (const type of ['pointerup', 'pointercancel'] as const) document.addEventListener(type, end, stop)
  document.addEventListener('pointermove', move, stop)
}

/** Arrows carry to the next circle as the page reads; the keys of undo and redo are those of every editor. */
function key(event: KeyboardEvent): void {
  const typing = elementOf(event.target)?.matches('input, select, textarea')
  const command = event.ctrlKey || event.metaKey
  if (carried && !command) {
    carryByKey(event, carried)
    return
  }
  const letter = event.key.toLowerCase()
  if (typing || !command || !['z', 'y'].includes(letter)) return
  event.preventDefault()
  const way = letter === 'y' || event.shiftKey ? 'on' : 'back'
  const button = document.querySelector<HTMLButtonElement>(`[data-go="${way}"] button`)
  if (button && !button.disabled) button.click()
}

function carryByKey(event: KeyboardEvent, now: Carried): void {
  if (event.key === 'Escape') {
    event.preventDefault()
    leave()
    return
  }
  const forward = document.documentElement.dir === 'rtl' ? -1 : 1
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowDown: 1, ArrowUp: -1, ArrowRight: forward, ArrowLeft: -forward },
    ...{ Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY },
  }
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  now.step(step)
  sayWhere(now)
}

/** Undo, redo and locks change the board, too. */
function submit(event: SubmitEvent): void {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !/\/(history|locks)$/.test(form.action)) return
  event.preventDefault()
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) body.append(name, String(value))
  post(new URL(form.action).pathname, body, undefined)
}

let sending = Promise.resolve()

/** One change after the other, as they were made. What goes wrong is seen on the page as it really stands. */
function post(path: string, body: URLSearchParams, person: string | undefined): void {
  sending = sending
    .then(() => changed(path + location.search, body))
    .then((parts) => show(parts, person))
    .catch(() => {
      say(words.lost)
      location.reload()
    })
}

async function changed(url: string, body: URLSearchParams): Promise<Document> {
  const answer = await asked('POST', url, body)
  if (!answer.getElementById('board-heading')) throw new Error('no part of a board')
  return answer
}

/** The answer as a document that runs nothing: no text is ever made into elements by the page itself. */
function asked(method: string, url: string, body?: URLSearchParams): Promise<Document> {
  const { promise, resolve, reject } = Promise.withResolvers<Document>()
  const request = new XMLHttpRequest()
  request.open(method, url)
  request.responseType = 'document'
  request.setRequestHeader('x-part', 'board')
  if (body) request.setRequestHeader('content-type', 'application/x-www-form-urlencoded')
  request.onload = () => {
    const answer = request.responseXML
    if (request.status === 200 && answer) resolve(answer)
    else reject(new Error(String(request.status)))
  }
  request.onerror = () => reject(new Error('no connection'))
  request.send(body ?? null)
  return promise
}

function show(parts: Document, person: string | undefined): void {
  const going = document.activeElement?.closest<HTMLElement>('[data-go]')?.dataset.go
  for (const part of [...(parts.querySelector('main')?.children ?? [])]) {
    if (part instanceof HTMLElement && part.dataset.gone) document.getElementById(part.dataset.gone)?.remove()
    else put(document.adoptNode(part))
  }
  say(document.getElementById('board-last')?.textContent ?? '')
  const button = document.querySelector<HTMLButtonElement>(`[data-go="${going}"] button`)
  if (button?.disabled) document.querySelector<HTMLButtonElement>('[data-go] button:enabled')?.focus()
  else button?.focus()
  if (person && document.activeElement === document.body)
    document.getElementById(person)?.querySelector<HTMLElement>('.grip')?.focus({ preventScroll: true })
}

function put(part: Element): void {
  const before = document.getElementById(part.id)
  if (before?.querySelector('details')?.open) part.querySelector('details')?.setAttribute('open', '')
  const next = part instanceof HTMLElement ? document.getElementById(part.dataset.before ?? '') : null
  const circles = document.getElementById('board-circles')
  if (before) before.replaceWith(part)
  else if (circles) circles.insertBefore(part, next)
  // The first circle of all brings more with it than a column.
  else location.reload()
}
