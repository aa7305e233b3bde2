import { describe, expect, it } from 'vitest'
import { chooseOfficial, type Official } from '../../src/handoff/choose-official.ts'

const an: Official = { id: 'an', fields: ['Hộ tịch'], presence: 'online' }
const binh: Official = { id: 'binh', fields: ['Đất đai'], presence: 'online' }
const chi: Official = { id: 'chi', fields: [], presence: 'online' }
const ticket = { field: 'Hộ tịch', team: null, priority: 0, leftBy: null } as const
const waiting = (counts: Record<string, number> = {}) => new Map(Object.entries(counts))

describe('a ticket is given', () => {
  it('to whoever has its field, however much they have, short of too much', () => {
    expect(chooseOfficial(ticket, [chi, binh, an], waiting({ an: 4 }))?.id).toBe('an')
    expect(chooseOfficial(ticket, [chi, binh, an], waiting({ an: 5 }))?.id).toBe('chi')
  })

  it('else to who has no field of their own, else to anybody', () => {
    const unknown = { ...ticket, field: null }

    expect(chooseOfficial(unknown, [an, binh, chi], waiting({ chi: 3 }))?.id).toBe('chi')
    expect(chooseOfficial(unknown, [an, binh], waiting({ an: 1 }))?.id).toBe('binh')
  })

  it('to the one for whom the fewest citizens wait', () => {
    const dung = { ...an, id: 'dung' }

    expect(chooseOfficial(ticket, [an, dung], waiting({ an: 2, dung: 1 }))?.id).toBe('dung')
  })

  it('to nobody who is busy or away, but an emergency also to the busy', () => {
    const busy = { ...an, presence: 'busy' } as const
    const away = { ...chi, presence: 'away' } as const

    expect(chooseOfficial(ticket, [busy, away], waiting())).toBeUndefined()
    expect(chooseOfficial({ ...ticket, priority: 2 }, [busy, away], waiting({ an: 9 }))?.id).toBe(
      'an',
    )
  })

  it('to a team alone when it was passed to one', () => {
    const passed = { ...ticket, team: 'Đất đai' }

    expect(chooseOfficial(passed, [an, chi, binh], waiting())?.id).toBe('binh')
    expect(chooseOfficial(passed, [an, chi], waiting())).toBeUndefined()
  })

  it('not back to who has just put it into the queue', () => {
    const left = { ...ticket, leftBy: 'an' }

    expect(chooseOfficial(left, [an, chi], waiting())?.id).toBe('chi')
    expect(chooseOfficial(left, [an], waiting())).toBeUndefined()
  })
})
