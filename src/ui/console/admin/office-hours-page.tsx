import { PageTitle } from '../components/page-title.tsx'
import { Waiting } from '../components/waiting.tsx'
import { AdminPlaces } from './admin-places.tsx'
import { ClosuresForm } from './closures-form.tsx'
import { SpansInput } from './spans-input.tsx'
import { useSettings } from './use-settings.ts'

const days = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật']

/** When the office works: what citizens are told, and when service clocks run. */
export function OfficeHoursPage() {
  const { question, value, setValue, save } = useSettings('office-hours')
  const openOn = (day: number) => value?.week.find((each) => each.day === day)?.open ?? []
  return (
    <div className="page">
      <AdminPlaces />
      <PageTitle title="Giờ làm việc, ngày nghỉ" />
      {value ? (
        <form
          className="card stack"
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate(value)
          }}
        >
          <h2>Giờ làm việc trong tuần</h2>
          <div className="hours">
            {days.map((name, index) => (
              <div key={name} style={{ display: 'contents' }}>
                <strong>{name}</strong>
                <SpansInput
                  of={name}
                  spans={openOn(index + 1)}
                  onChange={(open) =>
                    setValue({
                      ...value,
                      week: [
                        ...value.week.filter(({ day }) => day !== index + 1),
                        { day: index + 1, open },
                      ].sort((a, b) => a.day - b.day),
                    })
                  }
                />
              </div>
            ))}
          </div>
          <label className="tick">
            <input
              type="checkbox"
              checked={value.holidays}
              onChange={({ target }) => setValue({ ...value, holidays: target.checked })}
            />
            Tự nghỉ các ngày lễ, Tết theo luật
          </label>
          <div>
            <button type="submit" className="button main" disabled={save.isPending}>
              Lưu giờ làm việc
            </button>
          </div>
        </form>
      ) : (
        <Waiting question={question} />
      )}
      <ClosuresForm />
    </div>
  )
}
