import { ticketNumber } from '../handoff/ticket.ts'
import type { KeptTicketEvent } from '../handoff/ticket-store.ts'
import type { Clock } from '../shared/clock.ts'
import type { KnownStaff, PresenceStore } from './directory.ts'
import { staffIdOf } from './event-text.ts'
import { countsFor, createToRows, type InboxDeps } from './inbox.ts'
import { type DeskSink, type Frame, openLine } from './live-line.ts'
import type { LivePresence, LiveTicket, Person, TicketRow } from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'

/** A colleague who types in a ticket. */
export type StaffTyping = { number: string; staff: Person }

export type TicketEventOfDesk = KeptTicketEvent & { ticketSequence: number }

/** Where the desk's events are read, of all tickets. */
export type DeskEventReader = {
  /** In order; at most so many. */
  after(sequence: number, limit: number): Promise<TicketEventOfDesk[]>
  /** The number of the last one; 0 when there is none. */
  last(): Promise<number>
  /** The latest ticket of a conversation that may have one. */
  ticketOf(conversationId: string): Promise<number | undefined>
}

/** What happens at the desk, as it happens. */
export type DeskFeed = {
  /** Sends what came after that event (null: from now on), then what comes; ends when the sink does. */
  follow(viewer: Viewer, afterSequence: number | null, sink: DeskSink): Promise<void>
  /** Says that tickets have new events. */
  announce(): void
  /** The line of a ticket changed without an event: it was read. */
  rowChanged(sequence: number): void
  citizenTypes(conversationId: string): void
  staffTypes(typing: StaffTyping): void
  presenceChanged(presence: LivePresence): void
  close(): void
}

export type DeskFeedDeps = Pick<InboxDeps, 'inboxReader' | 'directory' | 'deadlines'> & {
  deskEvents: DeskEventReader
  presence: Pick<PresenceStore, 'seen'>
  clock: Clock
  /** Told when the database cannot be read; it is read again with the next event. */
  onFailure: (error: unknown) => void
}

type Follower = { viewer: Viewer; send: (frame: Frame) => void }

/** Finds what another process wrote; also keeps proxies from closing a silent line. */
const pollMs = 2_000
const heartbeatMs = 15_000
/** A stream ends after this and the browser comes back at once, signed in or not. */
const longestMs = 15 * 60_000
/** More missed than this: the inbox is asked for anew. */
const mostMissed = 500
/** On PostgreSQL an earlier number may be committed later: so many are looked at again. */
const overlap = 100

/**
 * Reads what is new once for all officials who listen, with the line of the inbox as it is then, so that
 * nobody has to ask.
 */
