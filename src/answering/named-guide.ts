import type { Edition } from '../knowledge/edition.ts'
import { fold } from '../language/fold.ts'

/** The guide whose full title is the message, but for a facet before it ("Lệ phí: …", as buttons send). */
export function guideOfTitle(plain: string, { idByTitle }: Edition): string | undefined {
  const [, afterColon] = plain.split(/:\s*(.*)/s)
  return idByTitle.get(fold(afterColon ?? plain))
}

/**
 * The guide that is called exactly what a question is about: by its title or an alias, with the verb of
 * the office or without. "kết hôn cần gì" is about Đăng ký kết hôn, however many guides speak of
 * marriage. Undefined where two guides are called so.
 */
export function guideCalled(topicWords: string[], edition: Edition): string | undefined {
  let ids = idsByName.get(edition)
  if (!ids) {
    ids = namesOf(edition)
    idsByName.set(edition, ids)
  }
  return ids.get(coreOf(topicWords.join(' '))) ?? undefined
}

/** null: several guides are called so. */
const idsByName = new WeakMap<Edition, Map<string, string | null>>()

function namesOf({ guides }: Edition): Map<string, string | null> {
  const ids = new Map<string, string | null>()
  for (const { id, title, aliases } of guides.values()) {
    for (const name of [title, ...aliases]) {
      // Whole, with words that are fillers elsewhere: "mất hộ chiếu" is not what "hộ chiếu" is called.
      const core = coreOf(fold(name))
      const other = ids.get(core)
      ids.set(core, other === undefined || other === id ? id : null)
    }
  }
  return ids
}

/**
 * What the office does in nearly every title; nobody says it at home. Without dấu, the "đăng" of
 * "đăng ký" has gone with the filler "đang".
 */
const officialVerb = /^((dang )?ky|cap|thu tuc|giai quyet) (?=\S)/

const coreOf = (name: string) => name.replace(officialVerb, '')
