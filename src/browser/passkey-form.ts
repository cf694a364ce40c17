import { fetchQuestion, type Question } from './passkeys.ts'

/**
 * Brings a hidden box with a passkey's form to life where this browser can: its button asks the server for a question, has the device answer,
 * and sends the form with the answer in its field `response`. The box says itself what to say when that fails.
 */
export function offerPasskey(boxId: string, answer: (question: Question) => Promise<string>): void {
  const box = document.getElementById(boxId)
  const form = box?.querySelector('form')
  const button = form?.querySelector('button')
  const field = form?.elements.namedItem('response')
  if (!box || !form || !button || !(field instanceof HTMLInputElement) || !('PublicKeyCredential' in window)) return
  box.hidden = false
  button.addEventListener('click', async () => {
    const problem = form.querySelector<HTMLElement>('.problem[role=status]')
    button.disabled = true
    if (problem) problem.hidden = true
    try {
      field.value = await answer(await fetchQuestion(`${new URL(form.action).pathname}/question`))
      form.submit()
    } catch {
      if (problem) {
        problem.hidden = false
        problem.textContent = box.dataset.failed ?? ''
      }
    } finally {
      button.disabled = false
    }
  })
}