export function createDeskFeed(deps: DeskFeedDeps): DeskFeed {
  const { deskEvents, inboxReader, directory, clock, presence, onFailure } = deps
  const toRows = createToRows(deps)
  const followers = new Set<Follower>()
  const stops = new Set<() => void>()
  const recent = new Set<number>()
  let cursor: number | undefined
  let isReading = false
  let isRung = false
  let timers: NodeJS.Timeout[] = []

  const tell = (frame: Frame, except?: string) => {
    for (const { viewer, send } of followers) if (viewer.id !== except) send(frame)
  }

  /** Each event with the line of its ticket as it stands now. */
  const framesOf = async (events: TicketEventOfDesk[]): Promise<Frame[]> => {
    const sequences = [...new Set(events.map(({ ticketSequence }) => ticketSequence))]
    const rows = await toRows(await inboxReader.rowsOf(sequences), clock())
    const rowBySequence = new Map(rows.map((row) => [row.sequence, row]))
    const people = await directory.people()
    return events.flatMap((event) => {
      const row = rowBySequence.get(event.ticketSequence)
      return row ? [ticketFrame(event, row, people)] : []
    })
  }

  const remember = (sequence: number) => {
    recent.add(sequence)
    cursor = Math.max(cursor ?? 0, sequence)
    const [oldest] = recent
    if (recent.size > 4 * overlap && oldest !== undefined) recent.delete(oldest)
  }

  const start = async () => {
    if (cursor !== undefined) return
    cursor = await deskEvents.last()
    for (const { sequence } of await deskEvents.after(cursor - overlap, overlap)) remember(sequence)
  }

  const readNew = async () => {
    await start()
    let found = false
    for (;;) {
      if (cursor === undefined) return
      const from = cursor - overlap
      const events = await deskEvents.after(from, mostMissed + overlap)
      const fresh = events.filter(({ sequence }) => !recent.has(sequence))
      if (fresh.length === 0) break
      found = true
      const frames = await framesOf(fresh)
      for (const { sequence } of fresh) remember(sequence)
      for (const frame of frames) tell(frame)
    }
    if (found) await tellCounts()
  }

  const tellCounts = async () => {
    const counts = await inboxReader.counts(clock())
    for (const { viewer, send } of followers) {
      send({ event: 'counts', data: JSON.stringify(countsFor(viewer.id, counts)) })
    }
  }

  /** Whatever rings while it reads is read right after, together. */
  const ring = () => {
    isRung = true
    if (isReading || followers.size === 0) return
    isReading = true
    void (async () => {
      try {
        while (isRung) {
          isRung = false
          await readNew()
        }
      } catch (error) {
        onFailure(error)
      } finally {
        isReading = false
      }
    })()
  }

  const tend = () => {
    const ids = [...new Set([...followers].map(({ viewer }) => viewer.id))]
    void presence.seen(ids, clock()).catch(onFailure)
  }

  const join = (follower: Follower) => {
    followers.add(follower)
    if (timers.length > 0) return
    timers = [setInterval(ring, pollMs), setInterval(tend, heartbeatMs)]
  }
  const leave = (follower: Follower) => {
    followers.delete(follower)
    if (followers.size > 0) return
    for (const timer of timers) clearInterval(timer)
    timers = []
    // Nobody listens and nothing is read: whoever comes next begins at that moment.
    cursor = undefined
    recent.clear()
  }

  /** What was missed, up to now. */
  const missedSince = async (sequence: number): Promise<Frame[]> => {
    const missed = await deskEvents.after(sequence, mostMissed + 1)
    if (missed.length <= mostMissed) return await framesOf(missed)
    return [{ id: String(await deskEvents.last()), event: 'reset', data: '{}' }]
  }

  return {
    async follow(viewer, afterSequence, sink) {
      const line = openLine(sink, { heartbeatMs, longestMs })
      const follower: Follower = { viewer, send: line.send }
      stops.add(line.end)
      try {
        await start()
        join(follower)
        await presence.seen([viewer.id], clock())
        const from = String(afterSequence ?? cursor ?? 0)
        await sink.writeSSE({ id: from, event: 'ready', data: '{}', retry: 1000 })
        const missed = afterSequence === null ? [] : await missedSince(afterSequence)
        const counts = countsFor(viewer.id, await inboxReader.counts(clock()))
        line.goLive([...missed, { event: 'counts', data: JSON.stringify(counts) }])
        ring()
        await line.ended
      } finally {
        line.close()
        stops.delete(line.end)
        leave(follower)
      }
    },

    announce: ring,

    rowChanged(sequence) {
      if (followers.size === 0) return
      void (async () => {
        const [row] = await toRows(await inboxReader.rowsOf([sequence]), clock())
        if (!row) return
        const at = clock().toISOString()
        const body: LiveTicket = { number: row.number, type: 'read', who: null, at, row }
        tell({ event: 'ticket', data: JSON.stringify(body) })
        await tellCounts()
      })().catch(onFailure)
    },

    citizenTypes(conversationId) {
      if (followers.size === 0) return
      void deskEvents
        .ticketOf(conversationId)
        .then((sequence) => {
          if (sequence === undefined) return
          const body = { number: ticketNumber(sequence), by: 'citizen', staff: null }
          tell({ event: 'typing', data: JSON.stringify(body) })
        })
        .catch(onFailure)
    },

    staffTypes({ number, staff }) {
      const body = { number, by: 'staff', staff }
      tell({ event: 'typing', data: JSON.stringify(body) }, staff.id)
    },

    presenceChanged: (body) => tell({ event: 'presence', data: JSON.stringify(body) }),

    close() {
      for (const stop of stops) stop()
    },
  }
}

function ticketFrame(
  { sequence, type, who, at }: TicketEventOfDesk,
  row: TicketRow,
  people: ReadonlyMap<string, KnownStaff>,
): Frame {
  const id = staffIdOf(who)
  const body: LiveTicket = {
    number: row.number,
    type,
    who: id === null ? null : { id, name: people.get(id)?.name ?? 'Cán bộ' },
    at: at.toISOString(),
    row,
  }
  return { id: String(sequence), event: 'ticket', data: JSON.stringify(body) }
}
