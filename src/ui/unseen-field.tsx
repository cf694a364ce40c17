import { useReader } from './reader.ts'

/** A field that people neither see nor reach: whoever fills it is a program. It is called `website`. */
export function UnseenField({ id }: { id: string }) {
  const { say } = useReader()
  return (
    <div class="unseen" aria-hidden="true">
      <label for={id}>{say('ui.unseenField')}</label>
      <input id={id} name="website" tabIndex={-1} autocomplete="off" />
    </div>
  )
}
