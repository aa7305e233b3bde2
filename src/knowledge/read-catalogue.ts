import { isMap, isSeq, parseDocument } from 'yaml'
import type { EditionStore } from './edition-store.ts'

const file = 'catalogue.yaml'

/** Every guide id that the edition's catalogue names. */
export async function readCatalogue(
  editions: Pick<EditionStore, 'fileOf'>,
  number: number,
): Promise<Set<string>> {
  const listed: unknown = parseDocument((await editions.fileOf(number, file)) ?? '').toJS()
  return new Set(Object.values(listed ?? {}).flatMap((ids) => (Array.isArray(ids) ? ids : [])))
}

/** The catalogue with that guide in it, under its field; the text itself when it is there already. Pure. */
export function withGuide(text: string, id: string, field: string): string {
  const document = parseDocument(text)
  const listed: Record<string, string[]> = document.toJS() ?? {}
  if (Object.values(listed).some((ids) => ids.includes(id))) return text
  const ids = document.get(field, true)
  if (isSeq(ids)) ids.add(document.createNode(id))
  else if (isMap(document.contents)) document.set(field, document.createNode([id]))
  else return `${text}${JSON.stringify(field)}:\n  - ${id}\n`
  return document.toString({ lineWidth: 0 })
}
