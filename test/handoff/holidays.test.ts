import { describe, expect, it } from 'vitest'
import { lunarNewYear, publicHolidays } from '../../src/handoff/holidays.ts'

const named = (year: number, name: string) =>
  [...publicHolidays(year)]
    .filter(([, each]) => each === name)
    .map(([day]) => day)
    .sort()

describe('lunarNewYear', () => {
  it.each([
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2028, '2028-01-26'],
  ])('%i begins on %s', (year, day) => {
    expect(lunarNewYear(year)).toBe(day)
  })

  it.each([
    [1985, '1985-01-21'],
    [2007, '2007-02-17'],
    [2030, '2030-02-02'],
    [2053, '2053-02-18'],
  ])('%i goes by the hour of Vietnam where China has another day', (year, day) => {
    expect(lunarNewYear(year)).toBe(day)
  })
})

describe('publicHolidays', () => {
  it('has the five days of Tết 2026 as they were decided', () => {
    expect(named(2026, 'Tết Nguyên đán')).toEqual([
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
    ])
  })

  it('gives days in lieu of the two days of Tết 2027 on a weekend', () => {
    expect(named(2027, 'Tết Nguyên đán')).toContain('2027-02-06')
    expect(named(2027, 'nghỉ bù Tết Nguyên đán')).toEqual(['2027-02-09', '2027-02-10'])
  })

  it.each([
    [2024, ['2024-02-08', '2024-02-09', '2024-02-10', '2024-02-11', '2024-02-12']],
    [2025, ['2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31']],
  ])('puts Tết %i where it was', (year, days) => {
    expect(named(year, 'Tết Nguyên đán')).toEqual(days)
  })

  it('follows the lunar calendar for Giỗ Tổ and rests on the Monday after a Sunday', () => {
    expect(named(2026, 'Giỗ Tổ Hùng Vương')).toEqual(['2026-04-26'])
    expect(named(2026, 'nghỉ bù Giỗ Tổ Hùng Vương')).toEqual(['2026-04-27'])
    expect(named(2027, 'Giỗ Tổ Hùng Vương')).toEqual(['2027-04-16'])
  })

  it.each([
    [2023, ['2023-09-01', '2023-09-02']],
    [2024, ['2024-09-02', '2024-09-03']],
    [2025, ['2025-09-01', '2025-09-02']],
    [2026, ['2026-09-01', '2026-09-02']],
  ])('gives Quốc khánh %i its second day where it was', (year, days) => {
    expect(named(year, 'Quốc khánh 2/9')).toEqual(days)
  })

  it('keeps the fixed days', () => {
    const holidays = publicHolidays(2026)

    expect(holidays.get('2026-01-01')).toBe('Tết Dương lịch')
    expect(holidays.get('2026-04-30')).toBe('Ngày Chiến thắng 30/4')
    expect(holidays.get('2026-05-01')).toBe('Ngày Quốc tế lao động 1/5')
    expect(holidays.get('2026-03-03')).toBeUndefined()
  })
})
