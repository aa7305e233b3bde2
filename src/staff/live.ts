import type { EventSink } from '../conversation/event-feed.ts'
import type { Viewer } from './staff-env.ts'

/** What happens at the desk, as it happens. */
export type DeskFeed = {
  /** Sends what came after that event (null: from now on), then what comes; ends when the sink does. */
  follow(viewer: Viewer, afterSequence: number | null, sink: EventSink): Promise<void>
}
