/** Whether this device can tell its own microphone's level, and is one at which somebody sits. */
export const hasMicrophone = (): boolean =>
  typeof navigator.mediaDevices?.getUserMedia === 'function' && window.matchMedia('(pointer: fine)').matches

const beatMs = 200

/**
 * Tells the level of this device's microphone, beat by beat. The sound stays where it is: it is neither kept nor sent nor played, only the
 * mean of the last few milliseconds is looked at. Answers with how to stop; rejects where the person says no.
 */
export async function listenToLevel(heard: (level: number, ms: number) => void): Promise<() => void> {
  const sound = await navigator.mediaDevices.getUserMedia({ audio: true })
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(sound).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  let before = performance.now()
  const beat = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    const now = performance.now()
    heard(levelOf(samples), now - before)
    before = now
  }, beatMs)
  return () => {
    clearInterval(beat)
    for (const track of sound.getTracks()) track.stop()
    void context.close()
  }
}

/** The mean level of samples between -1 and 1: their root mean square. */
const levelOf = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length)

/** Sends a number of seconds, or takes it back where there is none; answers with what all share. Without a connection nothing is sent later. */
export async function sendSeconds<Shared>(seconds: number | undefined): Promise<Shared | undefined> {
  const url = `${location.pathname}/airtime${seconds === undefined ? '/withdrawal' : ''}`
  const body = new URLSearchParams(seconds === undefined ? {} : { seconds: String(seconds) })
  const answer = await fetch(url, { method: 'POST', body }).catch(() => undefined)
  return answer?.ok && answer.headers.get('content-type')?.startsWith('application/json') ? answer.json() : undefined
}
