import type { Intent } from '../answering/intent.ts'
import type { HandoffReason } from './ticket.ts'

/** Whether a message goes to a person, and why. Pure. */
export function decideHandoff(intent: Intent | undefined): HandoffReason | undefined {
  switch (intent?.kind) {
    case 'asks-person':
    case 'own-case':
    case 'complaint':
    case 'fraud':
    case 'emergency':
      return intent.kind
    default:
      return undefined
  }
}
