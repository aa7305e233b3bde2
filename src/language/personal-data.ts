// A citizen may set anything between groups of digits: 0912 345 678, 0912.345.678, (028) 3822-1234.
const gap = String.raw`[ \u00a0.()-]{0,2}`
// 50000000 đồng or 50000000đ; what begins with 0 is never money ("0912345678 k biết").
const notMoney = String.raw`(?![1-9](?:\d*|\d{0,2}(?:[ .,]\d{3})+)(?:\s*(?:đồng|dong|vnđ|vnd|nghìn|ngàn|triệu|tỷ)|đ|d|k|tr)(?![\p{L}\p{N}]))`
const start = String.raw`(?<!\d)(?<!\d[.,/])${notMoney}`
const end = String.raw`(?!\d|[.,/]\d)`
// 01.07.2025, which a phone number could begin with.
const notDate = String.raw`(?!\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}(?!\d))`

const digits = (count: string) => String.raw`(?:${gap}\d){${count}}`

/** What is put in place of a citizen's personal data; the surest patterns first. */
const rules: { pattern: RegExp; mask: string }[] = [
  { pattern: /[\p{L}\p{N}_.+-]+@[\w-]+(?:\.[\w-]+)+/gu, mask: '[thư điện tử]' },
  // Account and card numbers, when the citizen says that they are.
  {
    pattern: new RegExp(
      String.raw`((?<!\p{L})(?:số tài khoản|so tai khoan|stk|số thẻ|so the|tài khoản|tai khoan|tk)(?!\p{L})\D{0,20})${notMoney}${notDate}\d[\d .-]{5,22}\d`,
      'giu',
    ),
    mask: '$1[số tài khoản]',
  },
  // Unbroken runs first: no fee, date or law number is so long, whatever stands beside it.
  { pattern: unbroken(String.raw`(?:\+?84|0)\d{9}|0\d{10}`), mask: '[số điện thoại]' },
  { pattern: unbroken(String.raw`\d{12}`), mask: '[số căn cước]' },
  { pattern: unbroken(String.raw`\d{9}`), mask: '[số chứng minh]' },
  { pattern: inGroups(String.raw`(?:\(?\+?84\)?|\(?0)${digits('9,10')}`), mask: '[số điện thoại]' },
  { pattern: inGroups(`0${digits('11')}`), mask: '[số căn cước]' },
  { pattern: inGroups(String.raw`\d{3}(?:[ -]\d{3}){2}`), mask: '[số chứng minh]' },
  { pattern: inGroups(String.raw`\d{4}(?:[ .-]\d{4}){3}`), mask: '[số thẻ]' },
  { pattern: unbroken(String.raw`\d{8,}`), mask: '[dãy số]' },
  { pattern: /(?<![\p{L}\p{N}])[A-Z]\d{7}(?![\p{L}\p{N}])/gu, mask: '[số hộ chiếu]' },
]

function unbroken(number: string): RegExp {
  return new RegExp(String.raw`(?<!\d)${notMoney}(?:${number})(?!\d)`, 'giu')
}

function inGroups(number: string): RegExp {
  return new RegExp(`${start}${notDate}${number}${end}`, 'giu')
}

/**
 * Hides CCCD/CMND, passport, phone, e-mail and account numbers. Amounts, dates, procedure codes and
 * law numbers stay, since the question would lose its sense without them. Names and addresses stay
 * too: nothing in their form tells them from other words.
 */
export function maskPersonalData(text: string): string {
  return rules.reduce(
    (masked, { pattern, mask }) => masked.replace(pattern, mask),
    text.normalize('NFC'),
  )
}
