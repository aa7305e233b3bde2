import { linesToHtml, linesToPlain } from '../src/channels/chat-text/render-lines.ts'
import { parseRichText } from '../src/channels/chat-text/rich-text.ts'
import { splitLines } from '../src/channels/chat-text/split-lines.ts'

const l = parseRichText(
  '**Xin** chào <b> & bạn\nhai\n\n- một\n- hai [x](/thu-tuc/a#b)\n\n1. a\n2. b\n\nhết  \ndòng',
)
console.log(linesToHtml(l, 'https://a.vn'))
console.log(linesToPlain(l, undefined))
const long = parseRichText('**Câu một dài. Câu hai cũng dài.** Câu ba. ' + 'x'.repeat(500))
console.log(
  splitLines(long, 210, (p) => linesToHtml(p, undefined).length).map((p) =>
    linesToHtml(p, undefined),
  ),
)
