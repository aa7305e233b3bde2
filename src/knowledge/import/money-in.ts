/** An amount of money named in a text, in đồng. */
export type Money = { amount: number; index: number; length: number }

// A number in groups of three, or one with a word of size behind it, or one with the currency.
const pattern =
  /(?<![\d/.,])(\d{1,3}(?:[.\s]\d{3})+|\d+(?:,\d+)?)\s*(?:\([^()]{3,60}\)\s*)?(triệu|nghìn|ngàn|tỷ)?\s*(đồng|đ(?!\p{L})|vnđ|vnd|₫)/giu

const sizes: Record<string, number> = {
  nghìn: 1_000,
  ngàn: 1_000,
  triệu: 1_000_000,
  tỷ: 1_000_000_000,
}

/** Every amount in a text: `700.000 đồng`, `02 triệu đồng`, `20.000đ`. A number without a currency is none. */
export function moneyIn(text: string): Money[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [whole, digits = '', size = ''] = match
    const number = Number(digits.replace(/[.\s]/g, '').replace(',', '.'))
    return {
      amount: Math.round(number * (sizes[size.toLocaleLowerCase('vi')] ?? 1)),
      index: match.index,
      length: whole.length,
    }
  })
}
