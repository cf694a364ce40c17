/** Small fast counter-based generator (sfc32): the same seed gives the same numbers on every machine. */
export class Random {
  private a: number
  private b: number
  private c: number
  private counter = 1

  constructor(seed: number) {
    this.a = seed | 0
    this.b = Math.floor(seed / 4294967296) | 0
    this.c = 0x9e3779b9 | 0
    for (let i = 0; i < 16; i++) this.bits()
  }

  /** 32 random bits as a signed integer. */
  bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum
    this.c |= 0
    return sum
  }

  /** At least 0, below 1. */
  next(): number {
    return (this.bits() >>> 0) / 4294967296
  }

  /** A whole number from 0 to `below` − 1. */
  int(below: number): number {
    return Math.floor(this.next() * below)
  }

  shuffle<List extends { length: number; [index: number]: number }>(list: List): List {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.int(i + 1)
      const kept = list[i] ?? 0
      list[i] = list[j] ?? 0
      list[j] = kept
    }
    return list
  }
}
