import { describe, expect, it } from 'vitest'
import { publish } from '../../src/knowledge/publish.ts'
import type { KnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import { stoppedClock } from '../../src/shared/clock.ts'
import { aKnowledgeFolder, aWard } from '../builders.ts'
import { memoryEditionStore } from '../fakes/edition-store.ts'
import { guideText } from '../fixtures/guide-text.ts'

const file = 'guides/cap-ban-sao.md'
const today = new Date('2026-11-24T03:00:00Z')
const withNewTitle = guideText.replace('title: Cấp bản sao', 'title: Cấp bản sao mới')
const broken = guideText.replace('level: xa', 'level: huyen')

function openPublishing() {
  const store = memoryEditionStore()
  return {
    store,
    publish: (files: KnowledgeFiles, at = today) => publish(files, store, stoppedClock(at)),
  }
}

describe('publish', () => {
  it('makes the first sound folder edition 1', async () => {
    const publishing = openPublishing()

    const { edition, problems, isNew } = await publishing.publish(aKnowledgeFolder())

    expect(edition).toMatchObject({ number: 1, publishedAt: today })
    expect([...(edition?.guides.keys() ?? [])]).toEqual(['cap-ban-sao'])
    expect(problems).toEqual([])
    expect(isNew).toBe(true)
  })

  it('keeps the files an edition was made from', async () => {
    const publishing = openPublishing()

    await publishing.publish(aKnowledgeFolder())

    expect(publishing.store.kept).toMatchObject([{ number: 1, files: aKnowledgeFolder() }])
  })

  it('keeps the edition and its day when no file has changed', async () => {
    const publishing = openPublishing()
    await publishing.publish(aKnowledgeFolder())

    const again = await publishing.publish(aKnowledgeFolder(), new Date('2026-11-30T03:00:00Z'))

    expect(again).toMatchObject({ edition: { number: 1, publishedAt: today }, isNew: false })
    expect(publishing.store.kept).toHaveLength(1)
  })

  it('takes the order of the files for no change', async () => {
    const publishing = openPublishing()
    await publishing.publish(aKnowledgeFolder())

    const reversed = Object.fromEntries(Object.entries(aKnowledgeFolder()).reverse())
    const again = await publishing.publish(reversed)

    expect(again.isNew).toBe(false)
  })

  it.each([
    ['guide', { [file]: withNewTitle }],
    ['ward profile', { 'ward.yaml': `${aKnowledgeFolder()['ward.yaml']}\n` }],
    ['lexicon', { 'lexicon/teencode.yaml': '- {term: dc, means: được, example: dc ko}\n' }],
  ])('makes a folder with a changed %s edition 2', async (_what, change) => {
    const publishing = openPublishing()
    await publishing.publish(aKnowledgeFolder())

    const { edition, isNew } = await publishing.publish(aKnowledgeFolder(change))

    expect(edition?.number).toBe(2)
    expect(isNew).toBe(true)
  })

  it('serves the text of the new edition', async () => {
    const publishing = openPublishing()
    await publishing.publish(aKnowledgeFolder())

    const { edition } = await publishing.publish(aKnowledgeFolder({ [file]: withNewTitle }))

    expect(edition?.guides.get('cap-ban-sao')?.title).toBe('Cấp bản sao mới')
  })

  it.each([
    ['a guide', file, broken],
    ['the ward profile', 'ward.yaml', 'name: [\n'],
    ['the catalogue', 'catalogue.yaml', 'Hộ tịch: [\n'],
    ['the lexicon', 'lexicon/teencode.yaml', '- {term: ko\n'],
    ['the list of other offices', 'other-offices.yaml', '- {id: ho-chieu}\n'],
  ])(
    'keeps the last good edition when %s breaks, and names the file',
    async (_what, name, text) => {
      const publishing = openPublishing()
      await publishing.publish(aKnowledgeFolder())

      const { edition, problems, isNew } = await publishing.publish(
        aKnowledgeFolder({ [name]: text }),
      )

      expect(edition?.number).toBe(1)
      expect(edition?.guides.get('cap-ban-sao')?.level).toBe('xa')
      expect(new Set(problems.map((problem) => problem.file))).toEqual(new Set([name]))
      expect(isNew).toBe(false)
      expect(publishing.store.kept).toHaveLength(1)
    },
  )

  it('makes the mended folder the next edition', async () => {
    const publishing = openPublishing()
    await publishing.publish(aKnowledgeFolder())
    await publishing.publish(aKnowledgeFolder({ [file]: broken }))

    const { edition, problems } = await publishing.publish(
      aKnowledgeFolder({ [file]: withNewTitle }),
    )

    expect(edition?.number).toBe(2)
    expect(problems).toEqual([])
  })

  it('takes guides whose files are as before from the last edition, without parsing them', async () => {
    const store = memoryEditionStore()
    const other = guideText.replace('id: cap-ban-sao', 'id: cap-lai')
    const first = await publish(
      aKnowledgeFolder({ 'guides/cap-lai.md': other }),
      store,
      stoppedClock(today),
    )

    const { edition } = await publish(
      aKnowledgeFolder({ [file]: withNewTitle, 'guides/cap-lai.md': other }),
      store,
      stoppedClock(today),
      first,
    )

    expect(edition?.guides.get('cap-ban-sao')?.title).toBe('Cấp bản sao mới')
    expect(edition?.guides.get('cap-lai')).toBe(first.edition?.guides.get('cap-lai'))
    expect(edition?.passages.get('cap-lai')).toBe(first.edition?.passages.get('cap-lai'))
  })

  it.each([
    ['ward profile', { 'ward.yaml': JSON.stringify(aWard({ phone: '0902 000 000' })) }],
    ['catalogue', { 'catalogue.yaml': `${aKnowledgeFolder()['catalogue.yaml']}  - cap-moi\n` }],
  ])('reads every guide again after the %s has changed', async (_what, change) => {
    const publishing = openPublishing()
    const first = await publishing.publish(aKnowledgeFolder())

    const { edition } = await publish(
      aKnowledgeFolder(change),
      publishing.store,
      stoppedClock(today),
      first,
    )

    expect(edition?.guides.get('cap-ban-sao')).toEqual(first.edition?.guides.get('cap-ban-sao'))
    expect(edition?.guides.get('cap-ban-sao')).not.toBe(first.edition?.guides.get('cap-ban-sao'))
    expect(edition?.passages.get('cap-ban-sao')).not.toBe(
      first.edition?.passages.get('cap-ban-sao'),
    )
  })

  it('finds what an unchanged guide names and the catalogue no longer has', async () => {
    const publishing = openPublishing()
    const first = await publishing.publish(aKnowledgeFolder())

    const { problems } = await publish(
      aKnowledgeFolder({ 'catalogue.yaml': 'Hộ tịch:\n  - cap-lai\n' }),
      publishing.store,
      stoppedClock(today),
      first,
    )

    expect(problems.map((problem) => problem.file)).toContain(file)
  })

  it('serves the sound guides without the broken where there never was an edition', async () => {
    const publishing = openPublishing()
    const sound = guideText.replace('id: cap-ban-sao', 'id: cap-lai')

    const { edition, problems } = await publishing.publish(
      aKnowledgeFolder({ [file]: broken, 'guides/cap-lai.md': sound }),
    )

    expect([...(edition?.guides.keys() ?? [])]).toEqual(['cap-lai'])
    expect(problems.map((problem) => problem.file)).toEqual([file])
    expect(publishing.store.kept).toEqual([])
  })

  it('has nothing to serve where there never was an edition and the ward profile is missing', async () => {
    const publishing = openPublishing()

    const { edition, problems } = await publishing.publish(aKnowledgeFolder({ 'ward.yaml': '' }))

    expect(edition).toBeNull()
    expect(problems.map((problem) => problem.file)).toContain('ward.yaml')
  })

  it('leaves drafts and retired guides out of the edition', async () => {
    const publishing = openPublishing()
    const draft = guideText
      .replace('id: cap-ban-sao', 'id: cap-lai')
      .replace('status: published', 'status: draft')
    const retired = guideText
      .replace('id: cap-ban-sao', 'id: chung-thuc')
      .replace('status: published', 'status: retired')

    const { edition } = await publishing.publish(
      aKnowledgeFolder({ 'guides/cap-lai.md': draft, 'guides/chung-thuc.md': retired }),
    )

    expect([...(edition?.guides.keys() ?? [])]).toEqual(['cap-ban-sao'])
  })
})
