import { describe, expect, it } from 'vitest'
import { fitListwise, fitLogistic, type Listed } from '../../scripts/train/regression.ts'

/** The right candidate has most of the first feature and least of the second; the third is noise. */
const lists: Listed[] = [
  {
    rows: [
      [0.2, 0.7, 0.5],
      [0.9, 0.1, 0.5],
      [0.4, 0.6, 0.9],
    ],
    isRight: [false, true, false],
  },
  {
    rows: [
      [0.8, 0.2, 0.9],
      [0.3, 0.9, 0.5],
      [0.1, 0.8, 0.9],
    ],
    isRight: [true, false, false],
  },
  {
    rows: [
      [0.3, 0.8, 0.1],
      [0.2, 0.7, 0.6],
      [0.7, 0.3, 0.4],
    ],
    isRight: [false, false, true],
  },
]

const weigh = (row: number[], weights: number[]) =>
  row.reduce((sum, value, at) => sum + value * (weights[at] ?? Number.NaN), 0)

/** For each list whether the candidate with the greatest sum is right. */
function isBestRight(of: Listed[], weights: number[]): boolean[] {
  return of.map(({ rows, isRight }) => {
    const sums = rows.map((row) => weigh(row, weights))
    return isRight[sums.indexOf(Math.max(...sums))] ?? false
  })
}

describe('fitListwise', () => {
  it('finds weights that put the right candidate of every list first', () => {
    const weights = fitListwise(lists)

    expect(isBestRight(lists, [1e-9, 0, 1])).toContain(false)
    expect(isBestRight(lists, weights)).toEqual([true, true, true])
  })

  it('sees which feature speaks for a candidate, which against, and which hardly at all', () => {
    const [forIt = 0, against = 0, noise = 0] = fitListwise(lists)

    expect(forIt).toBeGreaterThan(1)
    expect(against).toBeLessThan(-1)
    expect(Math.abs(noise)).toBeLessThan(forIt / 2)
  })

  it('learns nothing from lists without a right candidate', () => {
    const hopeless: Listed = {
      rows: [
        [9, 0, 0],
        [0, 9, 9],
      ],
      isRight: [false, false],
    }

    expect(fitListwise([hopeless, ...lists, hopeless])).toEqual(fitListwise(lists))
  })

  it('has no weights when no list has a right candidate', () => {
    expect(fitListwise([{ rows: [[1], [2]], isRight: [false, false] }])).toEqual([])
    expect(fitListwise([])).toEqual([])
  })

  it('gives the same weights for the same lists', () => {
    expect(fitListwise(lists)).toEqual(fitListwise(lists))
  })

  it('does not mind the unit a feature is measured in', () => {
    const inThousands = lists.map((list) => ({
      ...list,
      rows: list.rows.map(([first = 0, ...rest]) => [first * 1000, ...rest]),
    }))

    const [small = 0, ...rest] = fitListwise(inThousands)
    const [large = 0, ...others] = fitListwise(lists)

    expect(small * 1000).toBeCloseTo(large, 6)
    for (const [at, weight] of rest.entries()) expect(weight).toBeCloseTo(others[at] ?? 0, 6)
  })

  it('is content with either of two right candidates', () => {
    const two: Listed[] = [
      {
        rows: [
          [1, 0],
          [0.9, 0],
          [0, 1],
        ],
        isRight: [true, true, false],
      },
    ]

    const weights = fitListwise(two)

    expect(weigh([0.9, 0], weights)).toBeGreaterThan(weigh([0, 1], weights) + 1)
  })

  it('leaves a feature that is the same everywhere without weight', () => {
    const constant = lists.map(({ rows, isRight }) => ({
      isRight,
      rows: rows.map((row) => [...row, 1]),
    }))

    const weights = fitListwise(constant)

    expect(weights).toHaveLength(4)
    expect(weights[3]).toBeCloseTo(0, 6)
    expect(weights.every(Number.isFinite)).toBe(true)
  })
})

const probability = ([constant = 0, ...weights]: number[], features: number[]) =>
  1 / (1 + Math.exp(-(constant + weigh(features, weights))))

describe('fitLogistic', () => {
  it('tells right from wrong by the feature that separates them', () => {
    const samples = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9].map((value, at) => ({
      features: [value, at % 2],
      isRight: value > 0.5,
    }))

    const weights = fitLogistic(samples)

    expect(weights).toHaveLength(3)
    for (const { features, isRight } of samples) {
      expect(probability(weights, features) > 0.5).toBe(isRight)
    }
    expect(Math.abs(weights[2] ?? 0)).toBeLessThan((weights[1] ?? 0) / 5)
  })

  it('says how often it is right when nothing tells them apart', () => {
    const samples = [true, true, true, false].map((isRight) => ({ features: [0], isRight }))

    expect(probability(fitLogistic(samples), [0])).toBeCloseTo(0.75, 3)
  })
})
