import { type ReactNode, useEffect, useRef } from 'react'

/** The heading of a screen: names the window, and takes the focus when the screen is opened. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Một Cửa`
    heading.current?.focus({ preventScroll: true })
  }, [title])
  return (
    <div className="page-title row">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  )
}
