/**
 * `npm run train-embedder`: makes the built-in embedding model from our own guides and questions and
 * writes it to knowledge/embedder in the layout of Transformers.js. The same input gives the same model.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createEdition } from '../src/knowledge/edition.ts'
import { parseKnowledge, readKnowledgeFiles } from '../src/knowledge/read-folder.ts'
import { staticModelInput } from '../src/language/terms.ts'
import { indexedTextsOf, targetKey } from '../src/retrieval/indexed-texts.ts'
import { createOnnxFile } from './train/onnx-file.ts'
import { type Group, trainTokenVectors } from './train/static-model.ts'
import { createTokenizerFiles } from './train/tokenizer.ts'

const { values } = parseArgs({
  options: {
    guides: { type: 'string', default: 'knowledge/guides' },
    out: { type: 'string', default: 'knowledge/embedder' },
    epochs: { type: 'string', default: '40' },
    dimension: { type: 'string', default: '128' },
    dropout: { type: 'string', default: '0.3' },
    rate: { type: 'string', default: '0.01' },
    temperature: { type: 'string', default: '0.07' },
    batch: { type: 'string', default: '64' },
  },
})
const dimension = Number(values.dimension)

const { knowledge } = parseKnowledge(await readKnowledgeFiles('knowledge', values.guides))
if (!knowledge) throw new Error('the knowledge folder cannot be read: run `knowledge validate`')
const edition = createEdition({ number: 0, publishedAt: new Date(), hash: '' }, knowledge)
const texts = [...indexedTextsOf(edition).vectorTexts.values()]

const words = texts.map(({ text }) => staticModelInput(text).split(' '))
const { tokenizer, tokenizerConfig, vocabularySize } = createTokenizerFiles(words, 2)
const vocabulary = new Map(Object.entries(tokenizer.model.vocab))

const groups = new Map<string, Group>()
texts.forEach(({ target, use }, index) => {
  const group = groups.get(targetKey(target)) ?? { questions: [], passages: [] }
  groups.set(targetKey(target), group)
  const tokens = (words[index] ?? []).flatMap(tokenIds)
  group[use === 'question' ? 'questions' : 'passages'].push(tokens)
})

const startedAt = Date.now()
const weights = trainTokenVectors(
  [...groups.values()],
  {
    vocabularySize,
    dimension,
    epochs: Number(values.epochs),
    batchSize: Number(values.batch),
    learningRate: Number(values.rate),
    temperature: Number(values.temperature),
    tokenDropout: Number(values.dropout),
    seed: 20250701,
  },
  (epoch, loss) => {
    if (epoch % 10 === 9) console.error(`epoch ${epoch + 1}: loss ${loss.toFixed(3)}`)
  },
)
// Padding and unknown words say nothing.
weights.fill(0, 0, 2 * dimension)
const config = {
  model_type: 'bert',
  architectures: ['BertModel'],
  hidden_size: dimension,
  vocab_size: vocabularySize,
}
const onnx = createOnnxFile(weights, dimension)
await mkdir(`${values.out}/onnx`, { recursive: true })
await writeFile(`${values.out}/config.json`, `${JSON.stringify(config, null, 2)}\n`)
await writeFile(
  `${values.out}/tokenizer_config.json`,
  `${JSON.stringify(tokenizerConfig, null, 2)}\n`,
)
await writeFile(`${values.out}/tokenizer.json`, `${JSON.stringify(tokenizer)}\n`)
await writeFile(`${values.out}/onnx/model_quantized.onnx`, onnx)
const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
console.log(
  `${texts.length} texts, ${vocabularySize} tokens × ${dimension}, ${onnx.length} bytes, ${seconds} s`,
)

/** As WordPiece cuts a syllable: whole when known, else longest known beginning, then letters. */
function tokenIds(syllable: string): number[] {
  const whole = vocabulary.get(syllable)
  if (whole !== undefined) return [whole]
  const ids: number[] = []
  for (let start = 0; start < syllable.length; ) {
    let end = syllable.length
    while (end > start && !vocabulary.has((start > 0 ? '##' : '') + syllable.slice(start, end)))
      end--
    const id = vocabulary.get((start > 0 ? '##' : '') + syllable.slice(start, end))
    if (id === undefined) return []
    ids.push(id)
    start = end
  }
  return ids
}
