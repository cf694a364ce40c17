/** OKLCH: lightness 0–1, chroma 0–about 0.4, hue in degrees. Equal steps look equal. */
export interface Oklch {
  l: number
  c: number
  h: number
}
type Rgb = [red: number, green: number, blue: number]

/** What text and buttons in the accent stand on, the darkest of the light and the lightest of the dark. As in tokens.css. */
const grounds = {
  light: { paper: '#faf7f0', raised: '#fffdf8', sunken: '#f1ece1' },
  dark: { paper: '#151916', raised: '#1d231f', sunken: '#101310' },
}

/** WCAG 2.2 AA asks for 4.5; a little more, because colours are rounded on their way to the screen. */
const enough = 4.6

/**
 * A community's colour as a stylesheet: the accent of both schemes, each legible (AA) on every ground and with text
 * on it. Hue stays; lightness and, for garish colours, chroma give way. Undefined for what is not `#rrggbb`.
 */
export function colourSheet(hex: string): string | undefined {
  const wish = parseHex(hex)
  if (!wish) return undefined
  const { l, c, h } = oklchOf(wish)
  const light = accentsOn(grounds.light, { l: Math.min(l, 0.56), c: Math.min(c, 0.15), h }, 'darker')
  const dark = accentsOn(grounds.dark, { l: Math.max(l, 0.76), c: Math.min(c, 0.12), h }, 'lighter')
  const lines = Object.entries(light).map(
    ([name, value]) => `--${name}:light-dark(${value},${dark[name as keyof typeof dark]})`,
  )
  return `:root{${lines.join(';')}}\n`
}

export interface Accents {
  /** Text, icons and filled buttons. */
  accent: string
  'accent-strong': string
  'accent-soft': string
  'accent-line': string
  /** Text on a filled button. */
  'on-accent': string
}

type Direction = 'darker' | 'lighter'

function accentsOn(on: (typeof grounds)['light'], wish: Oklch, direction: Direction): Accents {
  const towards = direction === 'darker' ? -1 : 1
  const soft = direction === 'darker' ? { l: 0.935, c: 0.28 } : { l: 0.31, c: 0.36 }
  const tint = (l: number, share: number) => hexOf({ l, c: Math.min(wish.c, 0.09) * share, h: wish.h })
  const softHex = tint(soft.l, soft.c)
  const legible = legibleOn([...Object.values(on), softHex], wish, towards)
  const strong = { ...legible, l: clamp(legible.l + towards * 0.07, 0, 1) }
  const filled = hexOf(legible)
  return {
    accent: filled,
    'accent-strong': hexOf(strong),
    'accent-soft': softHex,
    'accent-line': tint(direction === 'darker' ? 0.82 : 0.44, 0.55),
    'on-accent': direction === 'darker' ? '#ffffff' : hexOf({ l: 0.2, c: Math.min(wish.c, 0.03), h: wish.h }),
  }
}

/** Moves the lightness away from the grounds in small steps until the contrast is enough on each. */
function legibleOn(grounds: string[], wish: Oklch, towards: 1 | -1): Oklch {
  let found = wish
  while (grounds.some((ground) => contrast(hexOf(found), ground) < enough) && found.l > 0 && found.l < 1)
    found = { ...found, l: clamp(found.l + towards * 0.01, 0, 1) }
  return found
}

/** The contrast of two colours by WCAG 2.2: 1 to 21. Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = parseHex(hex) ?? [0, 0, 0]
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** Source of both matrices: Björn Ottosson, https://bottosson.github.io/posts/oklab/ */
export function oklchOf(rgb: Rgb): Oklch {
  const [r, g, b] = [linear(rgb[0]), linear(rgb[1]), linear(rgb[2])]
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const middle = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short
  const bb = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short
  const l = 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short
  return { l, c: Math.hypot(a, bb), h: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360 }
}

/** The nearest colour that a screen can show: chroma gives way, lightness and hue stay. */
export function hexOf(colour: Oklch): string {
  let { c } = colour
  while (c > 0 && !inGamut(linearRgb({ ...colour, c }))) c = Math.max(0, c - 0.004)
  const parts = linearRgb({ ...colour, c }).map((value) => Math.round(clamp(encoded(value), 0, 1) * 255))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

function linearRgb({ l, c, h }: Oklch): Rgb {
  const angle = (h * Math.PI) / 180
  const [a, b] = [c * Math.cos(angle), c * Math.sin(angle)]
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]
}

const inGamut = (rgb: Rgb): boolean => rgb.every((value) => value > -0.0005 && value < 1.0005)

export function parseHex(hex: string): Rgb | undefined {
  const found = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  if (!found) return undefined
  const part = (index: number) => Number.parseInt(found[index] ?? '0', 16) / 255
  return [part(1), part(2), part(3)]
}

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const encoded = (value: number): number => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055)
const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
