/**
 * `npm run train-reader`: makes the two models that read a message before anything is looked up
 * (knowledge/reader/intents.json and facets.json) from the examples beside them, the guides' own
 * questions and the off-topic list. Prints how often models trained without them label examples right.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { facetHints } from '../src/answering/facet-of-question.ts'
import { parseKnowledge, readKnowledgeFiles } from '../src/knowledge/read-folder.ts'
import { createLexicon } from '../src/language/lexicon.ts'
import { writeOut } from '../src/language/question.ts'
import { crossValidate, type LabelledText, trainClassifier } from './train/linear-classifier.ts'

const folder = 'knowledge/reader'
const { knowledge } = parseKnowledge(await readKnowledgeFiles('knowledge'))
if (!knowledge) throw new Error('the knowledge folder cannot be read: run `knowledge validate`')
const lexicon = createLexicon(knowledge.lexicon)

const examplesSchema = z.record(z.string(), z.array(z.coerce.string()))
const readExamples = async (name: string) =>
  Object.entries(examplesSchema.parse(parse(await readFile(`${folder}/${name}`, 'utf8')))).flatMap(
    ([label, texts]) => texts.map((text) => ({ text, label })),
  )

const questions = [
  ...knowledge.guides.flatMap((guide) => guide.questions),
  ...knowledge.offices.flatMap((office) => office.questions),
]
const intents = [
  ...(await readExamples('intents.yaml')),
  ...questions.map((text) => ({ text, label: 'question' })),
  ...knowledge.offTopic.map((text) => ({ text, label: 'off-topic' })),
]
await train('intents', intents, () => [])
// Who only names a procedure asks for no facet of it.
const names = knowledge.guides.flatMap(({ title, aliases }) => [
  ...[title, ...aliases],
  `Thủ tục ${uncapitalized(title)}`,
  `Tôi muốn ${uncapitalized(aliases[0] ?? title)}`,
])
const facets = [
  ...(await readExamples('facets.yaml')),
  ...names.map((text) => ({ text, label: 'none' })),
]
await train('facets', facets, facetHints)

function uncapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

async function train(name: string, examples: LabelledText[], hintsOf: (plain: string) => string[]) {
  const texts = examples.map(({ text, label }) => {
    const plain = writeOut(text, lexicon)
    return { text: plain, label, hints: hintsOf(plain) }
  })
  const { accuracy, confused } = crossValidate(texts, 5)
  const model = trainClassifier(texts)
  await writeFile(`${folder}/${name}.json`, `${JSON.stringify(model)}\n`)
  const features = Object.keys(model.weights).length
  console.log(
    `${name}: ${texts.length} examples, ${features} features, ${accuracy.toFixed(3)} right`,
  )
  for (const [pair, count] of confused.slice(0, 8)) console.log(`  ${pair} ${count}`)
}
