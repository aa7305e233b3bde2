/**
 * `npm run train-embedder`: makes the built-in embedding model from our own guides and questions and
 * writes it to knowledge/embedder in the layout of Transformers.js. The same input gives the same model.
 *
 * `-- --folds 5` writes nothing: it trains without every fifth example question in turn and tells how
 * often the questions left out find their guide, so that a model that only learns by heart is seen.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createEdition } from '../src/knowledge/edition.ts'
import { parseKnowledge, readKnowledgeFiles } from '../src/knowledge/read-folder.ts'
import { indexedTextsOf, targetKey } from '../src/retrieval/indexed-texts.ts'
import { type EmbedderModel, trainEmbedder } from './train/embedder-model.ts'
import { measureLeftOut } from './train/left-out.ts'
import { createOnnxFile } from './train/onnx-file.ts'

const { values } = parseArgs({
  options: {
    guides: { type: 'string', default: 'knowledge/guides' },
    out: { type: 'string', default: 'knowledge/embedder' },
    folds: { type: 'string' },
    epochs: { type: 'string', default: '40' },
    dimension: { type: 'string', default: '128' },
    dropout: { type: 'string', default: '0.3' },
    marks: { type: 'string', default: '0.3' },
    siblings: { type: 'string', default: '0.5' },
    rate: { type: 'string', default: '0.01' },
    temperature: { type: 'string', default: '0.07' },
    batch: { type: 'string', default: '64' },
  },
})
const settings = {
  dimension: Number(values.dimension),
  epochs: Number(values.epochs),
  batchSize: Number(values.batch),
  learningRate: Number(values.rate),
  temperature: Number(values.temperature),
  tokenDropout: Number(values.dropout),
  markDropout: Number(values.marks),
  hardNegatives: Number(values.siblings),
  seed: 20250701,
}

const { knowledge } = parseKnowledge(await readKnowledgeFiles('knowledge', values.guides))
if (!knowledge) throw new Error('the knowledge folder cannot be read: run `knowledge validate`')
const edition = createEdition({ number: 0, publishedAt: new Date(), hash: '' }, knowledge)
const texts = [...indexedTextsOf(edition).vectorTexts.values()]
const keyOf = (id: string) => targetKey({ kind: 'guide', id })
const siblings = new Map(
  [...edition.guides.values()].map(({ id, confusedWith }) => [
    keyOf(id),
    confusedWith.map(({ guide }) => keyOf(guide)),
  ]),
)

const startedAt = Date.now()
const secondsPassed = () => ((Date.now() - startedAt) / 1000).toFixed(1)
if (values.folds) {
  const train = (some: typeof texts) => trainEmbedder(some, siblings, settings)
  const { asked, recallAt1, recallAt3 } = measureLeftOut(texts, Number(values.folds), train)
  console.log(
    `${asked} questions left out in turn: R@1 ${recallAt1.toFixed(3)}, R@3 ${recallAt3.toFixed(3)}, ${secondsPassed()} s`,
  )
} else {
  const model = trainEmbedder(texts, siblings, settings, (epoch, loss) => {
    if (epoch % 10 === 9) console.error(`epoch ${epoch + 1}: loss ${loss.toFixed(3)}`)
  })
  const bytes = await writeModel(model, values.out)
  console.log(
    `${texts.length} texts, ${model.vocabularySize} tokens × ${settings.dimension}, ${bytes} bytes, ${secondsPassed()} s`,
  )
}

/** In the layout Transformers.js loads; returns the size of the network. */
async function writeModel(model: EmbedderModel, folder: string): Promise<number> {
  const config = {
    model_type: 'bert',
    architectures: ['BertModel'],
    hidden_size: settings.dimension,
    vocab_size: model.vocabularySize,
  }
  const onnx = createOnnxFile(model.weights, settings.dimension)
  await mkdir(`${folder}/onnx`, { recursive: true })
  await writeFile(`${folder}/config.json`, `${JSON.stringify(config, null, 2)}\n`)
  await writeFile(
    `${folder}/tokenizer_config.json`,
    `${JSON.stringify(model.tokenizerConfig, null, 2)}\n`,
  )
  await writeFile(`${folder}/tokenizer.json`, `${JSON.stringify(model.tokenizer)}\n`)
  await writeFile(`${folder}/onnx/model_quantized.onnx`, onnx)
  return onnx.length
}
