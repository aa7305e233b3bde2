import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Me } from '../../../staff/staff-api-schema.ts'
import { useCounts, useDrafts } from '../api/queries.ts'
import { icons } from '../components/icons.tsx'
import { Menu } from '../components/menu.tsx'
import { useGuidesToLookAt } from '../knowledge/use-guides-to-look-at.ts'
import { AlertMenu } from './alert-menu.tsx'
import { PersonMenu } from './person-menu.tsx'
import { ShortcutHelp } from './shortcut-help.tsx'
import { useShortcuts } from './shortcuts.ts'
import { useLive } from './use-live.ts'

type Place = { path: string; name: string; icon: ReactNode; count?: number | undefined }

/** What stands around every screen: the office's head, the way to the screens, presence. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const live = useLive(me)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [, go] = useLocation()
  useShortcuts({ '?': () => setHelpOpen(true), h: () => go('/') })
  const places = usePlaces(me)
  const first = places.slice(0, 3)
  const rest = places.slice(3)
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Đến nội dung chính
      </a>
      <header className="masthead">
        <Link href="/" className="brand">
          <span className="mark">{icons.office}</span>
          <span>
            <strong>Một Cửa</strong>
            <small>Bàn làm việc của cán bộ</small>
          </span>
        </Link>
        <nav aria-label="Các màn hình" className="places">
          {places.map((place) => (
            <PlaceLink key={place.path} place={place} />
          ))}
        </nav>
        <div className="tools">
          <AlertMenu />
          <button
            type="button"
            className="menu-button keys"
            aria-label="Phím tắt (?)"
            title="Phím tắt (?)"
            onClick={() => setHelpOpen(true)}
          >
            {icons.keys}
          </button>
          <PersonMenu me={me} />
        </div>
      </header>
      {live === 'lost' && (
        <p className="lost" role="status">
          Mất kết nối, đang nối lại… Những gì trên màn hình có thể đã cũ.
        </p>
      )}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <nav aria-label="Các màn hình" className="bottom-places">
        {first.map((place) => (
          <PlaceLink key={place.path} place={place} />
        ))}
        <Menu
          className="upwards"
          name="Màn hình khác"
          label={
            <>
              {icons.more}
              <span>Khác</span>
            </>
          }
        >
          {rest.map((place) => (
            <PlaceLink key={place.path} place={place} />
          ))}
        </Menu>
      </nav>
      {isHelpOpen && <ShortcutHelp onClose={() => setHelpOpen(false)} />}
    </div>
  )
}

function PlaceLink({ place: { path, name, icon, count = 0 } }: { place: Place }) {
  const [location] = useLocation()
  const isHere = path === '/' ? /^\/(tickets|$)/.test(location) : location.startsWith(path)
  return (
    <Link href={path} aria-current={isHere ? 'page' : undefined}>
      {icon}
      <span>{name}</span>
      {count > 0 && <b className="count">{count}</b>}
    </Link>
  )
}

function usePlaces({ role }: Me): Place[] {
  const counts = useCounts()
  const drafts = useDrafts().data?.drafts.length
  const attention = useGuidesToLookAt(role === 'admin')
  return [
    { path: '/', name: 'Hộp thư', icon: icons.inbox, count: counts?.unassigned },
    { path: '/drafts', name: 'Chờ duyệt', icon: icons.approve, count: drafts },
    { path: '/dashboard', name: 'Số liệu', icon: icons.chart },
    { path: '/report', name: 'Báo cáo', icon: icons.report },
    { path: '/canned-replies', name: 'Câu mẫu', icon: icons.text },
    ...(role === 'admin'
      ? [
          { path: '/knowledge', name: 'Hướng dẫn', icon: icons.page, count: attention },
          { path: '/admin', name: 'Quản trị', icon: icons.admin },
        ]
      : []),
  ]
}
