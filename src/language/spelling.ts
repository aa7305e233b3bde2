import { fold, hasMarks } from './fold.ts'

/** How the names of procedures are spelled, so that what is typed otherwise can be mended. */
export type Spelling = {
  /** Folded syllables of names. */
  syllables: ReadonlySet<string>
  /** Folded syllables that people use: right as they are. */
  common: ReadonlySet<string>
  /** Folded neighbours: `khai sinh`. */
  pairs: ReadonlySet<string>
  /** As written, by how the pair sounds. */
  pairBySound: ReadonlyMap<string, string>
}

export const noSpelling: Spelling = {
  syllables: new Set(),
  common: new Set(),
  pairs: new Set(),
  pairBySound: new Map(),
}

// Example questions have slips too, but the same one hardly ever that often.
const commonCount = 4

const word = /[\p{L}\p{M}\p{N}]+/gu

/** Learns from correctly written names, and from how people write. */
export function createSpelling(names: Iterable<string>, texts: Iterable<string>): Spelling {
  const counts = new Map<string, number>()
  for (const text of texts) {
    for (const each of fold(text).split(' ')) counts.set(each, (counts.get(each) ?? 0) + 1)
  }
  const common = new Set(
    [...counts.keys()].filter((each) => (counts.get(each) ?? 0) >= commonCount),
  )
  const syllables = new Set<string>()
  const pairs = new Set<string>()
  const pairBySound = new Map<string, string>()
  for (const name of names) {
    const words = name.normalize('NFC').toLowerCase().match(word) ?? []
    for (const [index, each] of words.entries()) {
      syllables.add(fold(each))
      const next = words[index + 1]
      if (next === undefined) continue
      pairs.add(fold(`${each} ${next}`))
      const sound = `${soundOf(fold(each))} ${soundOf(fold(next))}`
      // The first is from a title, which weighs more than an alias of another guide.
      if (!pairBySound.has(sound)) pairBySound.set(sound, `${each} ${next}`)
    }
  }
  return { syllables, common, pairs, pairBySound }
}

/**
 * Mends what is typed in one ("giaykhaisinh") and what is spelled as it sounds ("khai xinh", "trứng
 * thực", "căn cướt"), where that makes a known name. Words that people commonly use stay. Pure.
 */
export function mendSpelling(text: string, spelling: Spelling): string {
  return respell(splitJoined(text, spelling), spelling)
}

/** One syllable as Vietnamese writes it: whatever looks like one is not taken apart. */
const syllable =
  /^(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/

const mostParts = 5

function splitJoined(text: string, { syllables }: Spelling): string {
  return text.replace(word, (typed) => {
    const folded = fold(typed)
    const isOne = folded.length !== typed.length || syllables.has(folded) || syllable.test(folded)
    if (isOne || folded.length < 5 || /\d/.test(folded)) return typed
    const lengths = partLengths(folded, syllables)
    if (!lengths) return typed
    let start = 0
    return lengths
      .map((length) => {
        start += length
        return typed.slice(start - length, start)
      })
      .join(' ')
  })
}

/** The fewest known syllables that make up the word. */
function partLengths(joined: string, syllables: ReadonlySet<string>): number[] | undefined {
  const best: (number[] | undefined)[] = [[]]
  for (let end = 1; end <= joined.length; end++) {
    for (let length = 2; length <= Math.min(7, end); length++) {
      const before = best[end - length]
      if (!before || !syllables.has(joined.slice(end - length, end))) continue
      const own = best[end]
      if (!own || before.length + 1 < own.length) best[end] = [...before, length]
    }
  }
  const found = best[joined.length]
  return found && found.length <= mostParts ? found : undefined
}

function respell(text: string, { common, pairs, pairBySound }: Spelling): string {
  const words = [...text.matchAll(word)]
  let result = ''
  let copiedTo = 0
  for (let index = 0; index + 1 < words.length; index++) {
    const [first, second] = [words[index], words[index + 1]]
    if (!first || !second || text.slice(endOf(first), second.index).trim() !== '') continue
    const typed = `${fold(first[0])} ${fold(second[0])}`
    const [one = '', other = ''] = typed.split(' ')
    if (pairs.has(typed) || (common.has(one) && common.has(other))) continue
    const meant = pairBySound.get(`${soundOf(one)} ${soundOf(other)}`)
    if (meant === undefined) continue
    const hadMarks = hasMarks(first[0] + second[0])
    result += text.slice(copiedTo, first.index) + (hadMarks ? meant : fold(meant))
    copiedTo = endOf(second)
    index++
  }
  return result + text.slice(copiedTo)
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length
}

/**
 * A folded syllable by its sound, with what people mix up made one: s/x, ch/tr, d/gi/r, l/n, ph/f,
 * c/k/q, i/y at the start and end, and -t/-c, -n/-ng at the end, as they are spoken in the regions.
 */
function soundOf(folded: string): string {
  return folded
    .replace(/^tr/, 'ch')
    .replace(/^s/, 'x')
    .replace(/^(?:gi(?=[aeou])|r)/, 'd')
    .replace(/^l/, 'n')
    .replace(/^f/, 'ph')
    .replace(/^[kq]/, 'c')
    .replace(/^ngh/, 'ng')
    .replace(/^gh/, 'g')
    .replace(/y/g, 'i')
    .replace(/t$/, 'c')
    .replace(/ng$/, 'n')
}
