// A short form (TP. Hà Nội, P. Bến Nghé) or a list number (1. Nộp hồ sơ) before the dot.
const noEndAfter = [
  String.raw`(?<![\p{L}\p{N}])(?:TP|Tp|tp|TX|TT|ĐT|TS|Th\.?S|BS|KS|GS|số|Số|\p{Lu})`,
  String.raw`(?:^|[\n.:;!?…\]])[ \t]*\d{1,2}`,
].join('|')

const sentenceEnd = new RegExp(
  // Swallows the white space up to the next word, which must not be a citation mark still to come.
  String.raw`(?:(?<!${noEndAfter})[.!?…]+["”»)*]*(?:\s*\[[^\]\n]*\])*|\n)\s*(?<=\s)(?=[^\s[])`,
  'gu',
)

/**
 * Cuts a growing text into finished sentences and the unfinished rest.
 *
 * A sentence ends at a line end, or at `.`, `!`, `?` or `…` (with its citation marks) before a space;
 * not inside `50.000`, `TP. Hà Nội` or after a list number. It is finished once the next one has
 * begun, since marks may still be on their way. Joined again they give the text, and a text fed
 * letter by letter gives the same sentences.
 */
export function takeSentences(text: string): { sentences: string[]; rest: string } {
  const sentences: string[] = []
  let start = 0
  for (const match of text.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length
    sentences.push(text.slice(start, end))
    start = end
  }
  return { sentences, rest: text.slice(start) }
}
