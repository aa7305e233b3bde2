import { cpSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openKnowledgeIndex } from '../../src/adapters/knowledge-index.ts'
import { createEdition, type Edition } from '../../src/knowledge/edition.ts'
import { type KnowledgeFiles, parseKnowledge } from '../../src/knowledge/read-folder.ts'
import { createLexicon } from '../../src/language/lexicon.ts'
import { readQuestion } from '../../src/language/question.ts'
import type { Embedder } from '../../src/retrieval/embedder.ts'
import {
  type KnowledgeIndex,
  type RankedTarget,
  rankTargets,
} from '../../src/retrieval/rank-targets.ts'
import { UpstreamError } from '../../src/shared/errors.ts'
import { newId } from '../../src/shared/ids.ts'
import { createRecent } from '../../src/shared/recent.ts'
import { aKnowledgeFolder, anEdition } from '../builders.ts'
import { createFakeEmbedder } from '../fakes/embedder.ts'
import { guideText } from '../fixtures/guide-text.ts'
import { repoKnowledge } from '../support/knowledge-folder.ts'
import { startService } from '../support/start-service.ts'
import { folderForThisTest } from '../support/temporary-folder.ts'

const certified = guideText
  .replace('id: cap-ban-sao', 'id: chung-thuc')
  .replaceAll('Cấp bản sao', 'Chứng thực chữ ký')
  .replaceAll('bản sao', 'chữ ký')
  .replace('guide: chung-thuc', 'guide: cap-ban-sao')
const twoGuides = aKnowledgeFolder({ 'guides/chung-thuc.md': certified })

/** No search here may quietly go on without its vectors. */
const fail = (error: unknown) => {
  throw error
}

describe('openKnowledgeIndex', () => {
  it('finds a guide by word and by meaning', async () => {
    const index = await openKnowledgeIndex(
      editionOf(twoGuides),
      createFakeEmbedder(),
      folderForThisTest(),
    )

    const [first] = await rankTargets(ask('chứng thực chữ ký'), index, fail)

    expect(first?.target).toEqual({ kind: 'guide', id: 'chung-thuc' })
    expect(first?.likeness).toBeGreaterThan(0.5)
  })

  it('searches by words alone without an embedder', async () => {
    const index = await openKnowledgeIndex(editionOf(twoGuides), null, folderForThisTest())

    expect(index.vectors).toBeNull()
    expect(await firstGuide(index, 'chứng thực chữ ký')).toBe('chung-thuc')
  })

  it('opens an edition without any guide', async () => {
    const index = await openKnowledgeIndex(anEdition(), createFakeEmbedder(), folderForThisTest())

    expect(await rankTargets(ask('chứng thực chữ ký'), index, fail)).toEqual([])
  })

  it('ranks the same from what it kept, and embeds nothing for it', async () => {
    const folder = folderForThisTest()
    const built = await openKnowledgeIndex(editionOf(twoGuides), createFakeEmbedder(), folder)
    const embedder = createFakeEmbedder()

    const reopened = await openKnowledgeIndex(editionOf(twoGuides), embedder, folder)

    expect(embedder.embedded).toEqual([])
    for (const text of ['xin bản sao ở đâu', 'chung thuc chu ky', 'mất sổ gốc']) {
      expect(await rankTargets(ask(text), reopened, fail)).toEqual(
        await rankTargets(ask(text), built, fail),
      )
    }
  })

  it.each<[string, (path: string) => void]>([
    ['is cut short', (path) => truncateSync(path, 500)],
    ['is empty', (path) => truncateSync(path, 0)],
    ['had a letter changed', (path) => replaceIn(path, 'cap-ban-sao', 'cap-ban-xao')],
    ['has another hash', (path) => replaceIn(path, /^\w+/, 'f'.repeat(64))],
  ])('builds the word index anew when the kept one %s', async (_, damage) => {
    const folder = folderForThisTest()
    await openKnowledgeIndex(editionOf(twoGuides), null, folder)
    const path = join(folder, 'words.index')
    const sound = readFileSync(path)
    damage(path)

    const index = await openKnowledgeIndex(editionOf(twoGuides), null, folder)

    expect(await firstGuide(index, 'xin cấp bản sao')).toBe('cap-ban-sao')
    expect(readFileSync(path).equals(sound)).toBe(true)
  })

  it('embeds what changed in a guide and nothing else', async () => {
    const folder = folderForThisTest()
    await openKnowledgeIndex(editionOf(twoGuides), createFakeEmbedder(), folder)
    const changed = guideText.replace('mất sổ gốc có xin được không', 'mở quán karaoke')
    const embedder = createFakeEmbedder()

    const edition = editionOf({ ...twoGuides, 'guides/cap-ban-sao.md': changed })
    const index = await openKnowledgeIndex(edition, embedder, folder)

    expect(embedder.embedded).toEqual(['mở quán karaoke'])
    expect(await firstGuide(index, 'mở quán karaoke')).toBe('cap-ban-sao')
  })

  it('catches up from the index that serves, which goes on as it was', async () => {
    const folder = folderForThisTest()
    const before = await openKnowledgeIndex(editionOf(twoGuides), createFakeEmbedder(), folder)
    const ranking = await rankTargets(ask('chứng thực chữ ký'), before, fail)
    const karaoke = certified.replaceAll('Chứng thực chữ ký', 'Mở quán karaoke')

    const edition = editionOf({ ...twoGuides, 'guides/chung-thuc.md': karaoke })
    const after = await openKnowledgeIndex(edition, createFakeEmbedder(), folder, { before })

    expect(await firstGuide(after, 'mở quán karaoke')).toBe('chung-thuc')
    const serving = { ...before, recent: createRecent<string, RankedTarget[]>(1) }
    expect(await rankTargets(ask('chứng thực chữ ký'), serving, fail)).toEqual(ranking)
  })

  it('leaves the index that serves as it was when the embedding model fails', async () => {
    const folder = folderForThisTest()
    const before = await openKnowledgeIndex(editionOf(twoGuides), createFakeEmbedder(), folder)
    const ranking = await rankTargets(ask('mất sổ gốc có xin được không'), before, fail)
    const failing: Embedder = {
      ...createFakeEmbedder(),
      embedPassages: () => Promise.reject(new UpstreamError('embedding model', 'down')),
    }
    const changed = guideText.replace('mất sổ gốc có xin được không', 'mở quán karaoke')

    const edition = editionOf({ ...twoGuides, 'guides/cap-ban-sao.md': changed })
    const opening = openKnowledgeIndex(edition, failing, folder, { before })

    await expect(opening).rejects.toThrow('embedding model')
    const serving = { ...before, recent: createRecent<string, RankedTarget[]>(1) }
    expect(await rankTargets(ask('mất sổ gốc có xin được không'), serving, fail)).toEqual(ranking)
    const again = createFakeEmbedder()
    await openKnowledgeIndex(editionOf(twoGuides), again, folder)
    expect(again.embedded).toEqual([])
  })

  it('leaves example questions out when told to', async () => {
    const embedder = createFakeEmbedder()
    const options = { questions: false }

    await openKnowledgeIndex(editionOf(twoGuides), embedder, folderForThisTest(), options)

    expect(embedder.embedded).toContain('Cấp bản sao')
    expect(embedder.embedded).not.toContain('mất sổ gốc có xin được không')
  })
})

