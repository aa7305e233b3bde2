import { z } from 'zod'
import type { KnowledgeProblem } from './problem.ts'
import { readYaml } from './read-yaml.ts'

const officeSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  matter: z.string().min(1),
  office: z.string().min(1),
  where: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  questions: z.array(z.string().min(1)),
})

/** A matter that is not the ward's, and the office that settles it. */
export type OtherOffice = z.infer<typeof officeSchema>

/** Reads `other-offices.yaml`. */
export function parseOtherOffices(
  file: string,
  text: string,
): { offices: OtherOffice[]; problems: KnowledgeProblem[] } {
  const { values = [], problems } = readYaml({ file, text }, z.array(officeSchema))
  return { offices: values, problems }
}
