/** What is put in place of a citizen's personal data. */
const rules: { pattern: RegExp; mask: string }[] = [
  { pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, mask: '[thư điện tử]' },
  // Account and card numbers, when the citizen says that they are.
  {
    pattern:
      /((?:số tài khoản|so tai khoan|stk|số thẻ|so the|tài khoản|tai khoan)\D{0,20})\d[\d .-]{5,22}\d/giu,
    mask: '$1[số tài khoản]',
  },
  { pattern: /(?<![\d/.,])(?:\+?84|0)(?:[ .-]?\d){9,10}(?![\d/])/g, mask: '[số điện thoại]' },
  { pattern: /(?<![\d/.,])\d(?:[ .-]?\d){11}(?![\d/.,]?\d)/g, mask: '[số căn cước]' },
  { pattern: /(?<![\d/.,])\d{9}(?![\d/.,]?\d)/g, mask: '[số chứng minh]' },
  { pattern: /(?<![\d/.,])\d{8,}(?![\d/.,]?\d)/g, mask: '[dãy số]' },
]

/**
 * Hides CCCD/CMND, phone, e-mail and account numbers. Amounts, dates, procedure codes and law numbers
 * stay, since the question would lose its sense without them.
 */
export function maskPersonalData(text: string): string {
  return rules.reduce((masked, { pattern, mask }) => masked.replace(pattern, mask), text)
}
