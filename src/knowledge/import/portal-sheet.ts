/** The headings of the portal's detail sheet, in its order. */
export const sheetHeadings = [
  'Mã thủ tục',
  'Số quyết định',
  'Tên thủ tục',
  'Cấp thực hiện',
  'Loại thủ tục',
  'Lĩnh vực',
  'Trình tự thực hiện',
  'Cách thức thực hiện',
  'Thành phần hồ sơ',
  'Đối tượng thực hiện',
  'Cơ quan thực hiện',
  'Cơ quan có thẩm quyền',
  'Địa chỉ tiếp nhận HS',
  'Cơ quan được ủy quyền',
  'Cơ quan phối hợp',
  'Kết quả thực hiện',
  'Căn cứ pháp lý',
  'Yêu cầu, điều kiện thực hiện',
  'Từ khóa',
  'Mô tả',
] as const

export type SheetHeading = (typeof sheetHeadings)[number]

/** Text below each heading that the sheet has. */
export type PortalSheet = Partial<Record<SheetHeading, string>>

/**
 * Cuts a detail sheet at its headings.
 *
 * A heading counts only where its turn is: the text of a step may begin with `Mô tả:` too. One that is
 * missing is passed over.
 */
export function parseSheet(text: string): PortalSheet {
  const sheet: PortalSheet = {}
  let next = 0
  let heading: SheetHeading | undefined
  let lines: string[] = []
  const close = () => {
    if (heading) sheet[heading] = lines.join('\n').replace(/\s+$/, '')
  }
  for (const line of text.normalize('NFC').split(/\r?\n/)) {
    const found = sheetHeadings.findIndex(
      (each, index) => index >= next && line.startsWith(`${each}:`),
    )
    if (found < 0) {
      lines.push(line)
      continue
    }
    close()
    heading = sheetHeadings[found]
    next = found + 1
    lines = [line.slice((heading?.length ?? 0) + 1).trimStart()]
  }
  close()
  return sheet
}

/** True for what the portal prints where it has nothing. */
export function saysNothing(text: string): boolean {
  return /^(?:-\s*)?(?:không có thông tin[^.;\n]{0,30})?[.\s-]*$/iu.test(text.trim())
}
