import { type AnswerDeps, answerQuestion, type Desk } from '../answering/answer-question.ts'
import { citationOf } from '../answering/compose-from-guide.ts'
import type { ConversationStore } from '../conversation/store.ts'
import type { TicketStore } from '../handoff/ticket-store.ts'
import { passagesOn } from '../knowledge/edition.ts'
import { facetTitles } from '../knowledge/facet.ts'
import type { Clock } from '../shared/clock.ts'
import { type Day, dayOf } from '../shared/day.ts'
import { noSuchTicket, sequenceOf } from './refusals.ts'
import type { Suggestions } from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'

export type SuggestionDeps = {
  tickets: Pick<TicketStore, 'find'>
  conversations: Pick<ConversationStore, 'turns'>
  currentDesk: () => Desk
  answering: AnswerDeps
  clock: Clock
}

const guidesShown = 5

/** What the index would answer to the citizen's last words, and guide sections to insert, cited. */
export function createSuggestions(deps: SuggestionDeps) {
  return {
    async suggest(_: Viewer, number: string, q: string | undefined): Promise<Suggestions> {
      const ticket = await deps.tickets.find(sequenceOf(number))
      if (!ticket) throw noSuchTicket()
      const asked = q?.trim() || (await lastQuestion(deps, ticket.conversationId))
      const known = ticket.evidence.guides.map(({ id }) => id)
      const desk = deps.currentDesk()
      const day = dayOf(deps.clock())
      if (asked === undefined) return { suggested: null, guides: guidesOf(desk, known, day) }

      // An official wants the guide's words at once; a language model would take its time.
      const draft = await answerQuestion(
        desk,
        { text: asked, history: async () => [], inHand: null, day },
        { ...deps.answering, model: null },
      )
      const isAnswer = draft.kind === 'answer' || draft.kind === 'redirect'
      const { text, citations } = draft
      // Asked for anew, what the search finds goes first; else what the bot had at hand.
      const ranked = q?.trim() ? [...draft.ranked, ...known] : [...known, ...draft.ranked]
      return {
        suggested: isAnswer ? { text, citations } : null,
        guides: guidesOf(desk, ranked, day),
      }
    },
  }
}

/**
 * The last thing the citizen asked about a procedure: "alo?" and "có ai không" after it ask nothing.
 */
async function lastQuestion(
  { conversations }: SuggestionDeps,
  conversationId: string,
): Promise<string | undefined> {
  const turns = await conversations.turns(conversationId)
  const asked = turns.findLast(
    ({ reply }) =>
      reply === null || ['answer', 'redirect', 'clarify', 'refusal'].includes(reply.kind),
  )
  return (asked ?? turns.at(-1))?.message.text
}

function guidesOf({ edition }: Desk, ids: string[], day: Day): Suggestions['guides'] {
  return [...new Set(ids)]
    .flatMap((id) => edition.guides.get(id) ?? [])
    .slice(0, guidesShown)
    .map((guide) => ({
      id: guide.id,
      title: guide.title,
      sections: passagesOn(edition, guide.id, day).map((passage) => ({
        facet: passage.facet,
        title: passage.facet === null ? 'Tổng quan' : facetTitles[passage.facet],
        text: passage.text,
        citation: citationOf(passage, guide, day),
      })),
    }))
}
