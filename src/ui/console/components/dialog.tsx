import { type ReactNode, useEffect, useId, useRef } from 'react'
import { icons } from './icons.tsx'

type Props = { title: string; isWide?: boolean; onClose(): void; children: ReactNode }

/** A window over the page. Esc and the cross close it; focus goes back where it was. */
export function Dialog({ title, isWide = false, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const before = document.activeElement
    const element = dialog.current
    if (!element?.open) element?.showModal()
    return () => {
      element?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={isWide ? 'dialog wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // Shortcuts of the page behind stay out.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="icon-button bare" aria-label="Đóng" onClick={onClose}>
          {icons.close}
        </button>
      </header>
      <div className="body">{children}</div>
    </dialog>
  )
}
