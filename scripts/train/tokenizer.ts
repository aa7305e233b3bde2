const special = ['[PAD]', '[UNK]']
const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789']

/**
 * A WordPiece tokenizer over the words of `staticModelInput`, in the layout of Transformers.js.
 *
 * Words seen often enough are one token each. Any other syllable falls apart into the longest known
 * beginnings and single letters; any other pair, and any other syllable with dấu, is unknown.
 */
export function createTokenizerFiles(texts: string[][], minimumCount: number) {
  const counts = new Map<string, number>()
  for (const word of texts.flat()) counts.set(word, (counts.get(word) ?? 0) + 1)
  const syllables = [...counts]
    .filter(([word, count]) => count >= minimumCount && word.length > 1)
    .map(([word]) => word)
    .sort()
  const pieces = [...special, ...letters, ...letters.map((letter) => `##${letter}`), ...syllables]
  const vocab = Object.fromEntries(pieces.map((piece, id) => [piece, id]))

  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'NFC' },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: null,
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 40,
      vocab,
    },
  }
  const tokenizerConfig = {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: false,
    model_max_length: 512,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
  }
  return { tokenizer, tokenizerConfig, vocabularySize: pieces.length }
}
