/** `[1]`, `[1, 2]` or `[đoạn 3]`: how a written sentence names the passages it leans on. */
export const citationMark = /\[(?:đoạn\s+)?(\d+(?:\s*[,;]\s*\d+)*)\]/giu

const markWithSpace = new RegExp(String.raw`[ \t]*${citationMark.source}`, 'giu')

/** The numbers in a sentence's citation marks, in order. */
export function citedNumbers(text: string): number[] {
  return [...text.matchAll(citationMark)].flatMap(([, numbers = '']) =>
    numbers.split(/[,;]/).map(Number),
  )
}

/** The text without its marks and the spaces before them. */
export function withoutCitationMarks(text: string): string {
  return text.replace(markWithSpace, '')
}
