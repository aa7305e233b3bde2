import type { Form } from '../guide.ts'
import { absent, type PaperGroup, type Reading, readingOf } from './guide-draft.ts'
import { withoutEnd } from './tidy-text.ts'

// `Mẫu số 05`, `mẫu TP/HT-2025-TKLH`, `Mẫu số 01a/ĐK`; not the word in other uses, nor `Mẫu C/O`.
const numbered =
  /mẫu\s+(?:số\s*:?\s*)?(?<code>(?=[\p{L}/.-]{0,12}\d)(?:\d{1,3}[a-zđ]?|[A-ZĐ]{1,6}\d{0,3}[a-z]?)(?:[-/.][\p{L}\d]+)*)(?![\p{L}\d])/giu
const isFilledIn =
  /^(?:\d+\s+)?(?:bản\s+)?(?:chính\s+)?(?:đơn|tờ khai|tờ trình|phiếu|mẫu|giấy đề nghị|giấy đăng ký|giấy cam kết|giấy xác nhận|giấy giới thiệu|văn bản|bản|báo cáo|biên bản|danh sách|danh mục|thuyết minh|kế hoạch|phương án|đề án|dự án|sơ yếu lý lịch|lý lịch|thông báo|công văn|hợp đồng|bảng|thư|dự toán|đăng ký|thể lệ|cam kết|yêu cầu|đề xuất|đề cương|lịch|chương trình|hồ sơ)(?!\p{L})/iu
const isCopied = /^(?:\d+\s+)?bản (?:sao|chụp|phô)/iu

/**
 * Forms among the papers: those that name a form by number and are something to fill in.
 *
 * Absent where the papers speak of none; unclear where one is named otherwise, or the papers are not sure.
 */
export function formsAmong(papers: Reading<PaperGroup[]>): Reading<Form[]> {
  const { source } = papers
  const all = papers.value.flatMap((group) => group.papers)
  const forms: Form[] = []
  const faults = papers.state === 'unclear' ? [...papers.reasons] : []
  for (const { name: written, note } of all) {
    const name = written.replace(/^[^\p{L}\d]+/u, '')
    const codes = codesIn(name)
    const [code] = codes
    if (code && codes.length === 1 && isFilledIn.test(name) && !isCopied.test(name)) {
      const own = nameOf(name)
      forms.push({ code, name: own })
      if (!own.includes(' ') || codesIn(own).length > 0) {
        faults.push('Có mẫu chỉ ghi số mà không ghi tên.')
      }
    } else if (code) faults.push('Có giấy tờ nêu số mẫu mà không rõ đó có phải mẫu để điền.')
    else if (/(?:theo|kèm)(?: \p{L}+){0,2} mẫu(?!\p{L})/iu.test(name)) {
      faults.push('Có giấy tờ theo mẫu mà nguồn không ghi số mẫu.')
    }
    if (codesIn(note ?? '').length > 0)
      faults.push('Lời dẫn của giấy tờ nêu thêm mẫu; cần đọc lại.')
  }
  const unique = [...new Map(forms.map((form) => [`${form.code}|${form.name}`, form])).values()]
  // In a heading, say, or in what was cut off.
  const found = new Set(all.flatMap(({ name, note }) => codesIn(`${name} ${note ?? ''}`)))
  if (codesIn(source).some((code) => !found.has(code))) {
    faults.push('Phần hồ sơ nêu mẫu không gắn với giấy tờ nào.')
  }
  if (unique.length === 0 && faults.length === 0) {
    return absent([], source, 'Nguồn không nêu mẫu nào.')
  }
  return readingOf(unique, source, faults)
}

function codesIn(text: string): string[] {
  return [...new Set([...text.matchAll(numbered)].flatMap(({ groups }) => groups?.code ?? []))]
}

// `Mẫu số 12. Văn bản đề nghị …`: the number comes first.
const numberFirst = /^[Mm]ẫu\s+(?:số\s*:?\s*)?[\p{L}\d/.-]*\d[\p{L}\d/-]*[\s.:;–-]+(?=\p{Lu})/u
const namesTheForm = new RegExp(
  [
    '\\s*[,;:–-]?\\s*\\((?=[^()]*[Mm]ẫu)',
    '\\s*[,;]?\\s+(?=(?:được )?(?:(?:lập|làm|viết|kê khai|khai|quy định|thực hiện) )?(?:theo|tại)(?: \\p{L}+){0,3} [Mm]ẫu(?!\\p{L}))',
    '\\s*[,;:–-]?\\s+(?=[Mm]ẫu\\s+(?:số|[\\p{Lu}\\d]))',
    '\\s*[,;]?\\s+ban hành',
  ].join('|'),
  'u',
)

/** Up to where it begins to say which form it is; what else stands in brackets belongs to the name. */
function nameOf(paper: string): string {
  const [name = ''] = paper.replace(numberFirst, '').split(namesTheForm)
  return name.trim() === '' ? withoutEnd(paper) : withoutEnd(name)
}
