import type { Form } from '../guide.ts'
import type { PaperGroup, Reading } from './guide-draft.ts'

// `Mẫu số 05`, `mẫu TP/HT-2025-TKLH`, `Mẫu số 01a/ĐK`; not the word in other uses.
const numbered =
  /[Mm]ẫu\s+(?:số\s+)?(?<code>(?:\d{1,3}[a-zđ]?|[A-ZĐ]{1,6}\d{0,3}[a-z]?)(?:[-/.][\p{L}\d]+)*)(?![\p{L}\d])/u
const isFilledIn =
  /^(?:\d+\s+)?(?:bản\s+)?(?:đơn|tờ khai|phiếu|mẫu|giấy đề nghị|văn bản đề nghị|bản khai|bản đăng ký|giấy đăng ký)/iu

/** Forms among the papers: those that name a form by number and are something to fill in. */
export function formsAmong({
  value,
  state,
  reasons,
  source,
}: Reading<PaperGroup[]>): Reading<Form[]> {
  const names = value.flatMap(({ papers }) => papers.map(({ name }) => name))
  const forms = names.flatMap((name) => {
    const code = numbered.exec(name)?.groups?.code
    return code && isFilledIn.test(name) ? [{ code, name: nameOf(name) }] : []
  })
  const unique = new Map(forms.map((form) => [`${form.code}|${form.name}`, form]))
  return { value: [...unique.values()], state, reasons, source }
}

/** Up to where it begins to say which form it is. */
function nameOf(paper: string): string {
  const [name = paper] = paper.split(/\s*[(,;]|\s+(?:theo|ban hành|mẫu)\s/iu)
  return name.trim()
}