// A whole service with the real model: slower than the default limit allows on a busy machine.
describe('editions swapped while citizens ask', { timeout: 60_000 }, () => {
  it('answers every question wholly from one edition', async () => {
    const knowledge = folderForThisTest()
    write(knowledge, withDuration(11))
    cpSync(join(repoKnowledge, 'embedder'), join(knowledge, 'embedder'), { recursive: true })
    const service = await startService({ KNOWLEDGE_DIR: knowledge, EMBEDDING_MODEL: 'builtin' })
    onTestFinished(() => service.stop())
    const daysOfEdition = new Map([[service.currentDesk().edition.number, 11]])

    const replies: Awaited<ReturnType<typeof turn>>[] = []
    for (const days of [22, 11, 22, 11]) {
      let isPublished = false
      const citizens = Array.from({ length: 8 }, async () => {
        while (!isPublished) replies.push(await turn(service, 'cấp bản sao mất bao lâu'))
      })
      write(knowledge, withDuration(days))
      await service.publishFolder().finally(() => {
        isPublished = true
      })
      daysOfEdition.set(service.currentDesk().edition.number, days)
      await Promise.all(citizens)
    }

    for (const { edition, text, citations } of replies) {
      const told = [text, ...citations.map(({ quote }) => quote)].join('\n')
      const days = new Set(told.match(/\d+(?= ngày làm việc)/g))
      expect([...days], `edition ${edition}`).toEqual([`${daysOfEdition.get(edition)}`])
    }
    expect(new Set(replies.map(({ edition }) => edition)).size).toBeGreaterThan(2)
  })
})

function editionOf(files: KnowledgeFiles): Edition {
  const { knowledge } = parseKnowledge(files)
  if (!knowledge) throw new Error('the knowledge of this test is broken')
  return createEdition({ number: 1, publishedAt: new Date(), hash: '' }, knowledge)
}

function ask(text: string) {
  return readQuestion(text, createLexicon({ replacements: [], expansions: [] }))
}

async function firstGuide(index: KnowledgeIndex, text: string): Promise<string | undefined> {
  const [first] = await rankTargets(ask(text), index, fail)
  return first?.target.id
}

function replaceIn(path: string, what: string | RegExp, by: string): void {
  writeFileSync(path, readFileSync(path, 'latin1').replace(what, by), 'latin1')
}

/** The one guide of the folder, in which the time is that many days wherever it is told. */
function withDuration(days: number): KnowledgeFiles {
  const text = guideText
    .replace('text: Trong ngày\n', `text: ${days} ngày làm việc\n`)
    .replace('text: 3 ngày làm việc', `text: ${days} ngày làm việc`)
    .replace('Nộp sau 15 giờ thì hôm sau mới có.', `Chờ ${days} ngày làm việc thì có.`)
  return aKnowledgeFolder({ 'guides/cap-ban-sao.md': text })
}

function write(folder: string, files: KnowledgeFiles): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

/** A first message in a conversation of its own. */
async function turn(
  { store, takeTurn }: Pick<Awaited<ReturnType<typeof startService>>, 'store' | 'takeTurn'>,
  text: string,
) {
  const id = newId('cnv')
  await store.create({ id, channel: 'web', tokenHash: '', inHand: null, createdAt: new Date() })
  const message = await takeTurn.accept({ conversationId: id, text, clientMessageId: null })
  return await takeTurn.answer(message)
}
