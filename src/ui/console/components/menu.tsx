import { type ReactNode, useEffect, useRef, useState } from 'react'

type Props = { label: ReactNode; name: string; className?: string; children: ReactNode }

/** A button that opens a small panel; Esc, a click elsewhere or a click inside a link closes it. */
export function Menu({ label, name, className = '', children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const onPointer = ({ target }: Event) => {
      if (target instanceof Node && !box.current?.contains(target)) setOpen(false)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    document.addEventListener('pointerdown', onPointer)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPointer)
      document.removeEventListener('keydown', onKey)
    }
  }, [isOpen])
  return (
    <div className={`menu ${className}`} ref={box}>
      <button
        ref={button}
        type="button"
        className="menu-button"
        aria-expanded={isOpen}
        aria-label={name}
        title={name}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links inside are what is clicked
        <div
          className="menu-panel"
          onClick={({ target }) => {
            if (target instanceof Element && target.closest('a, button')) setOpen(false)
          }}
        >
          {children}
        </div>
      )}
    </div>
  )
}
