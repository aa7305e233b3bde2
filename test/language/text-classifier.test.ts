import { describe, expect, it } from 'vitest'
import { crossValidate, trainClassifier } from '../../scripts/train/linear-classifier.ts'
import { classify } from '../../src/language/text-classifier.ts'

const matters = [
  'đăng ký khai sinh',
  'đăng ký kết hôn',
  'khai báo tạm trú',
  'làm giấy khai tử',
  'xin bản sao hộ tịch',
  'mở quán nước',
  'đổi thẻ căn cước',
  'sang tên thửa đất',
  'nhận người giám hộ',
  'hưởng trợ cấp tuổi già',
]
const examples = matters.flatMap((matter) => [
  { text: `${matter} hết bao nhiêu tiền`, label: 'fee' },
  { text: `${matter} thì mấy ngày mới xong`, label: 'time' },
])
const model = trainClassifier(examples)

const labelOf = (text: string) => classify(model, text)[0]?.label
const probabilityOf = (label: string, scored: ReturnType<typeof classify>) =>
  scored.find((each) => each.label === label)?.probability ?? 0
const sumOf = (scored: ReturnType<typeof classify>) =>
  scored.reduce((sum, { probability }) => sum + probability, 0)

describe('a classifier trained on a few questions', () => {
  it.each([
    ['nuôi con nuôi hết bao nhiêu tiền', 'fee'],
    ['nuoi con nuoi het bao nhieu tien', 'fee'],
    ['bao nhiêu tiền vậy', 'fee'],
    ['chuyển trường cho cháu thì mấy ngày mới xong', 'time'],
    ['chuyen truong cho chau thi may ngay moi xong', 'time'],
    ['MẤY NGÀY MỚI XONG', 'time'],
  ])('knows the asking words beside matters it never saw: %s', (text, label) => {
    expect(labelOf(text)).toBe(label)
  })

  it('finds the question at the end of a long story', () => {
    const story =
      'nhà chú ở cuối hẻm, năm ngoái bão làm sập bếp, cả họ góp lại cất căn khác rồi con trai lấy vợ'

    expect(labelOf(`${story}, vậy hết bao nhiêu tiền`)).toBe('fee')
    expect(labelOf(`${story}, vậy mấy ngày mới xong`)).toBe('time')
  })

  it('gives the same model for the same texts', () => {
    expect(JSON.stringify(trainClassifier(examples))).toBe(JSON.stringify(model))
  })

  it('labels right what was left out of its training', () => {
    expect(crossValidate(examples, 5)).toEqual({ accuracy: 1, confused: [] })
  })

  it('says what was taken for what when the labels say nothing', () => {
    const senseless = matters.map((text, index) => ({ text, label: index % 2 ? 'odd' : 'even' }))

    const { accuracy, confused } = crossValidate(senseless, 5)

    const mistakes = confused.reduce((sum, [, count]) => sum + count, 0)
    expect(mistakes).toBeGreaterThan(0)
    expect(accuracy).toBeCloseTo(1 - mistakes / matters.length)
  })

  it('learns from hints where the words are the same', () => {
    const hinted = trainClassifier(
      matters.flatMap((text) => [
        { text, label: 'fee', hints: ['le_phi'] },
        { text, label: 'time', hints: ['thoi_han'] },
      ]),
    )

    expect(classify(hinted, 'nuôi con nuôi', ['le_phi'])[0]?.label).toBe('fee')
    expect(classify(hinted, 'nuôi con nuôi', ['thoi_han'])[0]?.label).toBe('time')
  })

  it('does not take a word of the text for a hint', () => {
    const scored = classify({ labels: ['a', 'b'], weights: { '!tien': [500, 0] } }, 'tiền')

    expect(probabilityOf('a', scored)).toBeCloseTo(0.5)
  })
})

describe('classify', () => {
  it.each(['zxqv wkjf', '', '???', 'constructor toString __proto__ hasOwnProperty'])(
    'is of no opinion on words it does not know: %j',
    (text) => {
      const scored = classify(model, text)

      expect(scored.map(({ label }) => label).sort()).toEqual(['fee', 'time'])
      expect(sumOf(scored)).toBeCloseTo(1)
      expect(probabilityOf('fee', scored)).toBeCloseTo(0.5)
    },
  )

  it('tells the likeliest first', () => {
    const scored = classify({ labels: ['a', 'b', 'c'], weights: { tien: [0, -90, 90] } }, 'tiền')

    expect(scored.map(({ label }) => label)).toEqual(['c', 'a', 'b'])
    expect(sumOf(scored)).toBeCloseTo(1)
  })

  it('sums to 1 however sure it is', () => {
    const scored = classify({ labels: ['a', 'b'], weights: { tien: [-90_000, 90_000] } }, 'tiền')

    expect(sumOf(scored)).toBeCloseTo(1)
    expect(probabilityOf('b', scored)).toBeCloseTo(1)
  })

  it('is less sure of a hundred words that each say a little than of one that says much', () => {
    const littles = Array.from({ length: 100 }, (_, index) => `w${index}`)
    const weights = Object.fromEntries([
      ...littles.map((word) => [word, [20, 0]]),
      ['tien', [300, 0]],
    ])
    const data = { labels: ['a', 'b'], weights }

    const long = probabilityOf('a', classify(data, littles.join(' ')))
    const short = probabilityOf('a', classify(data, 'tiền'))

    expect(long).toBeGreaterThan(0.5)
    expect(long).toBeLessThan(short)
  })

  it('reads every figure alike', () => {
    const data = { labels: ['a', 'b'], weights: { '#_ngay': [200, 0] } }

    expect(classify(data, '45 ngày')).toEqual(classify(data, '3 ngày'))
    expect(probabilityOf('a', classify(data, '3 ngày'))).toBeGreaterThan(0.8)
  })

  it('minds the dấu that were typed', () => {
    const data = { labels: ['a', 'b'], weights: { mắng: [200, 0] } }

    expect(classify(data, 'mắng')[0]?.label).toBe('a')
    expect(probabilityOf('a', classify(data, 'măng'))).toBeCloseTo(0.5)
    expect(probabilityOf('a', classify(data, 'mang'))).toBeCloseTo(0.5)
  })
})
