/** The last few of something, for as long as somebody asks for them now and then. */
export function lastFew<Value>(most: number) {
  const held = new Map<string, { value: Value; end: NodeJS.Timeout }>()
  const forget = (key: string) => {
    clearTimeout(held.get(key)?.end)
    held.delete(key)
  }
  return {
    get: (key: string): Value | undefined => held.get(key)?.value,
    keep(key: string, value: Value) {
      forget(key)
      held.set(key, { value, end: setTimeout(forget, awhile, key).unref() })
      for (const oldest of held.keys()) if (held.size > most) forget(oldest)
    },
  }
}

/** A quarter of an hour. */
const awhile = 15 * 60_000
