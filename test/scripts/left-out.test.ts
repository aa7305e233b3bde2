import { describe, expect, it } from 'vitest'
import { type EmbedderModel, trainEmbedder } from '../../scripts/train/embedder-model.ts'
import { measureLeftOut } from '../../scripts/train/left-out.ts'
import type { VectorText } from '../../src/retrieval/indexed-texts.ts'

const askedOf: Record<string, string[]> = {
  'khai-sinh': [
    'Đăng ký khai sinh',
    'khai sinh cho bé ở đâu',
    'khai sinh cần giấy gì',
    'khai sinh mất mấy ngày',
    'xin khai sinh cho con',
  ],
  'ket-hon': [
    'Đăng ký kết hôn',
    'kết hôn ở đâu',
    'kết hôn cần giấy gì',
    'kết hôn mất mấy ngày',
    'xin kết hôn với bạn',
  ],
  'tam-tru': [
    'Đăng ký tạm trú',
    'tạm trú ở đâu',
    'tạm trú cần giấy gì',
    'tạm trú mất mấy ngày',
    'xin tạm trú cho khách',
  ],
}
const guideTexts: VectorText[] = Object.entries(askedOf).flatMap(([id, questions]) =>
  questions.map((text) => ({ target: { kind: 'guide', id }, use: 'question', text })),
)
const others: VectorText[] = [
  { target: { kind: 'office', id: 'ho-chieu' }, use: 'question', text: 'làm hộ chiếu' },
  { target: { kind: 'office', id: 'ho-chieu' }, use: 'question', text: 'hộ chiếu ở đâu' },
  { target: { kind: 'guide', id: 'ket-hon' }, use: 'passage', text: 'Kết hôn tại phường.' },
]
const texts = [...guideTexts, ...others]

/** A model that is nothing but how it embeds. */
function aModel(embed: EmbedderModel['embed']): EmbedderModel {
  const settings = {
    dimension: 2,
    epochs: 0,
    batchSize: 2,
    learningRate: 0.1,
    temperature: 0.1,
    tokenDropout: 0,
    markDropout: 0,
    hardNegatives: 0,
    seed: 1,
  }
  return { ...trainEmbedder(texts, new Map(), settings), embed }
}

function oneHot(place: number): Float32Array {
  const vector = new Float32Array(texts.length)
  vector[place] = 1
  return vector
}

/** Knows each text it was taught by heart, by its guide; takes any other for the next guide's. */
function memorise(taught: VectorText[]): EmbedderModel {
  const ids = Object.keys(askedOf)
  return aModel((text) => {
    const { target } = texts.find((each) => each.text === text) ?? { target: { id: '' } }
    const right = ids.indexOf(target.id)
    return oneHot(taught.some((each) => each.text === text) ? right : (right + 1) % ids.length)
  })
}

/** Knows a guide by its name wherever it stands. */
function understand(): EmbedderModel {
  const names = ['khai sinh', 'kết hôn', 'tạm trú', 'hộ chiếu']
  return aModel((text) => oneHot(names.findIndex((name) => text.toLowerCase().includes(name))))
}

describe('measureLeftOut', () => {
  it('scores low a model that has learned its texts by heart', () => {
    const byHeart = memorise(texts)
    for (const { target, text } of guideTexts) {
      expect(byHeart.embed(text)).toEqual(oneHot(Object.keys(askedOf).indexOf(target.id)))
    }

    expect(measureLeftOut(texts, 4, memorise).recallAt1).toBe(0)
  })

  it('scores high a model that has understood', () => {
    expect(measureLeftOut(texts, 4, understand)).toEqual({
      asked: 12,
      recallAt1: 1,
      recallAt3: 1,
    })
  })

  it('asks every question once but the titles, of guides only, and never one it has taught', () => {
    const leftOut: string[][] = []
    measureLeftOut(texts, 4, (taught) => {
      leftOut.push(texts.filter((each) => !taught.includes(each)).map(({ text }) => text))
      return understand()
    })

    expect(leftOut).toHaveLength(4)
    expect(leftOut.flat().sort()).toEqual(
      Object.values(askedOf)
        .flatMap(([, ...questions]) => questions)
        .sort(),
    )
  })

  it('counts a right guide among the first three that is not the first', () => {
    // The next guide is nearest, then the right one, then the third.
    const right = memorise(texts)
    const second = (taught: VectorText[]) => {
      const byHeart = memorise(taught)
      return aModel((text) => {
        const near = right.embed(text)
        return byHeart.embed(text).map((value, at) => value + 0.5 * (near[at] ?? 0))
      })
    }

    expect(measureLeftOut(texts, 4, second)).toMatchObject({ recallAt1: 0, recallAt3: 1 })
  })
})
