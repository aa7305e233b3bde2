import { type Edition, passageOn } from '../knowledge/edition.ts'
import { type Facet, facetTitles } from '../knowledge/facet.ts'
import type { Passage } from '../knowledge/passages.ts'
import type { Target } from '../retrieval/indexed-texts.ts'
import type { Day } from '../shared/day.ts'
import { citationOf } from './compose-from-guide.ts'
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
  { facet, day }: { facet: Facet | undefined; day: Day },
): Draft {
  const guides = guideIds.flatMap((id) => edition.guides.get(id) ?? [])
  const told = guides.flatMap((guide) => {
    const passage = facet && passageOn(edition, guide.id, facet, day)
    return passage ? [{ guide, passage }] : []
  })
  const lines = guides.map((guide) => {
    const hint = differenceOf(edition, guide.id, guideIds)
    const passage = told.find((each) => each.guide === guide)?.passage
    const short = passage ? `\n  ${facetTitles[facet ?? 'ho_so']}: ${inShort(passage)}` : ''
    return `- **${guide.title}**${hint ? `: ${hint}` : ''}${short}`
  })
  return {
    ...noProcedure,
    kind: 'clarify',
    text: `${replies.clarifying}\n\n${lines.join('\n')}`,
    citations: told.map(({ guide, passage }) => citationOf(passage, guide, day)),
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

const linesInShort = 3

/** What was asked of it in one line, so that a citizen may not have to choose at all. */
function inShort({ text }: Passage): string {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^(?:-|\d+\.) /, '').trim())
    .filter((line) => line !== '')
  const rest = lines.length > linesInShort ? ' …' : ''
  const short = lines.slice(0, linesInShort).map((line) => line.replace(/[.;]$/, ''))
  return short.join('; ').replaceAll(':; ', ': ') + rest
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
