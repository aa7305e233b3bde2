import { createAuditLog } from '../../src/adapters/audit-log.ts'
import { openDatabase } from '../../src/adapters/database.ts'
import { createEditionStore } from '../../src/adapters/edition-store.ts'
import { createGuideCareStore } from '../../src/adapters/guide-care-store.ts'
import { createGuideDraftStore } from '../../src/adapters/guide-draft-store.ts'
import { migrate } from '../../src/adapters/migrations.ts'
import { fileOfGuide } from '../../src/admin/guide-files.ts'
import { readConfig } from '../../src/config.ts'
import type { Guide } from '../../src/knowledge/guide.ts'
import { formOfGuide } from '../../src/knowledge/guide-form.ts'
import { guideOfDraft } from '../../src/knowledge/import/draft-to-guide.ts'
import type { GuideDraft } from '../../src/knowledge/import/guide-draft.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { dayOf } from '../../src/shared/day.ts'

/** A note of a guide has room for that much at the desk. */
const longestNote = 500

/** The console's drafts, in the database of the settings (`DATABASE_URL`, `DATA_DIR`). To be closed. */
export async function openConsoleDrafts(clock = systemClock) {
  const { database, kind } = openDatabase(readConfig(process.env).databaseUrl)
  await migrate(database, kind)
  const drafts = createGuideDraftStore(database, kind)
  const care = createGuideCareStore(database)
  const audit = createAuditLog(database, clock)
  const record = (action: string, subject: string, detail: Record<string, unknown>) =>
    audit.write({ who: '', action, subject, detail: { from: 'command line', ...detail } })

  return {
    /** The guides in use; none before the service was started for the first time. */
    async guides(): Promise<Guide[]> {
      return (await createEditionStore(database).latest())?.knowledge?.guides ?? []
    },

    /** Keeps drafts for the console. Gives the files of those kept, and of those that were there already. */
    async keep(found: GuideDraft[], inUse: ReadonlySet<string>) {
      const savedAt = clock()
      const [written, existing]: [string[], string[]] = [[], []]
      for (const draft of found) {
        const file = fileOfGuide(draft.id)
        const form = formOfGuide(guideOfDraft(draft, dayOf(savedAt)))
        const about = { file, version: 0, form, baseHash: '', savedBy: '', savedAt, source: draft }
        const isKept = !inUse.has(draft.id) && (await drafts.save(about)) !== undefined
        if (isKept) written.push(file)
        else existing.push(file)
      }
      if (written.length > 0) await record('import-drafts', '', { drafts: written.length })
      return { written, existing }
    },

    /** Guides that the record says otherwise than are to be looked at from today on. */
    async recheck(changes: { guide: string; message: string }[]): Promise<void> {
      const [known, today] = [await care.all(), dayOf(clock())]
      for (const guide of new Set(changes.map((change) => change.guide))) {
        const file = fileOfGuide(guide)
        const { ownerId, recheckOn, note } = known.get(file) ?? {
          ownerId: null,
          recheckOn: null,
          note: '',
        }
        const told = changes.filter((change) => change.guide === guide)
        const fresh = told.map(({ message }) => message).filter((line) => !note.includes(line))
        if (fresh.length === 0) continue
        await care.set(file, {
          ownerId,
          recheckOn: recheckOn !== null && recheckOn < today ? recheckOn : today,
          note: [note, ...fresh]
            .filter((line) => line !== '')
            .join('\n')
            .slice(0, longestNote),
        })
        await record('change-guide-care', guide, { recheckOn: today })
      }
    },

    close: () => database.destroy(),
  }
}
