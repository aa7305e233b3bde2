/** Seeded random numbers (mulberry32), so that training twice gives the same model. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Texts that mean the same: any two of one group attract, texts of different groups repel. `siblings`
 * are the groups that people confuse it with, by their place in the list.
 */
export type Group = { questions: number[][]; passages: number[][]; siblings: number[] }

export type TrainingSettings = {
  vocabularySize: number
  dimension: number
  epochs: number
  batchSize: number
  learningRate: number
  temperature: number
  /** Chance that a token of a question is left out in one step. */
  tokenDropout: number
  /** Chance that a question is read as if typed without dấu. */
  markDropout: number
  /** Tokens that carry dấu. */
  marked: ReadonlySet<number>
  /** Chance that a question of a sibling joins the batch as a hard negative. */
  hardNegatives: number
  seed: number
}

/**
 * Trains one vector a token so that the mean of a question's tokens lies near the mean of its
 * siblings' (InfoNCE with in-batch negatives, van den Oord et al. 2018; Adam, Kingma & Ba 2014).
 *
 * Returns vocabularySize × dimension values, row by row. Seconds for a few thousand texts.
 */
export function trainTokenVectors(
  groups: Group[],
  settings: TrainingSettings,
  onEpoch: (epoch: number, loss: number) => void,
): Float32Array {
  const { vocabularySize, dimension, epochs, batchSize, seed } = settings
  const random = createRandom(seed)
  const weights = Float32Array.from(
    { length: vocabularySize * dimension },
    () => (random() * 2 - 1) / Math.sqrt(dimension),
  )
  const step = createAdam(weights, dimension, settings.learningRate)
  const anchors = groups.flatMap((group, index) =>
    group.questions.map((_, each) => [index, each] as const),
  )

  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = withHardNegatives(shuffle([...anchors], random), groups, settings, random)
    let loss = 0
    let batches = 0
    for (let start = 0; start + 2 <= order.length; start += batchSize) {
      const batch = order.slice(start, start + batchSize).map(([groupIndex, questionIndex]) => {
        const group = groups[groupIndex]
        const asked = withoutMarks(group?.questions[questionIndex] ?? [], settings, random)
        return {
          group: groupIndex,
          anchor: dropTokens(asked, settings.tokenDropout, random),
          positive: dropTokens(pickPositive(group, questionIndex, random), 0.1, random),
        }
      })
      loss += trainBatch(batch, weights, settings, step)
      batches++
    }
    onEpoch(epoch, loss / Math.max(1, batches))
  }
  return weights
}

/** After a question, now and then, one of a group it is confused with: they meet in the same batch. */
function withHardNegatives(
  anchors: (readonly [number, number])[],
  groups: Group[],
  { hardNegatives }: TrainingSettings,
  random: () => number,
) {
  return anchors.flatMap((anchor) => {
    const siblings = groups[anchor[0]]?.siblings ?? []
    if (siblings.length === 0 || random() >= hardNegatives) return [anchor]
    const sibling = siblings[Math.floor(random() * siblings.length)] ?? 0
    const count = groups[sibling]?.questions.length ?? 0
    return [anchor, [sibling, Math.floor(random() * count)] as const]
  })
}

function withoutMarks(
  tokens: number[],
  { marked, markDropout }: TrainingSettings,
  random: () => number,
): number[] {
  return random() < markDropout ? tokens.filter((token) => !marked.has(token)) : tokens
}

type Example = { group: number; anchor: number[]; positive: number[] }

/** Mostly another question of the group; sometimes a stretch of one of its passages. */
function pickPositive(group: Group | undefined, not: number, random: () => number): number[] {
  if (!group) return []
  const { questions, passages } = group
  if (passages.length > 0 && (questions.length < 2 || random() < 0.35)) {
    const passage = passages[Math.floor(random() * passages.length)] ?? []
    const start = Math.floor(random() * Math.max(1, passage.length - 24))
    return passage.slice(start, start + 24)
  }
  const other = Math.floor(random() * (questions.length - 1))
  return questions[other >= not ? other + 1 : other] ?? questions[0] ?? []
}

