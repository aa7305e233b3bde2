import { isId } from '../../shared/ids.ts'
import type { ButtonAction } from '../delivery/content.ts'
import type { ChatAct } from './chat-update.ts'

/** A button as the text its channel gives back when it is pressed: ASCII, below Telegram's 64 bytes. */
export function buttonData(action: ButtonAction): string {
  switch (action.kind) {
    case 'option':
      return `o:${action.replyId}:${action.index}`
    case 'feedback':
      return `f:${action.replyId}:${action.value}`
    case 'rating':
      return `r:${action.value}`
    case 'command':
      return `c:${action.command}`
  }
}

const pressed = ['person', 'forget-now', 'language-vi', 'language-en'] as const

/** Reads what `buttonData` wrote; undefined for anything else. */
export function actOfButton(data: string): ChatAct | undefined {
  const [kind, first = '', second = ''] = data.split(':')
  if (kind === 'o' && isId('rpl', first) && /^\d{1,2}$/.test(second)) {
    return { type: 'option', replyId: first, index: Number(second) }
  }
  if (kind === 'f' && isId('rpl', first) && (second === 'up' || second === 'down')) {
    return { type: 'feedback', replyId: first, value: second }
  }
  if (kind === 'r' && /^[1-5]$/.test(first)) return { type: 'rating', value: Number(first) }
  const command = kind === 'c' ? pressed.find((each) => each === first) : undefined
  return command && { type: 'command', command }
}
