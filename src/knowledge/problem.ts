/** A fault in a knowledge file, told so that an official can mend it. */
export type KnowledgeProblem = {
  file: string
  /** 1-based; null when the fault is the file as a whole. */
  line: number | null
  /** What is wrong and how to mend it, in Vietnamese. */
  message: string
}

/** `guides/x.md:12: …`, the form editors and terminals turn into a link. */
export function formatProblem({ file, line, message }: KnowledgeProblem): string {
  return `${file}${line === null ? '' : `:${line}`}: ${message}`
}
