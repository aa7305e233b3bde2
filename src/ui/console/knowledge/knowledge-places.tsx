import { Link, useLocation } from 'wouter'

const places = [
  { path: '/knowledge', name: 'Hướng dẫn' },
  { path: '/knowledge/gaps', name: 'Còn thiếu' },
  { path: '/knowledge/ward', name: 'Hồ sơ đơn vị' },
  { path: '/knowledge/folder', name: 'Thư mục, quy tắc' },
]

/** The way between the screens of the knowledge desk. */
export function KnowledgePlaces() {
  const [location] = useLocation()
  return (
    <nav className="sub-places" aria-label="Mục hướng dẫn">
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
