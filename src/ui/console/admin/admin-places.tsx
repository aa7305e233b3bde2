import { Link, useLocation } from 'wouter'

const places = [
  { path: '/admin', name: 'Người dùng' },
  { path: '/admin/hours', name: 'Giờ làm việc, ngày nghỉ' },
  { path: '/admin/service', name: 'Thời hạn, phân việc, duyệt' },
  { path: '/admin/channels', name: 'Kênh' },
  { path: '/admin/audit', name: 'Nhật ký' },
]

/** The way between the admin's screens. */
export function AdminPlaces() {
  const [location] = useLocation()
  return (
    <nav className="sub-places" aria-label="Mục quản trị">
      {places.map(({ path, name }) => (
        <Link
          key={path}
          href={path}
          className="tab"
          aria-current={location === path ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
