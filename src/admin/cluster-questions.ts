import { fold } from '../language/fold.ts'

/** How much two questions are alike, 0…1. */
type Likeness = (one: number, other: number) => number

/** Groups what is alike: each question joins the first group whose first question is near enough. Pure. */
export function clusterQuestions<Question extends { text: string }>(
  questions: Question[],
  vectors: Float32Array[] | null,
): Question[][] {
  const words = questions.map(({ text }) => new Set(fold(text).split(' ')))
  const likeness: Likeness = vectors
    ? (one, other) => cosine(vectors[one], vectors[other])
    : (one, other) => overlap(words[one], words[other])
  const least = vectors ? leastCosine : leastOverlap
  const groups: number[][] = []
  for (const index of questions.keys()) {
    const near = groups
      .map((group) => ({ group, value: likeness(index, group[0] ?? 0) }))
      .filter(({ value }) => value >= least)
      .sort((a, b) => b.value - a.value)[0]
    if (near) near.group.push(index)
    else groups.push([index])
  }
  return groups
    .sort((one, other) => other.length - one.length)
    .map((group) => group.flatMap((index) => questions[index] ?? []))
}

const leastCosine = 0.72
const leastOverlap = 0.5

function cosine(one: Float32Array | undefined, other: Float32Array | undefined): number {
  let sum = 0
  for (let index = 0; index < (one?.length ?? 0); index++) {
    sum += (one?.[index] ?? 0) * (other?.[index] ?? 0)
  }
  return sum
}

/** Shared syllables among all of both. */
function overlap(one: ReadonlySet<string> = new Set(), other: ReadonlySet<string> = new Set()) {
  const shared = [...one].filter((word) => other.has(word)).length
  return shared / Math.max(1, one.size + other.size - shared)
}
