const opening = '<think>'
const closing = '</think>'

/**
 * Passes a model's text on without what stands between `<think>` and `</think>`, which some servers
 * leave in the reply. Tags may come in pieces; thoughts that never end take the rest with them. A
 * closing tag alone (the opening one was in the server's own prompt) is taken out.
 */
export async function* withoutThoughts(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let pending = ''
  let thinking = false
  for await (const chunk of chunks) {
    pending += chunk
    for (let tag = nextTag(pending, thinking); tag; tag = nextTag(pending, thinking)) {
      const before = pending.slice(0, tag.index)
      if (!thinking && before !== '') yield before
      pending = pending.slice(tag.index + tag.text.length)
      thinking = tag.text === opening
    }
    const held = lengthOfTagBegun(pending)
    const ready = pending.slice(0, pending.length - held)
    if (!thinking && ready !== '') yield ready
    pending = pending.slice(pending.length - held)
  }
  if (!thinking && pending !== '') yield pending
}

function nextTag(text: string, thinking: boolean): { index: number; text: string } | undefined {
  const pattern = thinking ? /<\/think>/ : /<\/?think>/
  const match = pattern.exec(text)
  return match ? { index: match.index, text: match[0] } : undefined
}

/** How many letters at the end of the text may be the beginning of a tag. */
function lengthOfTagBegun(text: string): number {
  for (let length = Math.min(closing.length - 1, text.length); length > 0; length--) {
    const end = text.slice(-length)
    if (opening.startsWith(end) || closing.startsWith(end)) return length
  }
  return 0
}
