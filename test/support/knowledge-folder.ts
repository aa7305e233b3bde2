import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The guides the repo ships. */
export const repoKnowledge = join(import.meta.dirname, '..', '..', 'knowledge')

/** Copies the repo's ward profile, catalogue, lexicon and these guides into a folder. */
export function copyKnowledge(into: string, guideIds: string[]): void {
  mkdirSync(join(into, 'guides'), { recursive: true })
  for (const name of ['ward.yaml', 'catalogue.yaml', 'other-offices.yaml', 'lexicon']) {
    cpSync(join(repoKnowledge, name), join(into, name), { recursive: true })
  }
  for (const id of guideIds) {
    const file = join('guides', `${id}.md`)
    cpSync(join(repoKnowledge, file), join(into, file))
  }
}