function dropTokens(tokens: number[], chance: number, random: () => number): number[] {
  const kept = tokens.filter(() => random() >= chance)
  return kept.length > 0 ? kept : tokens
}

function shuffle<Item>(items: Item[], random: () => number): Item[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const moved = items[last]
    const swapped = items[other]
    if (moved === undefined || swapped === undefined) continue
    items[last] = swapped
    items[other] = moved
  }
  return items
}

type Encoded = { tokens: number[]; unit: Float32Array; length: number; gradient: Float32Array }

function encode(tokens: number[], weights: Float32Array, dimension: number): Encoded {
  const unit = new Float32Array(dimension)
  for (const token of tokens) {
    for (let d = 0; d < dimension; d++)
      unit[d] = (unit[d] ?? 0) + (weights[token * dimension + d] ?? 0)
  }
  let length = 0
  for (const value of unit) length += value * value
  length = Math.sqrt(length) || 1
  for (let d = 0; d < dimension; d++) unit[d] = (unit[d] ?? 0) / length
  return { tokens, unit, length, gradient: new Float32Array(dimension) }
}

/** One step over a batch; returns the mean loss. */
function trainBatch(
  batch: Example[],
  weights: Float32Array,
  { dimension, temperature }: TrainingSettings,
  step: (rows: Map<number, Float32Array>) => void,
): number {
  const anchors = batch.map(({ anchor }) => encode(anchor, weights, dimension))
  const positives = batch.map(({ positive }) => encode(positive, weights, dimension))
  let loss = 0
  anchors.forEach((anchor, row) => {
    const logits = positives.map((positive, column) =>
      // Another example of the same group is no negative.
      column !== row && batch[column]?.group === batch[row]?.group
        ? Number.NEGATIVE_INFINITY
        : dot(anchor.unit, positive.unit) / temperature,
    )
    const highest = Math.max(...logits)
    const exponents = logits.map((logit) => Math.exp(logit - highest))
    const total = exponents.reduce((sum, each) => sum + each, 0)
    loss -= Math.log((exponents[row] ?? 0) / total + 1e-12)
    positives.forEach((positive, column) => {
      const slope =
        ((exponents[column] ?? 0) / total - (column === row ? 1 : 0)) / temperature / batch.length
      if (slope === 0) return
      for (let d = 0; d < dimension; d++) {
        anchor.gradient[d] = (anchor.gradient[d] ?? 0) + slope * (positive.unit[d] ?? 0)
        positive.gradient[d] = (positive.gradient[d] ?? 0) + slope * (anchor.unit[d] ?? 0)
      }
    })
  })
  step(tokenGradients([...anchors, ...positives], dimension))
  return loss / batch.length
}

/** Through the normalisation back to the token rows. */
function tokenGradients(encoded: Encoded[], dimension: number): Map<number, Float32Array> {
  const rows = new Map<number, Float32Array>()
  for (const { tokens, unit, length, gradient } of encoded) {
    const along = dot(gradient, unit)
    for (const token of tokens) {
      const row = rows.get(token) ?? new Float32Array(dimension)
      rows.set(token, row)
      for (let d = 0; d < dimension; d++) {
        row[d] = (row[d] ?? 0) + ((gradient[d] ?? 0) - along * (unit[d] ?? 0)) / length
      }
    }
  }
  return rows
}

function createAdam(weights: Float32Array, dimension: number, learningRate: number) {
  const mean = new Float32Array(weights.length)
  const square = new Float32Array(weights.length)
  let time = 0
  return (rows: Map<number, Float32Array>) => {
    time++
    const rate = (learningRate * Math.sqrt(1 - 0.999 ** time)) / (1 - 0.9 ** time)
    for (const [token, gradient] of rows) {
      for (let d = 0; d < dimension; d++) {
        const at = token * dimension + d
        const slope = gradient[d] ?? 0
        const m = 0.9 * (mean[at] ?? 0) + 0.1 * slope
        const v = 0.999 * (square[at] ?? 0) + 0.001 * slope * slope
        mean[at] = m
        square[at] = v
        weights[at] = (weights[at] ?? 0) - (rate * m) / (Math.sqrt(v) + 1e-8)
      }
    }
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += (a[d] ?? 0) * (b[d] ?? 0)
  return sum
}
