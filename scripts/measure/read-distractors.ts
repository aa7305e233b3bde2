import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { guideOfDraft } from '../../src/knowledge/import/draft-to-guide.ts'
import { readPortalFile } from '../../src/knowledge/import/read-portal-file.ts'
import { parseKnowledge, readKnowledgeFiles } from '../../src/knowledge/read-folder.ts'
import { dayOf } from '../../src/shared/day.ts'

const repoKnowledge = join(import.meta.dirname, '../../knowledge')

/**
 * The portal records of a file as guides that hold since long ago, without example questions. Left out
 * are those whose code a guide of ours has: they are what the questions ask for.
 */
export async function readDistractors(file: string, guidesFolder?: string) {
  const { knowledge } = parseKnowledge(await readKnowledgeFiles(repoKnowledge, guidesFolder))
  const ours = new Set(knowledge?.guides.map(({ code }) => code))
  const { drafts } = readPortalFile(file, await readFile(file, 'utf8'))
  const guides = drafts
    .filter(({ code }) => !ours.has(code))
    .map((draft) => ({ ...guideOfDraft(draft, dayOf(new Date())), effectiveFrom: '2025-07-01' }))
  console.error(
    `${guides.length} portal records stand beside ${knowledge?.guides.length ?? 0} guides`,
  )
  return guides
}
