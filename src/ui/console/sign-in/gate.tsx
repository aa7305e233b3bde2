import type { ReactNode } from 'react'
import { icons } from '../components/icons.tsx'
import { PageTitle } from '../components/page-title.tsx'

/** The frame of every screen before somebody is signed in. */
export function Gate({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="gate">
      <p className="brand">
        <span className="mark">{icons.office}</span>
        <span>
          <strong>Một Cửa</strong>
          <small>Bàn làm việc của cán bộ</small>
        </span>
      </p>
      <div className="card stack">
        <PageTitle title={title} />
        {children}
      </div>
    </main>
  )
}
