import { isoDay } from '../components/format.ts'
import { icons } from '../components/icons.tsx'
import { Waiting } from '../components/waiting.tsx'
import type { Settings } from './settings-types.ts'
import { SpansInput } from './spans-input.tsx'
import { useSettings } from './use-settings.ts'

type Closures = Settings['closures']

/** Days the office is closed though the week says open, and the other way round. */
export function ClosuresForm() {
  const { question, value, setValue, save } = useSettings('closures')
  if (!value) return <Waiting question={question} />
  const changeClosed = (index: number, part: Partial<Closures['closed'][number]>) =>
    setValue({
      ...value,
      closed: value.closed.map((each, at) => (at === index ? { ...each, ...part } : each)),
    })
  const changeWorked = (index: number, part: Partial<Closures['worked'][number]>) =>
    setValue({
      ...value,
      worked: value.worked.map((each, at) => (at === index ? { ...each, ...part } : each)),
    })
  const today = isoDay(new Date())
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(value)
      }}
    >
      <h2>Ngày nghỉ riêng</h2>
      {value.closed.map(({ from, until, reason }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: days are known by their place while edited
        <fieldset key={index} className="pair">
          <legend className="unseen">Đợt nghỉ {index + 1}</legend>
          <label>
            Từ ngày
            <input
              type="date"
              required
              value={from}
              onChange={({ target }) => changeClosed(index, { from: target.value })}
            />
          </label>
          <label>
            Đến hết ngày
            <input
              type="date"
              required
              min={from}
              value={until}
              onChange={({ target }) => changeClosed(index, { until: target.value })}
            />
          </label>
          <label>
            Lý do (người dân sẽ đọc)
            <input
              maxLength={200}
              value={reason}
              onChange={({ target }) => changeClosed(index, { reason: target.value })}
            />
          </label>
          <button
            type="button"
            className="button bare"
            onClick={() =>
              setValue({ ...value, closed: value.closed.filter((_, at) => at !== index) })
            }
          >
            {icons.erase}Bỏ
          </button>
        </fieldset>
      ))}
      <div>
        <button
          type="button"
          className="button"
          onClick={() =>
            setValue({
              ...value,
              closed: [...value.closed, { from: today, until: today, reason: '' }],
            })
          }
        >
          {icons.plus}Thêm ngày nghỉ
        </button>
      </div>
      <h2>Ngày làm bù</h2>
      {value.worked.map(({ day, open, reason }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: days are known by their place while edited
        <fieldset key={index} className="pair">
          <legend className="unseen">Ngày làm bù {index + 1}</legend>
          <label>
            Ngày
            <input
              type="date"
              required
              value={day}
              onChange={({ target }) => changeWorked(index, { day: target.value })}
            />
          </label>
          <SpansInput
            of={`Ngày làm bù ${index + 1}`}
            spans={open}
            onChange={(spans) => changeWorked(index, { open: spans })}
          />
          <label>
            Lý do
            <input
              maxLength={200}
              value={reason}
              onChange={({ target }) => changeWorked(index, { reason: target.value })}
            />
          </label>
          <button
            type="button"
            className="button bare"
            onClick={() =>
              setValue({ ...value, worked: value.worked.filter((_, at) => at !== index) })
            }
          >
            {icons.erase}Bỏ
          </button>
        </fieldset>
      ))}
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() =>
            setValue({
              ...value,
              worked: [
                ...value.worked,
                { day: today, open: [{ from: '08:00', until: '12:00' }], reason: '' },
              ],
            })
          }
        >
          {icons.plus}Thêm ngày làm bù
        </button>
        <button type="submit" className="button main push" disabled={save.isPending}>
          Lưu ngày nghỉ
        </button>
      </div>
    </form>
  )
}
