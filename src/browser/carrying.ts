/** What the island says while somebody is carried; `{name}` and `{circle}` are filled in. */
export interface Words {
  readonly up: string
  readonly over: string
  readonly back: string
  readonly lost: string
  readonly none: string
  readonly fresh: string
  readonly cancel: string
}

/** A circle as a place for whoever is carried: in words, and whether a rule stands against it. */
export interface Chair {
  readonly told: string
  /** In two or three words. */
  readonly fit: string
  readonly closed: boolean
}

/** Somebody taken up, until `end`. */
export interface Carried {
  readonly person: HTMLElement
  readonly name: string
  /** The circle they sit in; '' for none. */
  readonly from: string
  /** The circle that is chosen; undefined while none is. */
  readonly to: string | undefined
  over(circle: string | undefined): void
  /** Chooses the next circle or the one so many further on. */
  step(by: number): void
  /** The chosen circle, and how they would fit there where that is known. */
  chosen(): { readonly circle: string; readonly told: string } | undefined
  /** Says of circles, by name, how they would fit there, and before one is chosen a sentence about them all. */
  tell(chairs: ReadonlyMap<string, Chair>, all: string): void
  /** Goes along with a pointer: what lies under it is chosen. */
  follow(x: number, y: number): void
  end(): void
}

/** Shows that somebody is taken up, and a tray with every circle to put them down in: for the one that is far off the screen, too. */
export function takeUp(person: HTMLElement, words: Words): Carried {
  const from = person.closest<HTMLElement>('[data-circle]')?.dataset.circle ?? ''
  const name = person.querySelector('a')?.textContent ?? ''
  const targets = targetsOf(words)
  const tray = trayOf(name, targets, words)
  const ghost = ghostOf(name)
  const choice = choosing(targets, (target) => {
    if (target) tray.now.textContent = [target.label, target.told].filter(Boolean).join(': ')
    ghost.now.textContent = target?.told ?? ''
  })
  let roll: (() => void) | undefined
  person.classList.add('carried')
  return {
    ...{ person, name, from, over: choice.over, chosen: choice.chosen },
    get to() {
      return choice.to()
    },
    step: (by) => choice.step(from, by),
    tell(chairs, all) {
      for (const target of targets) tellOf(target, chairs.get(target.circle))
      tray.now.textContent = all
      choice.again()
    },
    follow(x, y) {
      ghost.follow(x, y)
      const under = document.elementFromPoint(x, y)
      const circle = under?.closest<HTMLElement>('[data-circle]')?.dataset.circle
      choice.over(under?.closest<HTMLElement>('[data-to]')?.dataset.to ?? circle)
      roll?.()
      roll = rolling(x, y)
    },
    end() {
      choice.end()
      person.classList.remove('carried')
      roll?.()
      ghost.end()
      tray.element.remove()
    },
  }
}

/** A circle to put somebody down in: its column, where the page has one, and its button on the tray. */
interface Target {
  readonly circle: string
  readonly label: string
  readonly column: HTMLElement | undefined
  readonly button: HTMLElement
  /** How they would fit there; empty while that is not known. */
  told: string
}

/** Every circle as the page has them, then a new one, then none. */
function targetsOf(words: Words): Target[] {
  const columns = [...document.querySelectorAll<HTMLElement>('[data-circle]')]
  const target = (circle: string, label: string, column?: HTMLElement): Target => {
    const made = button(label, circle)
    made.append(document.createElement('small'))
    return { circle, label, column, button: made, told: '' }
  }
  const circles = columns.filter(({ dataset }) => dataset.circle !== '')
  return [
    ...circles.map((column) => target(column.dataset.circle ?? '', column.dataset.name ?? '', column)),
    target('+', words.fresh),
    target(
      '',
      words.none,
      columns.find(({ dataset }) => dataset.circle === ''),
    ),
  ]
}

/** Where a finger may already be on its way to nothing moves: the room for these words was there before. */
function tellOf(target: Target, chair: Chair | undefined): void {
  const words = target.button.querySelector('small')
  if (!chair || !words) return
  target.told = chair.told
  words.textContent = chair.fit
  target.button.ariaLabel = `${target.label}: ${chair.told}`
  for (const element of [target.button, target.column]) element?.classList.toggle('closed', chair.closed)
}

/** Which target is chosen, and shown to be. */
function choosing(targets: readonly Target[], shown: (target: Target | undefined) => void) {
  let chosen: Target | undefined
  const choose = (next: Target | undefined) => {
    if (next === chosen) return
    shown(next)
    for (const [target, on] of [[chosen, false] as const, [next, true] as const])
      for (const element of [target?.column, target?.button]) element?.classList.toggle('over', on)
    chosen = next
  }
  return {
    to: () => chosen?.circle,
    chosen: () => chosen && { circle: chosen.label, told: chosen.told },
    again: () => shown(chosen),
    end() {
      choose(undefined)
      for (const { column } of targets) column?.classList.remove('closed')
    },
    over: (circle: string | undefined) => choose(targets.find((each) => each.circle === circle)),
    step(from: string, by: number): void {
      const at = targets.findIndex(({ circle }) => circle === (chosen?.circle ?? from))
      choose(targets[Math.max(0, Math.min(targets.length - 1, at + by))])
      for (const element of [chosen?.column, chosen?.button])
        element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    },
  }
}

function trayOf(name: string, targets: readonly Target[], words: Words) {
  const tray = document.createElement('div')
  tray.className = 'tray'
  tray.role = 'group'
  tray.ariaLabel = name
  const who = document.createElement('strong')
  who.textContent = name
  who.dir = 'auto'
  const now = document.createElement('span')
  const head = document.createElement('p')
  head.className = 'tray-head'
  head.append(who, ' ', now)
  const list = document.createElement('div')
  list.className = 'tray-circles'
  list.append(...targets.map((each) => each.button))
  const stay = button(words.cancel, 'stay')
  stay.dataset.stay = ''
  tray.append(head, list, stay)
  document.body.append(tray)
  return { element: tray, now }
}

function button(label: string, to: string): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button plain'
  made.textContent = label
  made.dataset.to = to
  return made
}

/** A name that goes along with the pointer, from the first time that it moves. */
function ghostOf(name: string) {
  const ghost = document.createElement('div')
  ghost.className = 'ghost'
  const now = document.createElement('small')
  ghost.append(name, now)
  return {
    now,
    follow(x: number, y: number) {
      if (!ghost.isConnected) document.body.append(ghost)
      ghost.style.left = `${x + 8}px`
      ghost.style.top = `${y + 8}px`
    },
    end: () => ghost.remove(),
  }
}

/** Rolls the circles, or the page, while a pointer stays near their edge; answers with how to stop. */
function rolling(x: number, y: number): () => void {
  const circles = document.getElementById('board-circles')
  const box = circles?.getBoundingClientRect()
  const edge = 56
  const speed = (at: number, low: number, high: number) => (at < low + edge ? -14 : at > high - edge ? 14 : 0)
  const inside = box && y > box.top && y < box.bottom
  const aside = inside ? speed(x, Math.max(0, box.left), Math.min(innerWidth, box.right)) : 0
  const down = speed(y, 0, innerHeight)
  let frame = 0
  const step = () => {
    circles?.scrollBy(aside, 0)
    scrollBy(0, down)
    frame = requestAnimationFrame(step)
  }
  if (aside !== 0 || down !== 0) frame = requestAnimationFrame(step)
  return () => cancelAnimationFrame(frame)
}
