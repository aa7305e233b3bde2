import type { Client, Progress } from './client.ts'
import type { ConversationStore, OutgoingMessage } from './conversation-store.ts'
import {
  addByTime,
  citizenEntry,
  type Entry,
  entriesOf,
  fileEntry,
  stillPending,
  withTicket,
} from './entry.ts'
import type { LiveEvent } from './live-events.ts'
import type { Feedback, Reply, Standing } from './reply.ts'

/** What the citizen sees, without any page in it. */
export type ChatState = {
  entries: Entry[]
  phase: 'idle' | 'received' | 'searching' | 'writing' | 'retrying'
  /** The reply as far as it has been streamed. */
  draft: string
  isStaffTyping: boolean
  history: 'ready' | 'loading' | 'failed'
  unreadCount: number
  /** Null as long as no official is asked for. */
  standing: Standing | null
  /** The ticket is done and waits to be rated. */
  isRatingAsked: boolean
}

export type Chat = {
  state(): ChatState
  /** Brings back the conversation of before a reload; safe to call again. */
  start(): Promise<void>
  send(text: string): void
  resend(messageId: string): void
  /** False when it could not be sent. */
  rate(replyId: string, value: Feedback, comment?: string): Promise<boolean>
  /** Tells the officials; at most every few seconds, and only while they are on it. */
  typing(): void
  /** False when it could not be sent. */
  leaveContact(name: string, phone: string): Promise<boolean>
  /** False when it could not be sent. */
  rateTicket(value: number, comment?: string): Promise<boolean>
  /** False when it could not be sent. */
  attach(file: File): Promise<boolean>
  markRead(): void
  erase(): void
}

type Needs = {
  client: Client
  store: ConversationStore
  newMessageId(): string
  onChange(): void
}

const staffTypingMs = 6000
const tellTypingMs = 3000
const overStates = ['resolved', 'closed']
const fresh: ChatState = {
  entries: [],
  phase: 'idle',
  draft: '',
  isStaffTyping: false,
  history: 'ready',
  unreadCount: 0,
  standing: null,
  isRatingAsked: false,
}

