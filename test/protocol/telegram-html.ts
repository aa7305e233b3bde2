const allowed = ['b', 'i', 'u', 's', 'a', 'code', 'pre', 'blockquote']
const longest = 4096

/** A text as Telegram reads it, and what it would refuse it for (https://core.telegram.org/bots/api#html-style). */
export function telegramTextFault(
  given: string,
  isHtml: boolean,
): { text: string; fault: string | undefined } {
  const { text, fault } = isHtml ? readHtml(given) : { text: given, fault: undefined }
  if (fault) return { text, fault: `can't parse entities: ${fault}` }
  if (text.trim() === '') return { text, fault: 'message text is empty' }
  if (text.length > longest) return { text, fault: 'message is too long' }
  return { text, fault: undefined }
}

function readHtml(html: string): { text: string; fault: string | undefined } {
  const open: string[] = []
  let text = ''
  for (const [token] of html.matchAll(/<[^>]*>|&[^;\s]*;|[^<&]+|[<&]/gs)) {
    const [, slash, name = ''] = /^<(\/?)([a-z]+)(?:\s+href="[^"]*")?>$/.exec(token) ?? []
    if (name && !allowed.includes(name)) return { text, fault: `unsupported start tag "${name}"` }
    if (name && slash && open.pop() !== name) return { text, fault: 'unmatched end tag' }
    if (name && !slash) open.push(name)
    if (name) continue
    if (token.startsWith('<')) return { text, fault: 'unsupported start tag' }
    const entity = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }[token]
    if (token.startsWith('&') && !entity) return { text, fault: 'unknown entity' }
    text += entity ?? token
  }
  return open.length > 0
    ? { text, fault: `can't find end tag for "${open.at(-1)}"` }
    : { text, fault: undefined }
}
