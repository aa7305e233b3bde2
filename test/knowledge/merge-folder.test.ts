import { describe, expect, it } from 'vitest'
import { mergeFolder } from '../../src/knowledge/merge-folder.ts'

const g = 'guides/a.md'
const other = ['guides/b.md', 'B'] as const
const merge = (folder: string | null, live: string | null, base: string | null) => {
  const side = (hash: string | null) => new Map([other, ...(hash ? [[g, hash] as const] : [])])
  const { taken, behind, conflicts, common } = mergeFolder(side(folder), side(live), side(base))
  return { taken, behind, conflicts: conflicts.map(({ file }) => file), common: common.get(g) }
}

describe('folder and database, compared by the text they last agreed on', () => {
  it.each([
    ['neither has changed', ['1', '1', '1'], { common: '1' }],
    ['both made the same change', ['2', '2', '1'], { common: '2' }],
    ['the folder alone changed', ['2', '1', '1'], { taken: [g], common: '2' }],
    ['the console alone changed', ['1', '2', '1'], { behind: [g], common: '1' }],
    ['both changed', ['2', '3', '1'], { conflicts: [g], common: '1' }],
    ['the folder has a new one', ['1', null, null], { taken: [g], common: '1' }],
    ['the console has a new one', [null, '1', null], { behind: [g] }],
    ['both have a new one', ['1', '2', null], { conflicts: [g] }],
    ['the folder lost one', [null, '1', '1'], { taken: [g] }],
    [
      'the folder lost one that the console changed',
      [null, '2', '1'],
      { conflicts: [g], common: '1' },
    ],
    [
      'the console lost one that the folder changed',
      ['2', null, '1'],
      { conflicts: [g], common: '1' },
    ],
  ] as const)('%s', (_what, [folder, live, base], expected) => {
    const nothing = { taken: [], behind: [], conflicts: [], common: undefined }

    expect(merge(folder, live, base)).toEqual({ ...nothing, ...expected })
  })

  it('takes a folder without guides for one that is not there', () => {
    const live = new Map([[g, '1']])

    const { taken, conflicts } = mergeFolder(new Map([['ward.yaml', 'x']]), live, live)

    expect({ taken, conflicts }).toEqual({ taken: [], conflicts: [] })
  })
})
