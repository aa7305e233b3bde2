import type { Edition } from '../knowledge/edition.ts'
import { facetTitles } from '../knowledge/facet.ts'
import type { Passage } from '../knowledge/passages.ts'
import { writeOut } from '../language/question.ts'
import { sha256 } from '../shared/ids.ts'
import type { LexicalDocument } from './lexical-index.ts'

const targetKinds = ['guide', 'office', 'off-topic'] as const

/** Whatever a question can be about: a guide, another office's matter, or nobody's. */
export type Target = { kind: (typeof targetKinds)[number]; id: string }

/** One text that gets a vector, and what it speaks for. */
export type VectorText = { target: Target; use: 'question' | 'passage'; text: string }

export type IndexedTexts = {
  documents: LexicalDocument[]
  /** Keyed by the id used in the vector index. */
  vectorTexts: Map<string, VectorText>
  /** Changes whenever anything indexed does. */
  contentHash: string
  /** By guide id, so that the next edition need not read again what is as it was. */
  guides: ReadonlyMap<string, GuideTexts>
}

/** What one target gives to search. */
type TargetTexts = {
  document: LexicalDocument
  vectorTexts: [id: string, VectorText][]
  hash: string
}

/** And what it was made of, told apart by identity. */
type GuideTexts = TargetTexts & { madeOf: readonly unknown[] }

/** `guide:dang-ky-khai-sinh`, the id of a target in the indexes. */
export function targetKey({ kind, id }: Target): string {
  return `${kind}:${id}`
}

/** The target such a key names. */
export function targetOfKey(key: string): Target {
  const [name, id = ''] = key.split(/:(.*)/s)
  return { kind: targetKinds.find((kind) => kind === name) ?? 'guide', id }
}

/**
 * All an edition gives to search by word and by meaning. With `questions: false` the guides' example
 * questions are left out (to measure what they are worth). `before`: the texts of another edition,
 * made with the same setting.
 */
export function indexedTextsOf(
  edition: Edition,
  { questions = true, before }: { questions?: boolean; before?: IndexedTexts | undefined } = {},
): IndexedTexts {
  const { lexicon, knowledge } = edition
  const plain = (text: string) => writeOut(text, lexicon)
  const hints = hintsOf(edition)
  const guides = new Map(
    [...edition.guides.values()].map((guide): [string, GuideTexts] => {
      const passages = edition.passages.get(guide.id) ?? []
      const told = hints.get(guide.id) ?? []
      const madeOf = [guide, passages, lexicon, told.join('\n')]
      const known = before?.guides.get(guide.id)
      if (known?.madeOf.every((part, index) => part === madeOf[index])) return [guide.id, known]

      const asked = [...(questions ? guide.questions : []), ...told].map(plain)
      const target: Target = { kind: 'guide', id: guide.id }
      const texts = { title: guide.title, aliases: guide.aliases.map(plain), questions: asked }
      return [guide.id, { ...textsOf(target, texts, passages), madeOf }]
    }),
  )
  const others = [
    ...knowledge.offices.map(({ id, matter, aliases, office, where, questions: examples }) => {
      const asked = questions ? examples.map(plain) : []
      const texts = { title: matter, aliases: aliases.map(plain), questions: asked }
      return textsOf({ kind: 'office', id }, texts, [], `${office}. ${where}`)
    }),
    textsOf(
      { kind: 'off-topic', id: 'off-topic' },
      { title: '', aliases: [], questions: knowledge.offTopic.map(plain) },
    ),
  ]
  const all = [...guides.values(), ...others]
  return {
    documents: all.map(({ document }) => document),
    vectorTexts: new Map(all.flatMap(({ vectorTexts }) => vectorTexts)),
    contentHash: sha256(all.map(({ hash }) => hash).join()),
    guides,
  }
}

function textsOf(
  target: Target,
  texts: Pick<LexicalDocument, 'title' | 'aliases' | 'questions'>,
  passages: Passage[] = [],
  body = passages.map(({ text }) => text).join('\n'),
): TargetTexts {
  const { title, aliases, questions } = texts
  const key = targetKey(target)
  const names = [title, ...aliases, ...questions].filter((text) => text !== '')
  const vectorTexts = [
    ...names.map((text, index): [string, VectorText] => [
      `${key}#q${index}`,
      { target, use: 'question', text },
    ]),
    ...passages.map(({ id, facet, text }): [string, VectorText] => [
      `${key}#${id}`,
      {
        target,
        use: 'passage',
        text: `${title}. ${facet ? facetTitles[facet] : ''}. ${text}`,
      },
    ]),
  ]
  const document = { id: key, ...texts, body }
  return { document, vectorTexts, hash: sha256(JSON.stringify([document, vectorTexts])) }
}

/** What siblings say of a guide to tell it from themselves: "đã có khai sinh, chỉ mất giấy …". */
function hintsOf({ guides }: Edition): Map<string, string[]> {
  const hints = new Map<string, string[]>()
  for (const { confusedWith } of guides.values()) {
    for (const { guide, difference } of confusedWith) {
      hints.set(guide, [...(hints.get(guide) ?? []), difference])
    }
  }
  return hints
}
