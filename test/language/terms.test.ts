import { describe, expect, it } from 'vitest'
import { indexTermsOf, kindOfTerm, searchTermsOf, syllablesOf } from '../../src/language/terms.ts'

describe('syllablesOf', () => {
  it('keeps dấu and figures, drops the rest', () => {
    expect(syllablesOf('Sổ đỏ, CT01!')).toEqual(['sổ', 'đỏ', 'ct01'])
  })

  it('reads NFD as NFC', () => {
    expect(syllablesOf('sổ đỏ'.normalize('NFD'))).toEqual(['sổ', 'đỏ'])
  })
})

describe('indexTermsOf', () => {
  it('has each syllable with and without dấu and the pairs of neighbours', () => {
    expect(new Set(indexTermsOf('khai sinh trễ'))).toEqual(
      new Set(['khai', 'sinh', 'trễ', 'tre', 'khai_sinh', 'sinh_tre']),
    )
  })
})

describe('searchTermsOf', () => {
  it('finds marked text for whoever typed no dấu', () => {
    const index = new Set(indexTermsOf('Đăng ký khai sinh'))

    expect(searchTermsOf('dang ky', false).filter((term) => !index.has(term))).toEqual([])
  })

  it('asks for the marked syllables only when they were typed', () => {
    expect(searchTermsOf('sổ đỏ', true)).toContain('sổ')
    expect(searchTermsOf('so do', false).every((term) => kindOfTerm(term) !== 'marked')).toBe(true)
  })

  it('has each term once', () => {
    const terms = searchTermsOf('giấy khai sinh, giấy khai sinh', true)

    expect(terms).toHaveLength(new Set(terms).size)
  })
})

describe('kindOfTerm', () => {
  it.each([
    ['khai_sinh', 'pair'],
    ['sổ', 'marked'],
    ['so', 'folded'],
  ] as const)('calls %s %s', (term, kind) => {
    expect(kindOfTerm(term)).toBe(kind)
  })
})
