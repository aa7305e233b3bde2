import { compareTexts } from '../knowledge/compare-forms.ts'
import { formatProblem } from '../knowledge/problem.ts'
import { ConflictError, NotFoundError } from '../shared/errors.ts'
import type { Viewer } from '../staff/staff-env.ts'
import type { KnowledgeDeps } from './knowledge-deps.ts'

type Deps = Pick<
  KnowledgeDeps,
  'publisher' | 'editions' | 'currentDesk' | 'readFolderFile' | 'writeAudit'
>

/** Where the folder of guides and the console disagree, and who is right. */
export function createFolderDesk(deps: Deps) {
  const { publisher, editions } = deps

  const bothTexts = async (file: string) => {
    if (!publisher.conflicts().some((each) => each.file === file)) {
      throw new NotFoundError('Tệp này không có chỗ nào mâu thuẫn.')
    }
    const [folder, live] = await Promise.all([
      deps.readFolderFile(file),
      editions.fileOf(deps.currentDesk().edition.number, file),
    ])
    return { folder, live }
  }

  return {
    async folder() {
      const conflicts = await Promise.all(
        publisher.conflicts().map(async ({ file }) => {
          const { folder, live } = await bothTexts(file)
          return {
            file,
            inFolder: folder !== undefined,
            inUse: live !== undefined,
            words: compareTexts(live ?? '', folder ?? ''),
          }
        }),
      )
      return { conflicts, problems: publisher.problems().map(formatProblem) }
    },

    /** `folder`: its text goes live; `console`: what is in use stays. */
    async resolve(viewer: Viewer, file: string, take: 'folder' | 'console', reason: string) {
      const { folder, live } = await bothTexts(file)
      if (take === 'folder') {
        const note = { kind: 'console', who: viewer.id, reason } as const
        await publisher.publish((now) => {
          if (now[file] !== live) throw new ConflictError('Tệp vừa được người khác sửa.')
          return new Map([[file, folder ?? null]])
        }, note)
      }
      // What the folder held is known from here on, whichever was taken.
      await publisher.keepLive(file, folder)
      const detail = { take, reason }
      await deps.writeAudit({
        who: viewer.id,
        action: 'resolve-folder-conflict',
        subject: file,
        detail,
      })
    },
  }
}
