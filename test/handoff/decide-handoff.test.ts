import { describe, expect, it } from 'vitest'
import { approvalMode } from '../../src/handoff/approval.ts'
import { decideHandoff, type HandoffFacts } from '../../src/handoff/decide-handoff.ts'
import { defaultDeskSettings } from '../../src/handoff/desk-settings.ts'
import { summarize } from '../../src/handoff/summary.ts'

const facts = (about: Partial<HandoffFacts> = {}): HandoffFacts => ({
  intent: undefined,
  kind: 'answer',
  isUncovered: false,
  before: [],
  approval: 'automatic',
  ...about,
})
const said = (...kinds: HandoffFacts['kind'][]) => kinds.map((kind) => ({ kind, ticket: null }))

describe('decideHandoff', () => {
  it('leaves an answer to the bot', () => {
    expect(decideHandoff(facts())).toBeUndefined()
    expect(decideHandoff(facts({ before: said('clarify', 'clarify') }))).toBeUndefined()
  })

  it.each(['asks-person', 'own-case', 'complaint', 'emergency'] as const)(
    'hands over %s',
    (kind) => {
      expect(decideHandoff(facts({ intent: { kind }, kind: 'handoff' }))).toBe(kind)
    },
  )

  it('gives up after asking back twice in vain, small talk between them or not', () => {
    const failing = (...kinds: HandoffFacts['kind'][]) =>
      decideHandoff(facts({ kind: 'clarify', before: said(...kinds) }))

    expect(failing()).toBeUndefined()
    expect(failing('clarify')).toBeUndefined()
    expect(failing('clarify', 'answer', 'clarify')).toBeUndefined()
    expect(failing('clarify', 'refusal')).toBe('unclear')
    expect(failing('smalltalk', 'clarify', 'smalltalk', 'clarify')).toBe('unclear')
  })

  it('counts nothing from before the last ticket', () => {
    const before = [
      { kind: 'clarify' as const, ticket: null },
      { kind: 'clarify' as const, ticket: { number: 'P-0001', state: 'new' as const } },
      { kind: 'clarify' as const, ticket: null },
    ]

    expect(decideHandoff(facts({ kind: 'clarify', before }))).toBeUndefined()
  })

  it('hands over a real question that no guide answers, and what officials alone answer', () => {
    expect(decideHandoff(facts({ kind: 'refusal', isUncovered: true }))).toBe('uncovered')
    expect(decideHandoff(facts({ approval: 'staff-only' }))).toBe('staff-only')
  })
})

describe('approvalMode', () => {
  const rules = {
    ...defaultDeskSettings.approval,
    fields: { 'Đất đai': 'reviewed' as const },
    guides: { 'cap-so-do-lan-dau': 'staff-only' as const },
  }

  it('is the guide’s, else the field’s, else the ward’s', () => {
    expect(approvalMode(rules, { id: 'cap-so-do-lan-dau', field: 'Đất đai' })).toBe('staff-only')
    expect(approvalMode(rules, { id: 'tach-thua', field: 'Đất đai' })).toBe('reviewed')
    expect(approvalMode(rules, { id: 'dang-ky-ket-hon', field: 'Hộ tịch' })).toBe('automatic')
    expect(approvalMode(rules, undefined)).toBe('automatic')
  })
})

describe('summarize', () => {
  it('is two lines: why and what about, then the citizen’s words', () => {
    const texts = ['Làm khai sinh cho con cần gì?', 'Tôi muốn gặp cán bộ']

    expect(summarize({ reason: 'asks-person', topic: 'Đăng ký khai sinh', texts })).toBe(
      'Muốn gặp cán bộ: Đăng ký khai sinh\n“Làm khai sinh cho con cần gì? … Tôi muốn gặp cán bộ”',
    )
  })

  it('stays two lines whatever is written, and short', () => {
    const texts = [`a\nb\n${'rất dài '.repeat(100)}`]

    const lines = summarize({ reason: 'own-case', topic: null, texts }).split('\n')

    expect(lines).toHaveLength(2)
    expect(lines[1]?.length).toBeLessThan(170)
  })
})
