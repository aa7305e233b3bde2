import { useEffect, useRef } from 'react'
import { usePreferences } from './preferences.tsx'

/** A key (`c`, `?`, `g i`) and what it does. */
export type Shortcuts = Record<string, () => void>

/** Every shortcut, for the help window. */
export const shortcutHelp: { keys: string[]; does: string }[] = [
  { keys: ['J', 'K'], does: 'Phiếu dưới, phiếu trên trong danh sách' },
  { keys: ['Enter'], does: 'Mở phiếu đang chọn' },
  { keys: ['/'], does: 'Tìm phiếu; trong ô trả lời: mở câu mẫu' },
  { keys: ['N'], does: 'Nhận phiếu đang mở' },
  { keys: ['R'], does: 'Viết trả lời' },
  { keys: ['G'], does: 'Viết ghi chú nội bộ' },
  { keys: ['Ctrl', 'Enter'], does: 'Gửi câu trả lời' },
  { keys: ['X'], does: 'Đánh dấu đã xong' },
  { keys: ['T'], does: 'Chuyển cho đồng nghiệp' },
  { keys: ['H'], does: 'Về hộp thư' },
  { keys: ['?'], does: 'Mở bảng phím tắt này' },
]

/** Runs single-key shortcuts, never while somebody types, and only as long as they are wanted. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const { preferences } = usePreferences()
  const current = useRef(shortcuts)
  current.current = shortcuts
  const { shortcuts: isOn } = preferences

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return
      if (!isOn && event.key !== '?') return
      const action = current.current[event.key.toLowerCase()]
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [isOn])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [role=listbox]') !== null
  )
}
