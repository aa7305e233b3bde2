import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { MessageReader } from '../answering/message-reader.ts'

const classifierSchema = z.object({
  labels: z.array(z.string()).min(2),
  // Some 300,000 numbers: looked at where they stand, since a copy of each would cost the start 0.1 s.
  weights: z.custom<Record<string, number[]>>(areWeights),
})

function areWeights(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every(
    (row) => Array.isArray(row) && row.every((weight) => typeof weight === 'number'),
  )
}

/**
 * The models kept in that folder; null when there is none, so that a folder of guides alone works too.
 * Throws when a file is there and is not a model.
 */
export async function openMessageReader(folder: string): Promise<MessageReader> {
  const read = async (name: string) => {
    const path = join(folder, name)
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    })
    if (text === undefined) return undefined
    try {
      return classifierSchema.parse(JSON.parse(text))
    } catch (cause) {
      throw new Error(`${path} is not a trained model; run npm run train-reader`, { cause })
    }
  }
  const [intents, facets] = await Promise.all([read('intents.json'), read('facets.json')])
  return intents && facets ? { intents, facets } : null
}
