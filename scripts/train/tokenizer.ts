const special = ['[PAD]', '[UNK]']
const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789']

/**
 * A WordPiece tokenizer over folded syllables, in the layout of Transformers.js.
 *
 * Frequent syllables are one token; any other falls apart into the longest known beginnings and
 * single letters, so no word is ever unknown. Dấu is taken off inside the tokenizer.
 */
export function createTokenizerFiles(texts: string[][], minimumCount: number) {
  const counts = new Map<string, number>()
  for (const syllable of texts.flat()) counts.set(syllable, (counts.get(syllable) ?? 0) + 1)
  const syllables = [...counts]
    .filter(([syllable, count]) => count >= minimumCount && syllable.length > 1)
    .map(([syllable]) => syllable)
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
    normalizer: {
      type: 'Sequence',
      normalizers: [
        {
          type: 'BertNormalizer',
          clean_text: true,
          handle_chinese_chars: false,
          strip_accents: true,
          lowercase: true,
        },
        { type: 'Replace', pattern: { String: 'đ' }, content: 'd' },
      ],
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
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
    do_lower_case: true,
    model_max_length: 512,
    pad_token: '[PAD]',
    unk_token: '[UNK]',
  }
  return { tokenizer, tokenizerConfig, vocabularySize: pieces.length }
}
