import { fold } from '../language/fold.ts'
import { createLexicon, type Lexicon } from '../language/lexicon.ts'
import type { Day } from '../shared/day.ts'
import type { Facet } from './facet.ts'
import type { Guide } from './guide.ts'
import { isInForce, type Passage, passagesOf } from './passages.ts'
import type { Knowledge } from './read-folder.ts'

/** An immutable, numbered, published state of all guides. */
export type Edition = {
  number: number
  publishedAt: Date
  /** Of the files it was made from. */
  hash: string
  knowledge: Knowledge
  lexicon: Lexicon
  /** Published guides by id. */
  guides: ReadonlyMap<string, Guide>
  /** Ids of published guides by title, without dấu. */
  idByTitle: ReadonlyMap<string, string>
  /** Passages by guide id, of all times. */
  passages: ReadonlyMap<string, Passage[]>
}

/** Cuts the published guides into passages; what is as in the edition before is taken from there. */
export function createEdition(
  about: { number: number; publishedAt: Date; hash: string },
  knowledge: Knowledge,
  before?: Edition,
): Edition {
  const published = knowledge.guides.filter(({ status }) => status === 'published')
  const isWardAsBefore = isSame(before?.knowledge.ward, knowledge.ward)
  const passagesBefore = (guide: Guide) =>
    isWardAsBefore && before?.guides.get(guide.id) === guide
      ? before.passages.get(guide.id)
      : undefined
  return {
    number: about.number,
    publishedAt: about.publishedAt,
    hash: about.hash,
    knowledge,
    lexicon:
      before && isSame(writtenIn(before.knowledge), writtenIn(knowledge))
        ? before.lexicon
        : createLexicon(...writtenIn(knowledge)),
    guides: new Map(published.map((guide) => [guide.id, guide])),
    idByTitle: new Map(published.map(({ id, title }) => [fold(title), id])),
    passages: new Map(
      published.map((guide) => [
        guide.id,
        passagesBefore(guide) ?? passagesOf(guide, knowledge.ward),
      ]),
    ),
  }
}

/** What a lexicon is made of: its lists, what procedures are called, and how people write. */
function writtenIn({ lexicon, guides, offices, offTopic }: Knowledge) {
  const names = guides.flatMap(({ title, aliases }) => [title, ...aliases])
  const texts = [...guides, ...offices].flatMap(({ questions }) => questions)
  return [lexicon, names, [...names, ...texts, ...offTopic]] as const
}

/** Plain data that says the same. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The guide's passages in force on that day, lead first, in reading order; empty when it is not valid then. */
export function passagesOn({ passages }: Edition, guideId: string, day: Day): Passage[] {
  return (passages.get(guideId) ?? []).filter((passage) => isInForce(passage, day))
}

/** One facet (null: the lead) of a guide as it reads on that day. */
export function passageOn(
  edition: Edition,
  guideId: string,
  facet: Facet | null,
  day: Day,
): Passage | undefined {
  return passagesOn(edition, guideId, day).find((passage) => passage.facet === facet)
}