/** Holds one conversation: sends in order, keeps what failed, listens for staff. */
export function createChat({ client, store, newMessageId, onChange }: Needs): Chat {
  let state = fresh
  let hasStarted = false
  let followedId: string | null = null
  let stopFollowing = (): void => undefined
  let queue: Promise<void> = Promise.resolve()
  /** Ends when the conversation is erased: what still comes of it is dropped. */
  let life = new AbortController()
  let toldTypingAt = 0
  let typingTimer: ReturnType<typeof setTimeout> | undefined

  const change = (part: Partial<ChatState>) => {
    state = { ...state, ...part }
    onChange()
  }
  const changeEntry = (id: string, next: (entry: Entry) => Entry) =>
    change({ entries: state.entries.map((entry) => (entry.id === id ? next(entry) : entry)) })
  const add = (entry: Entry) => {
    if (state.entries.some(({ id }) => id === entry.id)) return
    change({ entries: addByTime(state.entries, entry) })
  }
  const forgetPending = (id: string) =>
    store.change({ pending: store.read().pending.filter((each) => each.clientMessageId !== id) })

  const follow = () => {
    const id = store.read().session?.id ?? null
    if (id === followedId) return
    stopFollowing()
    followedId = id
    stopFollowing = client.follow(onLiveEvent)
  }
  const onLiveEvent = (event: LiveEvent) => {
    if (event.type === 'typing') {
      clearTimeout(typingTimer)
      typingTimer = setTimeout(() => change({ isStaffTyping: false }), staffTypingMs)
      return change({ isStaffTyping: true })
    }
    if (event.type === 'ticket') {
      store.change({ hasTicket: !overStates.includes(event.ticket.state) })
      return change({
        entries: withTicket(state.entries, event.ticket),
        standing: event.ticket,
        isRatingAsked:
          event.ticket.state === 'resolved' && store.read().ratedTicket !== event.ticket.number,
      })
    }
    const { message } = event
    if (state.entries.some(({ id }) => id === message.id)) return
    const isNew = !store.read().readIds.includes(message.id)
    change({ isStaffTyping: false, unreadCount: state.unreadCount + (isNew ? 1 : 0) })
    add({ kind: 'staff', ...message })
  }

  const onProgress = (progress: Progress) => {
    if (progress.type === 'status') change({ phase: progress.state })
    if (progress.type === 'delta') change({ phase: 'writing', draft: state.draft + progress.text })
    if (progress.type === 'retry') change({ phase: 'retrying', draft: '' })
  }

  const receive = (reply: Reply) => {
    change({ phase: 'idle', draft: '' })
    add({ kind: 'reply', id: reply.id, reply, at: null, feedback: null })
    if (reply.ticket) store.change({ hasTicket: true })
    follow()
  }

  const deliver = async (message: OutgoingMessage, signal: AbortSignal, onKept: () => void) => {
    if (signal.aborted) return
    const id = message.clientMessageId
    change({ phase: 'received', draft: '' })
    try {
      const reply = await client.send(
        message,
        (progress) => {
          // The service has it: what was written after it may follow, and be answered together.
          if (progress.type === 'status') onKept()
          if (!signal.aborted) onProgress(progress)
        },
        signal,
      )
      if (signal.aborted) return
      forgetPending(id)
      receive(reply)
    } catch {
      if (signal.aborted) return
      change({ phase: 'idle', draft: '' })
      changeEntry(id, (entry) => (entry.kind === 'citizen' ? { ...entry, hasFailed: true } : entry))
    }
  }
  const enqueue = (message: OutgoingMessage) => {
    const { signal } = life
    queue = queue.then(
      () =>
        new Promise<void>((resolve) => {
          void deliver(message, signal, resolve).finally(resolve)
        }),
    )
  }

  return {
    state: () => state,

    async start() {
      if (hasStarted) return
      hasStarted = true
      const { session, pending: kept } = store.read()
      const { signal } = life
      if (session) change({ history: 'loading' })
      try {
        const { turns, files } = (await client.restore()) ?? { turns: [], files: [] }
        if (signal.aborted) return
        const pending = stillPending(kept, turns)
        for (const answered of kept.filter((each) => !pending.includes(each))) {
          forgetPending(answered.clientMessageId)
        }
        change({ entries: [...entriesOf(turns, pending), ...state.entries], history: 'ready' })
        files.map(fileEntry).forEach(add)
        if (store.read().session) follow()
        for (const message of pending) {
          add(citizenEntry(message))
          enqueue(message)
        }
      } catch {
        hasStarted = false
        change({ history: 'failed' })
      }
    },

    send(text) {
      const message = { text: text.trim(), clientMessageId: newMessageId() }
      store.change({ pending: [...store.read().pending, message] })
      add(citizenEntry(message))
      enqueue(message)
    },

    resend(messageId) {
      const entry = state.entries.find(({ id }) => id === messageId)
      if (entry?.kind !== 'citizen') return
      changeEntry(messageId, () => ({ ...entry, hasFailed: false }))
      enqueue({ text: entry.text, clientMessageId: messageId })
    },

    async rate(replyId, value, comment) {
      changeEntry(replyId, (entry) =>
        entry.kind === 'reply' ? { ...entry, feedback: value } : entry,
      )
      return await isSent(client.rate(replyId, value, comment))
    },

    typing() {
      if (!store.read().hasTicket || Date.now() - toldTypingAt < tellTypingMs) return
      toldTypingAt = Date.now()
      void isSent(client.tell('typing', {}))
    },

    leaveContact: (name, phone) =>
      isSent(
        client.tell('contact', { ...(name && { name }), ...(phone && { phone }), consent: true }),
      ),

    async rateTicket(value, comment) {
      store.change({ ratedTicket: state.standing?.number ?? '' })
      return await isSent(client.tell('rating', { value, ...(comment && { comment }) }))
    },

    attach: (file) =>
      isSent(
        client.attach(file).then((sent) => {
          add(fileEntry(sent))
          follow()
        }),
      ),

    markRead() {
      const readIds = state.entries.flatMap(({ kind, id }) => (kind === 'staff' ? [id] : []))
      store.change({ readIds })
      change({ unreadCount: 0 })
    },

    erase() {
      life.abort()
      life = new AbortController()
      queue = Promise.resolve()
      stopFollowing()
      followedId = null
      store.clear()
      state = fresh
      onChange()
    },
  }
}

/** False when it failed. */
function isSent(call: Promise<unknown>): Promise<boolean> {
  return call.then(
    () => true,
    () => false,
  )
}
