/** What stands before an item of a list: `a)`, `1.2.`, `(iii)`, `-`. */
const labelPattern =
  /^\s*(?:[-–+*•]+\s*)*(?:\(?(?<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)/]+(?!\d)|\(?(?<letter>[a-zđ])(?<sub>\d{0,2})\)|[-–+*•]+\)?)\s*/iu

// đ stands after d; f, j, w and z are not used for counting.
const countingLetters = 'abcdđeghiklmnopqrstuvxy'

export type Labelled = {
  /** Numbers by which items of one list are put in order; null without a label that counts. */
  order: number[] | null
  text: string
}

/** Takes the label off an item of a list. */
export function splitLabel(item: string): Labelled {
  const match = labelPattern.exec(item)
  if (!match) return { order: null, text: item.trim() }
  const text = item.slice(match[0].length).trim()
  if (text === '') return { order: null, text: item.trim() }
  const { number, letter, sub } = match.groups ?? {}
  if (number) return { order: number.split('.').map(Number), text }
  if (letter) {
    const place = countingLetters.indexOf(letter.toLocaleLowerCase('vi'))
    return { order: place < 0 ? null : [place + 1, Number(sub ?? 0)], text }
  }
  return { order: null, text }
}

/** Items in the order of their labels, when every one has a label and no two the same; else as they came. */
export function inLabelOrder<Item extends { order: number[] | null }>(items: Item[]): Item[] {
  const orders = items.map(({ order }) => order)
  const distinct = new Set(orders.map((order) => order?.join('.')))
  if (orders.includes(null) || distinct.size < items.length) return items
  return [...items].sort((one, other) => compareOrders(one.order ?? [], other.order ?? []))
}

function compareOrders(one: number[], other: number[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
