import type { Target } from '../retrieval/indexed-texts.ts'
import type { Intent } from './intent.ts'
import type { Reply } from './reply.ts'

/** A reply before it has an id, a ticket and a place in a conversation. */
export type Draft = Omit<Reply, 'id' | 'ticket' | 'edition'> & {
  /** What a follow-up would be about. */
  inHand: Target | null
  /** What the message wanted, when it was not a question about a procedure. */
  intent: Intent | undefined
  /** Guides by how well they fit, best first: the evidence. */
  ranked: string[]
  /** A real question, with a topic of its own, that no guide answers. */
  isUncovered?: boolean
}
