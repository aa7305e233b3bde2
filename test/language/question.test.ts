import { describe, expect, it } from 'vitest'
import { parseKnowledge, readKnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import { createLexicon } from '../../src/language/lexicon.ts'
import { readQuestion } from '../../src/language/question.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'

const lexicon = createLexicon({
  replacements: [
    { term: 'ko', means: 'không' },
    { term: 'dc', means: 'được' },
    { term: 'dc ko', means: 'được không' },
    { term: 'GKS', means: 'giấy khai sinh' },
  ],
  expansions: [{ term: 'sổ đỏ', means: 'giấy chứng nhận quyền sử dụng đất' }],
})

describe('readQuestion', () => {
  it.each([
    ['làm gks ko dc', 'làm giấy khai sinh không được'],
    ['nhờ mẹ đi dc ko?', 'nhờ mẹ đi được không?'],
    ['GKS, gks; Gks', 'giấy khai sinh, giấy khai sinh; giấy khai sinh'],
    ['koala', 'koala'],
  ])('writes out %j', (text, plain) => {
    expect(readQuestion(text, lexicon).plain).toBe(plain)
  })

  it('keeps what was typed, tidied', () => {
    expect(readQuestion('  làm   gks\n ko ', lexicon).text).toBe('làm gks ko')
  })

  it.each(['xin cấp sổ đỏ', 'xin cap so do', 'XIN CẤP SỔ ĐỎ', 'xin cấp sổ đỏ'.normalize('NFD')])(
    'adds the official words to %s',
    (text) => {
      expect(readQuestion(text, lexicon).expanded).toContain('giấy chứng nhận quyền sử dụng đất')
    },
  )

  it('does not take "số đó" for "sổ đỏ", since its writer meant the dấu', () => {
    const { plain, expanded } = readQuestion('số đó là số mấy', lexicon)

    expect(expanded).toBe(plain)
  })

  it('reads NFD as NFC', () => {
    expect(readQuestion('làm thẻ căn cước'.normalize('NFD'), lexicon)).toEqual(
      readQuestion('làm thẻ căn cước', lexicon),
    )
  })

  it('knows whether dấu were typed', () => {
    expect(readQuestion('lam giay', lexicon).hasMarks).toBe(false)
    expect(readQuestion('làm giấy', lexicon).hasMarks).toBe(true)
  })

  it('adds official words once', () => {
    const { expanded } = readQuestion('sổ đỏ này với sổ đỏ kia', lexicon)

    expect(expanded.split('quyền sử dụng đất')).toHaveLength(2)
  })
})

describe('readQuestion with the lexicon we ship', async () => {
  const { knowledge } = parseKnowledge(await readKnowledgeFiles(repoKnowledge))
  if (!knowledge) throw new Error('the knowledge folder cannot be read')
  const shipped = createLexicon(knowledge.lexicon)

  it.each([
    ['làm ở phường ko dc hả', 'không được'],
    ['nhờ người khác đi dc ko', 'được không'],
    ['cần giấy tờ j', 'cần giấy tờ gì'],
    ['mất cccd', 'mất căn cước'],
    ['hết bn tiền', 'hết bao nhiêu tiền'],
  ])('writes out %j', (text, plain) => {
    expect(readQuestion(text, shipped).plain).toContain(plain)
  })

  it.each(['tôi gì cũng có, bố nói hong sao', 'Đăng ký khai sinh cho con'])(
    'leaves plain Vietnamese alone: %s',
    (text) => {
      expect(readQuestion(text, shipped).plain).toBe(text)
    },
  )
})
