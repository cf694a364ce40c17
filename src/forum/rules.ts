import { z } from 'zod'

export const words = z.string().min(1).max(10_000)
export const topicForm = z.object({ title: z.string().min(4).max(120), body: words })
export const answerForm = z.object({ body: words })
export const reportForm = z.object({ because: z.string().min(4).max(1000), answer: z.uuid().optional() })
export const settleForm = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('hidden'), because: z.string().min(4).max(500) }),
  z.object({ outcome: z.literal('left') }),
])

/** How much one person may write in an hour before a pause is asked for. */
export const mostAnHour = 20

/** Words of the forum as their reader sees them. */
export interface Post {
  readonly id: string
  /** Undefined once the author has left. */
  readonly author: { readonly id: string; readonly name: string } | undefined
  readonly body: string
  readonly madeAt: Date
  readonly edited: boolean
  /** Why it was hidden; only its author still sees it. */
  readonly hiddenBecause: string | undefined
  /** By somebody whose words this reader would rather not see. */
  readonly folded: boolean
  readonly mine: boolean
}

/** Only its author changes a post, and only while it is not hidden. */
export const mayEdit = (post: Pick<Post, 'mine' | 'hiddenBecause'>): boolean =>
  post.mine && post.hiddenBecause === undefined

/** A topic goes only while nobody has answered: others' words hang on it. */
export const mayTakeBack = (topic: Pick<Post, 'mine'>, answers: number): boolean => topic.mine && answers === 0
