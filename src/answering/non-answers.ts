import type { Edition } from '../knowledge/edition.ts'
import { type Facet, facetTitles } from '../knowledge/facet.ts'
import type { Target } from '../retrieval/indexed-texts.ts'
import type { Draft } from './draft.ts'
import * as replies from './replies.ts'
import type { Option } from './reply.ts'

/** Nothing here answers: says so honestly, names what is nearest, and ends in a choice. */
export function unknownReply(
  edition: Edition,
  { nearby, confidence }: { nearby: string[]; confidence: number },
  ranked: string[],
  inHand: Target | null,
): Draft {
  const options = guideOptions(edition, nearby, undefined)
  return {
    ...noProcedure,
    kind: 'refusal',
    text: `${replies.unknown}\n\n${options.length > 0 ? replies.nearby : replies.waysOnText}`,
    options: [...options, ...replies.waysOn],
    confidence,
    inHand,
    ranked,
  }
}

/** Two or three guides could be meant: one question back, and what tells them apart. */
export function clarifyReply(
  edition: Edition,
  { guideIds, confidence }: { guideIds: string[]; confidence: number },
  ranked: string[],
  inHand: Target | null,
  facet: Facet | undefined,
): Draft {
  const differences = guideIds.flatMap((id) => {
    const guide = edition.guides.get(id)
    if (!guide) return []
    const hint = differenceOf(edition, id, guideIds)
    return [`- **${guide.title}**${hint ? `: ${hint}` : ''}`]
  })
  return {
    ...noProcedure,
    kind: 'clarify',
    text: `${replies.clarifying}\n\n${differences.join('\n')}`,
    options: [...guideOptions(edition, guideIds, facet), replies.rephrase, replies.askPerson],
    confidence,
    inHand,
    ranked,
  }
}

/** The line by which a sibling tells this guide from itself. */
function differenceOf(edition: Edition, id: string, among: string[]): string | undefined {
  for (const other of among) {
    const difference = edition.guides
      .get(other)
      ?.confusedWith.find(({ guide }) => guide === id)?.difference
    if (difference && other !== id) return difference
  }
  return undefined
}

/** Guides as buttons; a facet that was asked for goes along. */
function guideOptions(edition: Edition, ids: string[], facet: Facet | undefined): Option[] {
  return ids.flatMap((id) => {
    const title = edition.guides.get(id)?.title
    if (!title) return []
    return [{ label: title, text: facet ? `${facetTitles[facet]}: ${title}` : title }]
  })
}

/** Another office's matter: which, and how to get there. */
export function officeReply(
  edition: Edition,
  id: string,
  confidence: number,
  ranked: string[],
): Draft {
  const office = edition.knowledge.offices.find((each) => each.id === id)
  const text = office
    ? `${replies.notHere(office.office)}\n\n**${office.matter}**\n\n${office.where}`
    : replies.unknown
  return {
    ...noProcedure,
    kind: 'redirect',
    text,
    options: replies.waysOn,
    confidence,
    inHand: { kind: 'office', id },
    ranked,
  }
}

const noProcedure = {
  intent: undefined,
  procedure: null,
  facet: null,
  citations: [],
  generatedBy: 'guide',
} as const satisfies Partial<Draft>
