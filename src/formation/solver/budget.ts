import type { Options } from './types.ts'

/** How much may still be tried: counted evaluations, or a clock that the caller holds. */
export class Budget {
  used = 0
  private share = 0
  private next = 0
  private stopped = false
  private told = 0
  private readonly options: Options
  private readonly onPoll: (share: number) => void

  constructor(options: Options, onPoll: (share: number) => void = () => {}) {
    this.options = options
    this.onPoll = onPoll
  }

  /** Counts evaluations and tells what share of the whole is used up, 0 to 1. */
  spend(evaluations: number): number {
    this.used += evaluations
    const { effort } = this.options
    if (effort !== undefined && this.used >= effort) this.share = 1
    else if (this.used >= this.next) this.poll()
    return this.share
  }

  get over(): boolean {
    return this.share >= 1
  }

  private poll(): void {
    const { effort, spent, shouldStop } = this.options
    this.next = this.used + (effort === undefined ? 2048 : 512)
    this.stopped ||= shouldStop?.() === true
    const counted = effort === undefined ? 0 : this.used / effort
    this.share = this.stopped ? 1 : Math.max(counted, spent?.() ?? 0, this.share)
    if (this.share < this.told + 0.01) return
    this.told = this.share
    this.onPoll(this.share)
  }
}
