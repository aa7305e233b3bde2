import type { ReactNode } from 'react'

/** Line icons, 24 × 24, hidden from screen readers: the words beside them say it. */
function icon(shapes: ReactNode): ReactNode {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes}
    </svg>
  )
}

export const icons = {
  inbox: icon(
    <path d="M4 13.5L6.5 5h11L20 13.5V19H4zM4 13.500h4.500l1.2 2.500h4.600l1.2-2.500H20" />,
  ),
  approve: icon(<path d="M6 3.500h9l3 3V20.500H6zM9 13l2.3 2.300L15.5 11" />),
  text: icon(<path d="M4 6h16M4 11h16M4 16h10" />),
  chart: icon(<path d="M4 20h16M6.5 20v-6M11 20V9M15.5 20v-8M19.5 20V5" />),
  report: icon(<path d="M6 3.500h9l3 3V20.500H6zM9 10h6M9 13.500h6M9 17h3.5" />),
  admin: icon(
    <>
      <circle cx="12" cy="12" r="3" />
      <path d="M12 3.500v3M12 17.500v3M3.5 12h3M17.5 12h3M6 6l2.1 2.100M15.9 15.900L18 18M18 6l-2.1 2.100M8.1 15.900L6 18" />
    </>,
  ),
  more: icon(<path d="M5 12h.1M12 12h.1M19 12h.1" strokeWidth="3" />),
  person: icon(
    <>
      <circle cx="12" cy="8.2" r="3.7" />
      <path d="M4.8 20c.6-4 3.5-6 7.2-6s6.6 2 7.2 6" />
    </>,
  ),
  office: icon(
    <path d="M4 20h16M6 20V9.500M18 20V9.500M10 20v-9M14 20v-9M3.5 9.500L12 4l8.5 5.500z" />,
  ),
  close: icon(<path d="M6 6l12 12M18 6L6 18" />),
  back: icon(<path d="M14.5 6l-6 6 6 6" />),
  search: icon(
    <>
      <circle cx="11" cy="11" r="6" />
      <path d="M15.5 15.500L20 20" />
    </>,
  ),
  bell: icon(<path d="M6 16.500V11a6 6 0 0112 0v5.500l1.5 1.500h-15zM10 20.500h4" />),
  keys: icon(
    <>
      <rect x="3.5" y="6.5" width="17" height="11" rx="2" />
      <path d="M7 10h.1M10.5 10h.1M14 10h.1M17 10h.1M8 14h8" />
    </>,
  ),
  clock: icon(
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 7.500V12l3 2" />
    </>,
  ),
  send: icon(<path d="M4.5 12L20 4.5 15.5 20l-4-6.500z" />),
  clip: icon(<path d="M8 12.500l5.5-5.500a2.8 2.8 0 014 4L10 18.500a4.3 4.3 0 01-6-6L11 5.5" />),
  page: icon(
    <path d="M6.5 3.500h7.500l4 4v13H6.500zM13.5 3.700V8h4.300M9.5 12h5.500M9.5 15.500h5.5" />,
  ),
  note: icon(<path d="M5 4.500h14v10l-5 5H5zM19 14.500h-5v5M8.5 9h7M8.5 12.500h3.5" />),
  swap: icon(<path d="M4 8.500h14M14.5 5l3.5 3.5-3.5 3.500M20 15.500H6M9.5 12L6 15.5 9.5 19" />),
  bot: icon(
    <>
      <rect x="5" y="8" width="14" height="11" rx="3" />
      <path d="M12 8V4.500M9.5 13h.1M14.5 13h.1M10 16.300h4" />
    </>,
  ),
  done: icon(<path d="M5 12.500l4.5 4.500L19 7.5" />),
  alert: icon(<path d="M12 4L21 19.500H3zM12 10v4.500M12 17h.1" />),
  idea: icon(
    <path d="M9 17.500h6M10 20.500h4M8.5 14.500a5.5 5.5 0 117 0c-.6.6-.9 1.3-1 3h-5c-.1-1.7-.4-2.4-1-3z" />,
  ),
  print: icon(<path d="M7 8.500V4h10v4.500M7 16H4.500V8.500h15V16H17M7 13.500h10V20H7z" />),
  download: icon(<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.500M4.5 20h15" />),
  up: icon(<path d="M12 19V5.500M6 11.500l6-6 6 6" />),
  down: icon(<path d="M12 5v13.500M6 12.500l6 6 6-6" />),
  plus: icon(<path d="M12 5v14M5 12h14" />),
  erase: icon(
    <path d="M4.5 7h15M9.5 7V4.500h5V7M6.5 7l.8 12.500h9.400L17.5 7M10.2 11v5M13.8 11v5" />,
  ),
  phone: icon(
    <path d="M6.5 4h3l1.5 4.5-2 1.500a11 11 0 005 5l1.5-2L20 14.500v3a2.5 2.5 0 01-2.7 2.500A15 15 0 014 6.7 2.5 2.5 0 016.5 4z" />,
  ),
  wave: icon(<path d="M5 12h.1M9.5 9v6M14 6.500v11M18.5 10v4" />),
}
