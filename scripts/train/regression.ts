/** One question: a row of features for each candidate, and which candidates are right. */
export type Listed = { rows: number[][]; isRight: boolean[] }

/**
 * Weights under which the right candidates get the most of a softmax over each list. Lists without a
 * right candidate teach nothing. Gradient descent with a little decay on features of equal spread; the
 * same input, the same weights.
 */
export function fitListwise(lists: Listed[], steps = 1500, rate = 0.5, decay = 0.002): number[] {
  const usable = spreadEvenly(lists.filter(({ isRight }) => isRight.includes(true)))
  let weights = usable.lists[0]?.rows[0]?.map(() => 0) ?? []
  for (let step = 0; step < steps; step++) {
    const gradient = weights.map((weight) => decay * weight)
    for (const { rows, isRight } of usable.lists) {
      const all = softmax(rows.map((row) => dot(row, weights)))
      const mass = all.reduce((sum, each, at) => sum + (isRight[at] ? each : 0), 0)
      rows.forEach((row, at) => {
        const probability = all[at] ?? 0
        const wanted = isRight[at] ? probability / Math.max(mass, 1e-9) : 0
        row.forEach((value, feature) => {
          gradient[feature] =
            (gradient[feature] ?? 0) + ((probability - wanted) * value) / usable.lists.length
        })
      })
    }
    weights = weights.map((weight, at) => weight - rate * (gradient[at] ?? 0))
  }
  return weights.map((weight, at) => weight / (usable.spreads[at] ?? 1))
}

function spreadEvenly(lists: Listed[]) {
  const rows = lists.flatMap((list) => list.rows)
  const spreads = (rows[0] ?? []).map((_, at) => {
    const mean = rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length
    const variance = rows.reduce((sum, row) => sum + ((row[at] ?? 0) - mean) ** 2, 0) / rows.length
    return Math.sqrt(variance) || 1
  })
  const even = (row: number[]) => row.map((value, at) => value / (spreads[at] ?? 1))
  return { spreads, lists: lists.map((list) => ({ ...list, rows: list.rows.map(even) })) }
}

/** Constant first, then one weight a feature. */
export function fitLogistic(
  samples: { features: number[]; isRight: boolean }[],
  steps = 20_000,
): number[] {
  let weights = [0, ...(samples[0]?.features.map(() => 0) ?? [])]
  for (let step = 0; step < steps; step++) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0 : 0.002 * weight))
    for (const { features, isRight } of samples) {
      const row = [1, ...features]
      const error = 1 / (1 + Math.exp(-dot(row, weights))) - Number(isRight)
      row.forEach((value, at) => {
        gradient[at] = (gradient[at] ?? 0) + (error * value) / samples.length
      })
    }
    weights = weights.map((weight, at) => weight - (gradient[at] ?? 0))
  }
  return weights
}

function softmax(sums: number[]): number[] {
  const highest = Math.max(...sums)
  const exponents = sums.map((sum) => Math.exp(sum - highest))
  const total = exponents.reduce((sum, each) => sum + each, 0)
  return exponents.map((each) => each / total)
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, each, at) => sum + each * (b[at] ?? 0), 0)
}
