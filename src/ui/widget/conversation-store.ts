import { fieldOf, listOf, parseJson, textOf } from './read-json.ts'

export type Session = { id: string; token: string }
export type OutgoingMessage = { text: string; clientMessageId: string }

export type SavedConversation = {
  session: Session | null
  /** Typed and sent, but not yet answered: sent again after a reload. */
  pending: OutgoingMessage[]
  /** A person of the office may write at any time. */
  hasTicket: boolean
  /** Staff messages already seen; the service tells them all again after each reload. */
  readIds: string[]
  /** Number of the ticket last rated, which is not asked for again. */
  ratedTicket: string
}

export type ConversationStore = {
  read(): SavedConversation
  change(change: Partial<SavedConversation>): void
  clear(): void
}

const nothing: SavedConversation = {
  session: null,
  pending: [],
  hasTicket: false,
  readIds: [],
  ratedTicket: '',
}

/**
 * Keeps the conversation in the storage of the page the widget sits on, by service.
 *
 * Where storage is forbidden or full it is kept in memory, so that only a reload forgets it.
 */
export function createConversationStore(
  openStorage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  apiOrigin: string,
): ConversationStore {
  const key = `mot-cua:${apiOrigin}`
  let saved = nothing

  /** Another tab may have changed it. */
  const read = () => {
    const text = attempt(() => openStorage().getItem(key))
    return text === null ? saved : readSaved(text)
  }

  return {
    read,
    change(change) {
      saved = { ...read(), ...change }
      attempt(() => openStorage().setItem(key, JSON.stringify(saved)))
    },
    clear() {
      saved = nothing
      attempt(() => openStorage().removeItem(key))
    },
  }
}

function readSaved(text: string): SavedConversation {
  const value = parseJson(text)
  const session = fieldOf(value, 'session')
  const id = textOf(session, 'id')
  const token = textOf(session, 'token')
  return {
    session: id && token ? { id, token } : null,
    pending: listOf(value, 'pending').map((message) => ({
      text: textOf(message, 'text'),
      clientMessageId: textOf(message, 'clientMessageId'),
    })),
    hasTicket: fieldOf(value, 'hasTicket') === true,
    readIds: listOf(value, 'readIds').map(String),
    ratedTicket: textOf(value, 'ratedTicket'),
  }
}

/** What the action gives; null when the browser refuses it. */
export function attempt<Result>(action: () => Result): Result | null {
  try {
    return action()
  } catch {
    return null
  }
}
