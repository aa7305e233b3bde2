import type { Intent } from '../answering/intent.ts'
import type { Reply } from '../answering/reply.ts'
import type { ApprovalMode } from './desk-settings.ts'
import { type HandoffReason, type Priority, priorities } from './ticket.ts'

/** What is known of a turn when it is to be decided whose it is. */
export type HandoffFacts = {
  intent: Intent | undefined
  /** Of the bot's draft. */
  kind: Reply['kind']
  /** A real question that no guide answers. */
  isUncovered: boolean
  /** The bot's replies before, newest first. */
  before: Pick<Reply, 'kind' | 'ticket'>[]
  /** How the matter of the draft is to be answered. */
  approval: ApprovalMode
}

/** Asked back so often without understanding, the bot gives up. */
const mostFailures = 2

/** Whether a message goes to a person, and why. Pure. */
export function decideHandoff(facts: HandoffFacts): HandoffReason | undefined {
  const { intent, kind, isUncovered, before, approval } = facts
  switch (intent?.kind) {
    case 'asks-person':
    case 'own-case':
    case 'complaint':
    case 'fraud':
    case 'emergency':
      return intent.kind
    default:
  }
  if (intent) return undefined
  if (kind === 'answer' && approval === 'staff-only') return 'staff-only'
  if (isUncovered) return 'uncovered'
  if (isFailure(kind) && failuresIn(before) >= mostFailures) return 'unclear'
  return undefined
}

/** How often the bot did not understand, one reply after the other; small talk between does not count. */
function failuresIn(before: HandoffFacts['before']): number {
  let failures = 0
  for (const { kind, ticket } of before) {
    if (kind === 'smalltalk') continue
    if (!isFailure(kind) || ticket) break
    failures += 1
  }
  return failures
}

export const isFailure = (kind: Reply['kind']) => kind === 'clarify' || kind === 'refusal'

/** How soon an official should look. */
export function priorityOf(reason: HandoffReason): Priority {
  switch (reason) {
    case 'emergency':
      return priorities.emergency
    case 'complaint':
    case 'fraud':
      return priorities.high
    default:
      return priorities.normal
  }
}
