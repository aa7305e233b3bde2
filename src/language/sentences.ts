/**
 * Cuts a growing text into finished sentences and the unfinished rest.
 *
 * A sentence ends at a line end, or at `.`, `!`, `?` or `…` (with its citation marks) before a space;
 * not inside `50.000`, `TP. Hà Nội` or after a list number. Joined again they give the text.
 */
export function takeSentences(text: string): { sentences: string[]; rest: string } {
  const sentences: string[] = []
  let start = 0
  for (const match of text.matchAll(
    /\n+|(?<![\d\s]\d?|\bTP|\bQ|\bP|\bsố)[.!?…]+(?:\s*\[\d+\])*(?=\s)[ \t]*(?!\[)/gu,
  )) {
    const end = match.index + match[0].length
    // Citation marks may still be on their way.
    if (end === text.length && !match[0].includes('\n') && !match[0].includes('[')) break
    sentences.push(text.slice(start, end))
    start = end
  }
  return { sentences, rest: text.slice(start) }
}
