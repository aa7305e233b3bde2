import type { Clock } from '../shared/clock.ts'
import type { PresenceStore, StaffDirectory } from './directory.ts'
import type { InboxReader } from './inbox.ts'
import type { Colleague, LivePresence, Me, Presence } from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'

export type ColleagueDeps = {
  directory: StaffDirectory
  presence: PresenceStore
  inboxReader: Pick<InboxReader, 'counts'>
  tellPresence: (presence: LivePresence) => void
  clock: Clock
}

/** An open console says so every quarter of a minute; without a sign for this long nobody is there. */
const goneMs = 90_000

/** Who works here, who is there, and how much they have in hand. */
export function createColleagues(deps: ColleagueDeps) {
  const { directory, presence, inboxReader, tellPresence, clock } = deps

  return {
    async me({ id, name, title, role }: Viewer): Promise<Me> {
      const own = (await presence.presences()).get(id)
      return { id, name, title, role, presence: own?.state ?? 'online' }
    },

    async setPresence({ id, name, title, role }: Viewer, state: Presence): Promise<Me> {
      await presence.setPresence(id, state, clock())
      tellPresence({ staffId: id, state })
      return { id, name, title, role, presence: state }
    },

    async colleagues(): Promise<Colleague[]> {
      const at = clock()
      const [people, presences, counts] = await Promise.all([
        directory.people(),
        presence.presences(),
        inboxReader.counts(at),
      ])
      return [...people.values()]
        .filter(({ disabled }) => !disabled)
        .map(({ disabled: _, ...person }) => ({
          ...person,
          presence: presenceAt(presences.get(person.id), at),
          load: counts.mine.get(person.id) ?? 0,
        }))
    },
  }
}

/** Whoever has not been seen for a while is away, whatever they said last. */
export function presenceAt(
  kept: { state: Presence; seenAt: Date } | undefined,
  at: Date,
): Presence {
  if (!kept || at.getTime() - kept.seenAt.getTime() > goneMs) return 'away'
  return kept.state
}
