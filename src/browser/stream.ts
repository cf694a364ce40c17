interface Hearing {
  heard(data: string): void
  /** Whether there is a connection; told at every change, and sometimes twice. */
  connected(is: boolean): void
}

/**
 * Listens to one of our streams for as long as the page is there, through lost networks, servers that start again and sleeping laptops: the
 * first message of a stream says all that was missed. A page that is no longer ours to see is loaded anew. Returns how to stop.
 */
export function listenTo(path: string, { heard, connected }: Hearing): () => void {
  let source: EventSource | undefined
  let later: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    close()
    const mine = new EventSource(path)
    source = mine
    mine.addEventListener('open', () => connected(true))
    mine.addEventListener('message', (event) => heard(event.data))
    mine.addEventListener('gone', lookAgain)
    mine.addEventListener('error', () => {
      connected(false)
      // The browser connects again by itself unless something else than a stream answered, such as a proxy before a server that is away.
      if (mine.readyState === EventSource.CLOSED) lookAgain()
    })
  }
  const close = () => {
    clearTimeout(later)
    source?.close()
  }
  const lookAgain = () => {
    close()
    later = setTimeout(async () => ((await isStillOurs()) ? open() : location.reload()), 1000)
  }
  // After sleep a connection may look open and be dead.
  const wake = () => document.visibilityState === 'visible' && open()
  document.addEventListener('visibilitychange', wake)
  window.addEventListener('online', wake)
  open()
  return () => {
    document.removeEventListener('visibilitychange', wake)
    window.removeEventListener('online', wake)
    close()
  }
}

/** A server that is away says nothing about it. */
async function isStillOurs(): Promise<boolean> {
  const answer = await fetch(location.href, { redirect: 'manual' }).catch(() => undefined)
  return answer === undefined || answer.ok || answer.status >= 500
}
