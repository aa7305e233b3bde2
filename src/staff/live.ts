import type { Person } from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'

/** A colleague who types in a ticket. */
export type StaffTyping = { number: string; staff: Person }

/** Where an official's events go: a stream of server-sent events has this shape. */
export type DeskSink = {
  writeSSE(event: { id?: string; event: string; data: string; retry?: number }): Promise<void>
  write(text: string): Promise<unknown>
  onAbort(listener: () => void): void
  readonly aborted: boolean
}

/** What happens at the desk, as it happens. */
export type DeskFeed = {
  /** Sends what came after that event (null: from now on), then what comes; ends when the sink does. */
  follow(viewer: Viewer, afterSequence: number | null, sink: DeskSink): Promise<void>
}
