import { compareTexts } from '../knowledge/compare-forms.ts'
import { parseWardProfile, placeholdersIn, type WardProfile } from '../knowledge/ward-profile.ts'
import { writeWard } from '../knowledge/write-ward.ts'
import { ConflictError, InvalidInputError } from '../shared/errors.ts'
import { sha256 } from '../shared/ids.ts'
import type { Viewer } from '../staff/staff-env.ts'
import type { KnowledgeDeps } from './knowledge-deps.ts'

type Deps = Pick<KnowledgeDeps, 'publisher' | 'editions' | 'currentDesk'>

const file = 'ward.yaml'

/** The office's own facts, which guides name as `{{ward.…}}`. */
export function createWardDesk({ publisher, editions, currentDesk }: Deps) {
  const read = async () => (await editions.fileOf(currentDesk().edition.number, file)) ?? ''

  return {
    async ward() {
      const { edition } = currentDesk()
      const text = await read()
      const uses = new Map<string, string[]>()
      for (const guide of edition.knowledge.guides) {
        const lines = [guide.lead, ...Object.values(guide.sections)].flat()
        for (const name of new Set(lines.flatMap(({ text: line }) => placeholdersIn(line)))) {
          uses.set(name, [...(uses.get(name) ?? []), guide.title])
        }
      }
      return {
        profile: edition.knowledge.ward,
        hash: sha256(text),
        /** Which guides print a fact. */
        uses: Object.fromEntries(uses),
      }
    },

    /** Goes live at once. `hash` is that of the profile that was opened. */
    async saveWard(viewer: Viewer, profile: WardProfile, hash: string, reason: string) {
      const before = await read()
      if (sha256(before) !== hash) throw changed()
      const text = writeWard(profile, before)
      if (text === before) throw new InvalidInputError('Hồ sơ chưa có gì thay đổi.')
      const parsed = parseWardProfile(file, text)
      if ('problems' in parsed) {
        throw new InvalidInputError(parsed.problems.map(({ message }) => message).join('; '))
      }
      const words = compareTexts(before, text).filter(({ kind }) => kind !== 'same')
      const detail = { reason, words: words.slice(0, 20) }
      const record = { action: 'change-ward', subject: file, detail }
      const edition = await publisher.publish(
        (live) => {
          if (live[file] !== before) throw changed()
          return new Map([[file, text]])
        },
        { kind: 'console', who: viewer.id, reason, record },
      )
      return { edition: edition.number }
    },
  }
}

function changed(): ConflictError {
  return new ConflictError('Hồ sơ vừa được người khác sửa. Bạn tải lại trang rồi sửa tiếp nhé.')
}
