/** Lower case, dấu taken off, đ → d; everything that is not a letter or digit becomes one space. */
export function fold(text: string): string {
  return stripMarks(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Every Vietnamese letter with a mark, and the letter without it. */
const plainLetters = new Map(
  [...'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ'].map((letter) => [
    letter,
    letter === 'đ' ? 'd' : letter.normalize('NFD').charAt(0),
  ]),
)

/** Lower case without dấu, punctuation kept. As long as the text is in NFC, so is the result. */
export function stripMarks(text: string): string {
  let plain = ''
  for (const letter of text.normalize('NFC').toLowerCase()) {
    plain += letter < '\x80' ? letter : (plainLetters.get(letter) ?? bare(letter))
  }
  return plain
}

// Vietnamese has some seven thousand syllables; capitals, numbers and foreign words come on top.
const wordsRemembered = 20_000
const foldedWords = new Map<string, string>()

/** A single word without dấu. Texts are the same few hundred words told again, so they are remembered. */
export function foldWord(word: string): string {
  const known = foldedWords.get(word)
  if (known !== undefined) return known
  const folded = stripMarks(word)
  if (foldedWords.size >= wordsRemembered) foldedWords.clear()
  foldedWords.set(word, folded)
  return folded
}

/** Letters of other languages, and marks that stand alone. */
function bare(letter: string): string {
  return letter.normalize('NFD').replace(/\p{M}+/gu, '')
}

/** True when the text carries any Vietnamese mark, so that its writer meant the marks. */
export function hasMarks(text: string): boolean {
  return /[\p{M}đ]/u.test(text.toLowerCase().normalize('NFD'))
}
