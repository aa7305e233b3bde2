import type { Target } from '../retrieval/indexed-texts.ts'
import type { Reply } from './reply.ts'

/** A reply before it has an id, a ticket and a place in a conversation. */
export type Draft = Omit<Reply, 'id' | 'ticket' | 'edition'> & {
  /** What a follow-up would be about. */
  inHand: Target | null
  /** Guides by how well they fit, best first: the evidence. */
  ranked: string[]
}
