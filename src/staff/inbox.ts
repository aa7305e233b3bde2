import type { ServiceLevelState } from '../handoff/service-level.ts'
import { ticketSequence } from '../handoff/ticket.ts'
import type { Clock } from '../shared/clock.ts'
import type { WriteAudit } from './audit-log.ts'
import type { StaffDirectory } from './directory.ts'
import type { InboxCounts, InboxFilter, InboxQuery, TicketRow } from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'

/** A line of the inbox as it is kept: its owner by id, its clocks not yet read. */
export type TicketRecord = Omit<TicketRow, 'owner' | 'breached' | 'warning'> & {
  ownerId: string | null
  firstAnsweredAt: string | null
  citizenTurnSince: string | null
}

export type InboxWanted = {
  filter: InboxFilter
  /** Whose tickets `mine` are. */
  viewerId: string
  field: string | undefined
  channel: string | undefined
  q: string | undefined
  /** The ticket of that number, whatever else `q` finds. */
  sequence: number | undefined
  at: Date
  cursor: string | undefined
  limit: number
}

/** What the whole desk has to do; `mine` by official. */
export type DeskCounts = Omit<InboxCounts, 'mine'> & { mine: ReadonlyMap<string, number> }

/**
 * Where the inbox is read. Who waits for an official comes first (emergencies, then the longest wait),
 * then what else is open, then what is over, newest first.
 */
export type InboxReader = {
  page(wanted: InboxWanted): Promise<{ records: TicketRecord[]; next: string | null }>
  rowsOf(sequences: number[]): Promise<TicketRecord[]>
  counts(at: Date): Promise<DeskCounts>
}

/** How a deadline stands that is not met yet. */
export type DeadlineState = (dueAt: Date, now: Date) => ServiceLevelState

export type InboxDeps = {
  inboxReader: InboxReader
  directory: StaffDirectory
  /** How deadlines stand, by the office's hours and promises as they are set now. */
  deadlines: () => Promise<DeadlineState>
  writeAudit: WriteAudit
  clock: Clock
}

const pageLength = 50

/** The inbox of one official. */
export function createInbox(deps: InboxDeps) {
  const { inboxReader, clock, writeAudit } = deps
  const toRows = createToRows(deps)

  return {
    async inbox(viewer: Viewer, { q, ...query }: InboxQuery) {
      const at = clock()
      const asked = q?.trim() || undefined
      const wanted: InboxWanted = {
        filter: query.filter,
        viewerId: viewer.id,
        field: query.field || undefined,
        channel: query.channel,
        q: asked,
        sequence: asked === undefined ? undefined : ticketSequence(asked),
        at,
        cursor: query.cursor || undefined,
        limit: pageLength,
      }
      const [page, counts] = await Promise.all([inboxReader.page(wanted), inboxReader.counts(at)])
      if (asked && !query.cursor) {
        const found = { q: asked, found: page.records.length }
        await writeAudit({ who: viewer.id, action: 'search', subject: 'inbox', detail: found })
      }
      return {
        tickets: await toRows(page.records, at),
        counts: countsFor(viewer.id, counts),
        next: page.next,
      }
    },
  }
}

/** Fills in the owners' names and reads the clocks. */
export function createToRows({ directory, deadlines }: Pick<InboxDeps, 'directory' | 'deadlines'>) {
  return async (records: TicketRecord[], at: Date): Promise<TicketRow[]> => {
    if (records.length === 0) return []
    const [people, stateOf] = await Promise.all([directory.people(), deadlines()])
    return records.map(({ ownerId, firstAnsweredAt, citizenTurnSince, ...record }) => {
      const due = [firstAnsweredAt === null ? record.dueFirstAt : null, record.dueResolvedAt]
      // The clock stands while it is the citizen's turn.
      const now = citizenTurnSince === null ? at : new Date(citizenTurnSince)
      const states = isOver(record)
        ? []
        : due.flatMap((each) => (each === null ? [] : [stateOf(new Date(each), now)]))
      const breached = states.includes('breached')
      return {
        ...record,
        owner: ownerId === null ? null : { id: ownerId, name: people.get(ownerId)?.name ?? '' },
        breached,
        warning: !breached && states.includes('warning'),
      }
    })
  }
}

/** One official's own. */
export function countsFor(staffId: string, { mine, ...others }: DeskCounts): InboxCounts {
  return { mine: mine.get(staffId) ?? 0, ...others }
}

function isOver({ state }: { state: TicketRow['state'] }): boolean {
  return state === 'resolved' || state === 'closed'
}
