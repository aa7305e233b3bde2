import type { Edition } from '../knowledge/edition.ts'
import { facetTitles } from '../knowledge/facet.ts'
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
}

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
 * questions are left out (to measure what they are worth).
 */
export function indexedTextsOf(edition: Edition, { questions = true } = {}): IndexedTexts {
  const { lexicon } = edition
  const { offices } = edition.knowledge
  const plain = (text: string) => writeOut(text, lexicon)
  const documents: LexicalDocument[] = []
  const vectorTexts = new Map<string, VectorText>()
  const addVector = (text: VectorText, part: string) =>
    vectorTexts.set(`${targetKey(text.target)}#${part}`, text)

  const hints = hintsOf(edition)
  for (const guide of edition.guides.values()) {
    const target: Target = { kind: 'guide', id: guide.id }
    const asked = [...(questions ? guide.questions : []), ...(hints.get(guide.id) ?? [])].map(plain)
    const passages = edition.passages.get(guide.id) ?? []
    documents.push({
      id: targetKey(target),
      title: guide.title,
      aliases: guide.aliases.map(plain),
      questions: asked,
      body: passages.map(({ text }) => text).join('\n'),
    })
    for (const [index, text] of [guide.title, ...guide.aliases.map(plain), ...asked].entries()) {
      addVector({ target, use: 'question', text }, `q${index}`)
    }
    for (const { id, facet, text } of passages) {
      const heading = facet ? facetTitles[facet] : ''
      addVector({ target, use: 'passage', text: `${guide.title}. ${heading}. ${text}` }, id)
    }
  }
  for (const office of offices) {
    const target: Target = { kind: 'office', id: office.id }
    const asked = questions ? office.questions.map(plain) : []
    documents.push({
      id: targetKey(target),
      title: office.matter,
      aliases: office.aliases.map(plain),
      questions: asked,
      body: `${office.office}. ${office.where}`,
    })
    for (const [index, text] of [office.matter, ...office.aliases.map(plain), ...asked].entries()) {
      addVector({ target, use: 'question', text }, `q${index}`)
    }
  }
  const nobodys: Target = { kind: 'off-topic', id: 'off-topic' }
  const offTopic = edition.knowledge.offTopic.map(plain)
  documents.push({
    id: targetKey(nobodys),
    title: '',
    aliases: [],
    questions: offTopic,
    body: '',
  })
  for (const [index, text] of offTopic.entries()) {
    addVector({ target: nobodys, use: 'question', text }, `q${index}`)
  }
  const contentHash = sha256(JSON.stringify([documents, [...vectorTexts]]))
  return { documents, vectorTexts, contentHash }
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
