// SHA-256 (FIPS 180-4) in plain JavaScript: the browser's own is absent on plain HTTP beyond localhost, where people join as well.

const primes = firstPrimes(64)
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0
const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

const state = new Int32Array(8)
const words = new Int32Array(64)

/** The first 32 bits of the hash of an ASCII text, as an unsigned number. */
export function sha256Head(text: string): number {
  const blocks = padded(text)
  state.set(start)
  for (let from = 0; from < blocks.length; from += 16) {
    spread(blocks, from)
    compress()
  }
  return at(state, 0) >>> 0
}

function spread(blocks: Int32Array, from: number): void {
  for (let i = 0; i < 16; i++) words[i] = at(blocks, from + i)
  for (let i = 16; i < 64; i++) {
    const early = at(words, i - 15)
    const late = at(words, i - 2)
    const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    words[i] = at(words, i - 16) + small + at(words, i - 7) + large
  }
}

function compress(): void {
  let a = at(state, 0)
  let b = at(state, 1)
  let c = at(state, 2)
  let d = at(state, 3)
  let e = at(state, 4)
  let f = at(state, 5)
  let g = at(state, 6)
  let h = at(state, 7)
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(rounds, i) + at(words, i)) | 0
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  add(0, a)
  add(1, b)
  add(2, c)
  add(3, d)
  add(4, e)
  add(5, f)
  add(6, g)
  add(7, h)
}

const add = (index: number, value: number): void => {
  state[index] = at(state, index) + value
}

/** The text as big-endian words, a one bit, zeros, and its length in bits. */
function padded(text: string): Int32Array {
  const blocks = new Int32Array((((text.length + 8) >> 6) + 1) * 16)
  for (let i = 0; i < text.length; i++) blocks[i >> 2] = at(blocks, i >> 2) | (text.charCodeAt(i) << (24 - (i % 4) * 8))
  blocks[text.length >> 2] = at(blocks, text.length >> 2) | (0x80 << (24 - (text.length % 4) * 8))
  blocks[blocks.length - 1] = text.length * 8
  return blocks
}

const at = (words: Int32Array, index: number): number => words[index] ?? 0
const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

function firstPrimes(count: number): number[] {
  const found: number[] = []
  for (let next = 2; found.length < count; next++) if (found.every((prime) => next % prime !== 0)) found.push(next)
  return found
}
