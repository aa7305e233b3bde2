import { parse } from 'yaml'
import { z } from 'zod'
import type { KnowledgeProblem } from './problem.ts'

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
  const { data, error } = z.array(officeSchema).safeParse(readYaml(text))
  if (data) return { offices: data, problems: [] }
  const problems = error.issues.map((issue) => ({
    file,
    line: null,
    message: `${issue.path.join('.') || 'tệp'}: ${issue.message}`,
  }))
  return { offices: [], problems }
}

function readYaml(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
