import { Field } from '../components/field.tsx'
import { Waiting } from '../components/waiting.tsx'
import { fieldNames } from '../inbox/field-names.ts'
import { NumberField } from './number-field.tsx'
import type { Settings } from './settings-types.ts'
import { useSettings } from './use-settings.ts'

type Mode = Settings['approval']['default']

const modes: { mode: Mode; name: string }[] = [
  { mode: 'automatic', name: 'Trợ lý tự trả lời' },
  { mode: 'reviewed', name: 'Cán bộ duyệt trước khi gửi' },
  { mode: 'staff-only', name: 'Chỉ cán bộ trả lời' },
]

/** Which fields the bot answers by itself, and which wait for an official. */
export function ApprovalForm() {
  const { question, value, setValue, save } = useSettings('approval')
  if (!value) return <Waiting question={question} />
  const setField = (field: string, mode: string) => {
    const { [field]: _, ...others } = value.fields
    const known = modes.find((each) => each.mode === mode)
    setValue({ ...value, fields: known ? { ...others, [field]: known.mode } : others })
  }
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(value)
      }}
    >
      <h2>Duyệt trước khi gửi</h2>
      <Field label="Bình thường">
        {(ids) => (
          <select
            {...ids}
            value={value.default}
            onChange={({ target }) => {
              const known = modes.find(({ mode }) => mode === target.value)
              if (known) setValue({ ...value, default: known.mode })
            }}
          >
            {modes.map(({ mode, name }) => (
              <option key={mode} value={mode}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <NumberField
        label="Chưa ai duyệt thì tự gửi theo hướng dẫn sau"
        unit="phút"
        least={1}
        value={value.timeoutMinutes}
        onChange={(timeoutMinutes) => setValue({ ...value, timeoutMinutes })}
      />
      <details>
        <summary>Riêng từng lĩnh vực ({Object.keys(value.fields).length})</summary>
        <div className="pair">
          {fieldNames(Object.keys(value.fields)).map((field) => (
            <Field key={field} label={field}>
              {(ids) => (
                <select
                  {...ids}
                  value={value.fields[field] ?? ''}
                  onChange={({ target }) => setField(field, target.value)}
                >
                  <option value="">Như bình thường</option>
                  {modes.map(({ mode, name }) => (
                    <option key={mode} value={mode}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ))}
        </div>
      </details>
      <div>
        <button type="submit" className="button main" disabled={save.isPending}>
          Lưu cách duyệt
        </button>
      </div>
    </form>
  )
}
