import { describe, expect, it } from 'vitest'
import { faultOf } from '../../src/answering/verify.ts'
import { isInForce, type Passage, passagesOf } from '../../src/knowledge/passages.ts'
import { parseKnowledge, readKnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import { claimKey, claimsIn } from '../../src/language/claims.ts'
import { takeSentences } from '../../src/language/sentences.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'

type Told = { sentence: string; passage: Passage }

const { knowledge } = parseKnowledge(await readKnowledgeFiles(repoKnowledge))
if (!knowledge) throw new Error('the knowledge folder cannot be read')
const { guides, ward } = knowledge

/** Every sixth sentence the guides tell today, with the passage it stands in. */
const told: Told[] = guides
  .flatMap((guide) => passagesOf(guide, ward))
  .filter((passage) => isInForce(passage, '2026-11-24'))
  .flatMap((passage) => {
    const { sentences, rest } = takeSentences(passage.text)
    const all = [...sentences, rest].filter((sentence) => sentence.trim() !== '')
    return all.map((sentence) => ({ sentence, passage }))
  })
  .filter((_told, index) => index % 6 === 0)

/** Sentences that are let stand although this was done to them; and to how many it was done. */
function change(how: (told: Told) => string) {
  const changed = told
    .map((each) => ({ ...each, changed: how(each) }))
    .filter((each) => each.changed !== each.sentence)
  const undetected = changed
    .filter((each) => faultOf(each.changed, [each.passage]) === undefined)
    .map((each) => `${each.passage.id}: ${each.changed}`)
  return { count: changed.length, undetected }
}

describe('faultOf, on the sentences of the guides', () => {
  it('lets each stand in its own passage', () => {
    const faults = told.filter(({ sentence, passage }) => faultOf(sentence, [passage]))

    expect(told.length).toBeGreaterThan(500)
    expect(faults).toEqual([])
  })

  it('notices a figure that the passage has nowhere', () => {
    const { count, undetected } = change(({ sentence, passage }) => {
      const known = new Set(claimsIn(passage.text).map(claimKey))
      const changed = sentence.replace(/\d+(?![.\d])/, (digits) => `${digits}9`)
      return claimsIn(changed).every((claim) => known.has(claimKey(claim))) ? sentence : changed
    })

    expect(count).toBeGreaterThan(100)
    expect(undetected).toEqual([])
  })

  it('notices the fee of another line', () => {
    const { count, undetected } = change(({ sentence, passage }) => {
      const moneyIn = (text: string) => claimsIn(text).filter(({ kind }) => kind === 'money')
      const [own, second] = moneyIn(sentence)
      const other = moneyIn(passage.text).find((each) => own && claimKey(each) !== claimKey(own))
      if (!own || second || !other) return sentence
      const { start, end } = other
      return `${sentence.slice(0, own.start)}${passage.text.slice(start, end)}${sentence.slice(own.end)}`
    })

    expect(count).toBeGreaterThan(3)
    expect(undetected).toEqual([])
  })

  it.each([
    ['a "không" put in', /(?<!không )(?=(?:phải|được|cần) )/iu, 'không '],
    ['a "không" left out', /không (?=(?:phải|được|cần|thu|mất) )/iu, ''],
    ['an exemption turned round', /miễn (?=lệ phí|phí)/iu, 'thu '],
  ] as const)('notices %s', (_what, pattern, by) => {
    const { count, undetected } = change(({ sentence }) => sentence.replace(pattern, by))

    expect(count).toBeGreaterThan(5)
    expect(undetected).toEqual([])
  })
})
