import type { Clock } from '../shared/clock.ts'

/** Who is typing where, in this process; forgotten after a few seconds. */
export type TypingBoard = {
  citizenTypes(conversationId: string): void
  staffTypes(conversationId: string, staffId: string): void
  /** Their message is there. */
  stopped(conversationId: string, staffId: string): void
  /** Who types now. */
  typing(conversationId: string): { citizen: boolean; staffIds: string[] }
}

// The console and the widget tell every few seconds that somebody still types.
const lastsMs = 8_000

export function createTypingBoard(clock: Clock): TypingBoard {
  const until = new Map<string, Map<string, number>>()
  const tell = (conversationId: string, who: string) => {
    const board = until.get(conversationId) ?? new Map<string, number>()
    board.set(who, clock().getTime() + lastsMs)
    until.set(conversationId, board)
    if (until.size > 1000) forgetOld()
  }
  const forgetOld = () => {
    const now = clock().getTime()
    for (const [conversationId, board] of until) {
      if ([...board.values()].every((each) => each < now)) until.delete(conversationId)
    }
  }

  return {
    citizenTypes: (conversationId) => tell(conversationId, 'citizen'),
    staffTypes: (conversationId, staffId) => tell(conversationId, `staff:${staffId}`),
    stopped: (conversationId, staffId) => {
      until.get(conversationId)?.delete(`staff:${staffId}`)
    },
    typing(conversationId) {
      const now = clock().getTime()
      const who = [...(until.get(conversationId) ?? [])].flatMap(([each, end]) =>
        end >= now ? [each] : [],
      )
      return {
        citizen: who.includes('citizen'),
        staffIds: who.flatMap((each) =>
          each.startsWith('staff:') ? [each.slice('staff:'.length)] : [],
        ),
      }
    },
  }
}
