import { type ReaderContext, useReader, Written } from '../../ui/index.ts'
import { isTemplatePoint, type Point } from '../rules.ts'

/** What a point says: the circle's words, or the template's in the reader's language. */
export function wordsOf({ id, words }: Point, say: ReaderContext['say']): string {
  if (words !== undefined) return words
  return isTemplatePoint(id) ? say(`charter.point.${id}.words`) : ''
}

/** The template's points have a title; those that a circle adds speak for themselves. */
export function titleOf({ id }: Point, say: ReaderContext['say']): string | undefined {
  return isTemplatePoint(id) ? say(`charter.point.${id}.title`) : undefined
}

export function PointTitle({ point }: { point: Point | undefined }) {
  const { say } = useReader()
  const title = point && titleOf(point, say)
  return title ? <strong>{title}</strong> : null
}

export function PointWords({ point }: { point: Point }) {
  return <Written text={wordsOf(point, useReader().say)} />
}
