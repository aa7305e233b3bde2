import { targetKey, type VectorText } from '../../src/retrieval/indexed-texts.ts'
import type { EmbedderModel } from './embedder-model.ts'

/** As rank-targets.ts counts them: one question alone may be near by chance. */
const questionsCounted = 3

/**
 * How a model finds questions it has never seen: in each of the folds every so-manieth question of a
 * guide is left out of training and search, and then asked.
 */
export function measureLeftOut(
  texts: VectorText[],
  folds: number,
  train: (texts: VectorText[]) => EmbedderModel,
) {
  const ranks: number[] = []
  for (let fold = 0; fold < folds; fold++) {
    const counts = new Map<string, number>()
    const isLeftOut = texts.map(({ target, use }) => {
      if (target.kind !== 'guide' || use !== 'question') return false
      const place = counts.get(target.id) ?? 0
      counts.set(target.id, place + 1)
      // The first is the title.
      return place > 0 && place % folds === fold
    })
    const model = train(texts.filter((_, index) => !isLeftOut[index]))
    const known = texts.flatMap(({ target, use, text }, index) =>
      isLeftOut[index] || use !== 'question'
        ? []
        : [{ key: targetKey(target), vector: model.embed(text) }],
    )
    for (const [index, { target, text }] of texts.entries()) {
      if (isLeftOut[index]) ranks.push(rankOf(targetKey(target), model.embed(text), known))
    }
  }
  const share = (within: number) => ranks.filter((rank) => rank < within).length / ranks.length
  return { asked: ranks.length, recallAt1: share(1), recallAt3: share(3) }
}

function rankOf(
  right: string,
  vector: Float32Array,
  known: { key: string; vector: Float32Array }[],
) {
  const similarities = new Map<string, number[]>()
  for (const each of known) {
    const own = similarities.get(each.key) ?? []
    similarities.set(each.key, own)
    own.push(dot(vector, each.vector))
  }
  const means = [...similarities].map(([key, own]) => {
    const best = own.sort((a, b) => b - a).slice(0, questionsCounted)
    return { key, mean: best.reduce((sum, each) => sum + each, 0) / questionsCounted }
  })
  const own = means.find(({ key }) => key === right)?.mean ?? Number.NEGATIVE_INFINITY
  // A tie is no find: a model that knows nothing of a text gives zeros all round.
  return means.filter(({ key, mean }) => key !== right && mean >= own).length
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += (a[d] ?? 0) * (b[d] ?? 0)
  return sum
}
