/**
 * A page that waits for something looks again by itself, as often as its element `looking` says: what moves on it is the progress, where it
 * stands, so that nobody loses their place and nothing is read aloud. Once there is something to see the page is loaded anew, which is told.
 */
export function lookAgain(failures = 0): void {
  const seconds = Number(document.getElementById('looking')?.dataset.in ?? 0)
  if (seconds > 0 && failures < 20) setTimeout(look, seconds * 1000 * (failures + 1), failures)
}

/** As a document that runs nothing, as on the board. */
function look(failures: number): void {
  const request = new XMLHttpRequest()
  request.open('GET', location.href)
  request.responseType = 'document'
  request.onload = () => {
    const [before, after] = [document, request.responseXML].map((page) => page?.getElementById('looking'))
    if (!before || !after) {
      location.reload()
      return
    }
    before.replaceWith(document.adoptNode(after))
    lookAgain()
  }
  request.onerror = () => lookAgain(failures + 1)
  request.send()
}
