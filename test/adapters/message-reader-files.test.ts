import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openMessageReader } from '../../src/adapters/message-reader-files.ts'
import { readFacets, readIntents } from '../../src/answering/message-reader.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'
import { folderForThisTest } from '../support/temporary-folder.ts'

const model = { labels: ['a', 'b'], weights: { tien: [100, -100] } }

/** A folder with these files. */
function folderOf(files: Record<string, string>): string {
  const folder = folderForThisTest()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

describe('openMessageReader', () => {
  it('opens both models', async () => {
    const other = { ...model, labels: ['c', 'd'] }
    const folder = folderOf({
      'intents.json': JSON.stringify(model),
      'facets.json': JSON.stringify(other),
    })

    expect(await openMessageReader(folder)).toEqual({ intents: model, facets: other })
  })

  it('is null where there is no folder', async () => {
    expect(await openMessageReader(join(folderForThisTest(), 'nowhere'))).toBeNull()
  })

  it.each(['intents.json', 'facets.json'])('is null where only %s is there', async (name) => {
    expect(await openMessageReader(folderOf({ [name]: JSON.stringify(model) }))).toBeNull()
  })

  it.each([
    ['labels are missing', { weights: {} }],
    ['there is one label only', { labels: ['a'], weights: {} }],
    ['a weight is no number', { labels: ['a', 'b'], weights: { tien: ['much', 1] } }],
    ['it is a list', []],
  ])('names the file and what to do when %s', async (_what, broken) => {
    const folder = folderOf({
      'intents.json': JSON.stringify(model),
      'facets.json': JSON.stringify(broken),
    })

    await expect(openMessageReader(folder)).rejects.toThrow(
      `${join(folder, 'facets.json')} is not a trained model; run npm run train-reader`,
    )
  })

  it.each(['', '{"labels": ["a", ', '<html>'])(
    'does not go on without a model when its file is no JSON: %j',
    async (text) => {
      const folder = folderOf({ 'intents.json': text, 'facets.json': JSON.stringify(model) })

      await expect(openMessageReader(folder)).rejects.toThrow(/JSON|not a trained model/)
    },
  )

  it('opens the models the repo ships, which read a message', async () => {
    const reader = await openMessageReader(join(repoKnowledge, 'reader'))

    expect(reader).not.toBeNull()
    expect(readFacets('làm giấy khai sinh hết bao nhiêu tiền', reader)[0]?.label).toBe('le_phi')
    expect(readIntents('làm giấy khai sinh hết bao nhiêu tiền', reader)[0]?.label).toBe('question')
  })

  it('has nothing to say without models', () => {
    expect(readIntents('xin chào', null)).toEqual([])
    expect(readFacets('bao nhiêu tiền', null)).toEqual([])
  })
})
