import { describe, expect, it } from 'vitest'
import type { Edition } from '../../src/knowledge/edition.ts'
import type { EditionStore } from '../../src/knowledge/edition-store.ts'
import { createPublisher } from '../../src/knowledge/publisher.ts'
import { stoppedClock } from '../../src/shared/clock.ts'
import { ConflictError } from '../../src/shared/errors.ts'
import { aKnowledgeFolder } from '../builders.ts'
import { memoryEditionStore } from '../fakes/edition-store.ts'
import { guideText } from '../fixtures/guide-text.ts'

const file = 'guides/cap-ban-sao.md'
const renamed = (title: string) => () => renamedTo(title)
const renamedTo = (title: string) =>
  new Map([[file, guideText.replace(/^title: .*$/m, `title: ${title}`)]])
const note = { kind: 'console', who: 'chi', reason: 'Sửa tên' } as const

async function openPublisher(
  store: EditionStore = memoryEditionStore(),
  readFolder = async () => aKnowledgeFolder(),
) {
  let failing = false
  let common: Map<string, string> | undefined
  const publisher = createPublisher({
    editions: store,
    folderBase: {
      read: async () => common,
      write: async (now) => {
        common = new Map(now)
      },
    },
    readFolder,
    build: async (edition: Edition) => {
      if (failing) throw new Error('the index cannot be built')
      return `index of ${titleOf(edition)}`
    },
    buildAside: async (edition) => `tried ${titleOf(edition)}`,
    onChange: () => undefined,
    clock: stoppedClock(new Date('2026-11-24T03:00:00Z')),
  })
  await publisher.publishFolder()
  return {
    publisher,
    breakBuild: (isBroken: boolean) => {
      failing = isBroken
    },
  }
}

describe('publishing', () => {
  it('swaps in edition and index together', async () => {
    const { publisher } = await openPublisher()

    await publisher.publish(renamed('Tên mới'), note)

    const { edition, index } = publisher.current()
    expect([edition.number, titleOf(edition), index]).toEqual([2, 'Tên mới', 'index of Tên mới'])
  })

  it('changes nothing when the index cannot be built, says why, and works the next time', async () => {
    const store = memoryEditionStore()
    const { publisher, breakBuild } = await openPublisher(store)
    const before = publisher.current()
    breakBuild(true)

    const attempt = publisher.publish(renamed('Tên mới'), note)

    await expect(attempt).rejects.toThrow('the index cannot be built')
    expect(publisher.current()).toBe(before)
    expect(store.kept).toHaveLength(1)
    breakBuild(false)
    await publisher.publish(renamed('Tên mới'), note)
    expect(titleOf(publisher.current().edition)).toBe('Tên mới')
  })

  it('changes nothing when the edition cannot be kept', async () => {
    const store = memoryEditionStore()
    let isBroken = false
    const failing: EditionStore = {
      ...store,
      add: async (edition, onTopOf) => {
        if (isBroken) throw new Error('the disk is full')
        return await store.add(edition, onTopOf)
      },
    }
    const { publisher } = await openPublisher(failing)
    const before = publisher.current()
    isBroken = true

    await expect(publisher.publish(renamed('Tên mới'), note)).rejects.toThrow('the disk is full')

    expect(publisher.current()).toBe(before)
  })

  it('names the faults of a text and changes nothing', async () => {
    const { publisher } = await openPublisher()
    const broken = () => new Map([[file, guideText.replace('level: xa', 'level: huyen')]])

    await expect(publisher.publish(broken, note)).rejects.toThrow(/cap-ban-sao\.md:\d+: level/)

    expect(publisher.current().edition.number).toBe(1)
  })

  it.each(['a console', 'the folder'])(
    'keeps what another process publishes after %s has read the texts in use',
    async (side) => {
      const store = memoryEditionStore()
      const other = await openPublisher(store)
      let isFirst = false
      const racing: EditionStore = {
        ...store,
        files: async (number) => {
          const files = await store.files(number)
          if (isFirst && files) {
            isFirst = false
            const ward = JSON.stringify({ ...JSON.parse(files['ward.yaml'] ?? ''), phone: '113' })
            await other.publisher.publish(() => new Map([['ward.yaml', ward]]), note)
          }
          return files
        },
      }
      let folder = aKnowledgeFolder()
      const { publisher } = await openPublisher(racing, async () => folder)
      isFirst = true

      if (side === 'a console') await publisher.publish(renamed('Tên mới'), note)
      else {
        folder = { ...folder, ...Object.fromEntries(renamedTo('Tên mới')) }
        await publisher.publishFolder()
      }

      const { edition } = publisher.current()
      expect([titleOf(edition), edition.knowledge.ward.phone]).toEqual(['Tên mới', '113'])
    },
  )

  it('takes nothing back from the folder of a database that is older than the knowledge desk', async () => {
    const store = memoryEditionStore()
    await openPublisher(store)
    // Nothing is written down yet of what the folder and that database agree on.
    const { publisher } = await openPublisher(store)
    await publisher.publish(renamed('Tên mới'), note)

    await publisher.publishFolder()

    expect(titleOf(publisher.current().edition)).toBe('Tên mới')
  })

  it('serves the number of an edition that another process has taken back', async () => {
    const store = memoryEditionStore()
    const [one, other] = [await openPublisher(store), await openPublisher(store)]
    const before = store.kept[0]?.files[file] ?? ''
    await one.publisher.publish(renamed('Tên mới'), note)
    await one.publisher.publish(() => new Map([[file, before]]), note)

    await other.publisher.catchUp()

    expect(other.publisher.current().edition.number).toBe(3)
  })

  it('goes on top of what somebody else published in between', async () => {
    const store = memoryEditionStore()
    const other = await openPublisher(store)
    let isFirst = true
    const racing: EditionStore = {
      ...store,
      add: async (edition, onTopOf) => {
        if (isFirst && edition.note?.who === 'chi') {
          isFirst = false
          const ward = JSON.stringify({
            ...JSON.parse(edition.files['ward.yaml'] ?? ''),
            phone: '113',
          })
          await other.publisher.publish(() => new Map([['ward.yaml', ward]]), {
            ...note,
            who: 'dung',
          })
          throw new ConflictError('somebody else was first')
        }
        return await store.add(edition, onTopOf)
      },
    }
    const { publisher } = await openPublisher(racing)

    await publisher.publish(renamed('Tên mới'), note)

    const { edition } = publisher.current()
    expect([edition.number, titleOf(edition), edition.knowledge.ward.phone]).toEqual([
      3,
      'Tên mới',
      '113',
    ])
  })

  it('tries an edition out without keeping or serving it', async () => {
    const store = memoryEditionStore()
    const { publisher } = await openPublisher(store)

    const { edition, index } = await publisher.rehearse(renamedTo('Thử'))

    expect([titleOf(edition), index]).toEqual(['Thử', 'tried Thử'])
    expect(titleOf(publisher.current().edition)).not.toBe('Thử')
    expect(store.kept).toHaveLength(1)
  })
})

function titleOf({ guides }: Edition): string | undefined {
  return guides.get('cap-ban-sao')?.title
}
