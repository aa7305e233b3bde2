import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { links, staffApi } from '../api/staff.ts'
import { longDayText, shortDayText } from '../components/format.ts'
import { icons } from '../components/icons.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { Waiting } from '../components/waiting.tsx'
import { FieldTable, PersonTable } from './dashboard-tables.tsx'
import { DayChart } from './day-chart.tsx'
import { FigureCards } from './figure-cards.tsx'

const spans = [
  { days: '1', name: 'Hôm nay' },
  { days: '7', name: '7 ngày' },
  { days: '30', name: '30 ngày' },
] as const

/** How the desk stands: today, or over the last week or month. */
export function DashboardPage() {
  const [days, setDays] = useState<'1' | '7' | '30'>('1')
  const question = useQuery({
    queryKey: ['dashboard', days],
    queryFn: () => staffApi.dashboard(days),
    refetchInterval: 60_000,
    placeholderData: (before) => before,
  })
  const { data } = question
  return (
    <div className="page">
      <PageTitle title="Số liệu">
        <fieldset className="tabs push">
          <legend className="unseen">Khoảng ngày</legend>
          {spans.map((span) => (
            <button
              key={span.days}
              type="button"
              className="tab"
              aria-pressed={days === span.days}
              onClick={() => setDays(span.days)}
            >
              {span.name}
            </button>
          ))}
        </fieldset>
        <a className="button" href={links.dashboardCsv(Number(days))} download>
          {icons.download}Tải CSV
        </a>
      </PageTitle>
      {data ? (
        <>
          <p className="quiet">
            {data.from === data.to
              ? longDayText(`${data.to}T05:00:00Z`)
              : `Từ ${shortDayText(data.from)} đến ${shortDayText(data.to)}`}
          </p>
          <FigureCards figures={data.figures} />
          {data.series.length > 1 && <DayChart series={data.series} />}
          <FieldTable rows={data.perField} />
          <PersonTable rows={data.perPerson} />
        </>
      ) : (
        <Waiting question={question} />
      )}
    </div>
  )
}
