import { describe, expect, it } from 'vitest'
import { moneyIn } from '../../../src/knowledge/import/money-in.ts'
import { spanText, timeSpansIn } from '../../../src/knowledge/import/time-spans.ts'
import { formatDong } from '../../../src/language/format.ts'

/** Amounts of every size, and not only round ones. */
const amounts = Array.from({ length: 300 }, (_, index) => Math.floor(1_000 * 1.05 ** index)).filter(
  (amount) => amount < 1e12,
)

describe('amounts of money', () => {
  it('are read back from every way of writing them', () => {
    for (const amount of amounts) {
      const dotted = formatDong(amount)
      const writings = [
        dotted,
        dotted.replace(' đồng', 'đ'),
        dotted.replace('đồng', 'VNĐ'),
        dotted.replaceAll('.', ' '),
        `${amount} đồng`,
        `${dotted.replace(' đồng', '')} (bằng chữ) đồng`,
      ]
      for (const writing of writings) {
        expect({
          writing,
          found: moneyIn(`Thu ${writing}/lần.`).map((each) => each.amount),
        }).toEqual({ writing, found: [amount] })
      }
    }
  })

  it('are read with words of size', () => {
    for (let count = 1; count < 100; count++) {
      expect(moneyIn(`${count} triệu đồng`)).toMatchObject([{ amount: count * 1_000_000 }])
      expect(moneyIn(`${count},5 triệu đồng`)).toMatchObject([
        { amount: count * 1_000_000 + 500_000 },
      ])
      expect(moneyIn(`${count} nghìn đồng`)).toMatchObject([{ amount: count * 1_000 }])
    }
  })

  it('are not numbers of laws, articles or days', () => {
    const text =
      'Thông tư số 281/2016/TT-BTC ngày 14/11/2016, khoản 2 Điều 5, 3 bản, hội đồng 12 người'
    expect(moneyIn(text)).toEqual([])
  })
})

const units = ['ngày làm việc', 'ngày', 'giờ', 'tháng', 'năm', 'phút'] as const

describe('lengths of time', () => {
  it('are read back from every way of writing them', () => {
    for (const unit of units) {
      for (let count = 1; count <= 180; count++) {
        const padded = String(count).padStart(2, '0')
        for (const writing of [
          `${count} ${unit}`,
          `${padded} ${unit}`,
          `${padded} (bằng chữ) ${unit}`,
        ]) {
          const found = timeSpansIn(`Trong thời hạn ${writing} kể từ khi nhận.`)
          expect({ writing, found }).toEqual({ writing, found: [{ count, unit }] })
        }
      }
    }
  })

  it('come with halves, and are written as people write them', () => {
    for (let count = 0.5; count < 40; count++) {
      const span = { count, unit: 'ngày làm việc' } as const
      expect(timeSpansIn(spanText(span))).toEqual([span])
      expect(spanText(span)).not.toContain('.')
    }
  })

  it('are not days of the calendar', () => {
    for (let day = 1; day <= 31; day++) {
      expect(timeSpansIn(`từ ngày ${day} tháng 12 năm 2026, ngày ${day}/3/2026`)).toEqual([])
    }
  })
})
