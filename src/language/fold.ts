/** Lower case, dấu taken off, đ → d; everything that is not a letter or digit becomes one space. */
export function fold(text: string): string {
  return stripMarks(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Lower case without dấu, punctuation kept. Length may change for NFD input. */
export function stripMarks(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
}

/** True when the text carries any Vietnamese mark, so that its writer meant the marks. */
export function hasMarks(text: string): boolean {
  return /[\p{M}đ]/u.test(text.toLowerCase().normalize('NFD'))
}
