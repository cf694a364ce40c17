import { PostButton } from './button.tsx'
import { Details } from './details.tsx'

interface EndingProps {
  summary: string
  /** What goes, and what stays. */
  text: string
  action: string
  button: string
}

/** What cannot be taken back: folded away until somebody looks for it, and said in words before it is done. */
export const Ending = ({ summary, text, action, button }: EndingProps) => (
  <Details summary={summary}>
    <p>{text}</p>
    <PostButton action={action} kind="wrong">
      {button}
    </PostButton>
  </Details>
)
