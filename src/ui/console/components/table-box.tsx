import type { ReactNode } from 'react'

/** A table that may be wider than a phone; the keyboard can reach it to scroll. */
export function TableBox({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="table-box" tabIndex={0} aria-label={name}>
      <table className="table">{children}</table>
    </section>
  )
}
