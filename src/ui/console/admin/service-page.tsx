import { PageTitle } from '../components/page-title.tsx'
import { Waiting } from '../components/waiting.tsx'
import { AdminPlaces } from './admin-places.tsx'
import { ApprovalForm } from './approval-form.tsx'
import { NumberField } from './number-field.tsx'
import { useSettings } from './use-settings.ts'

/** How fast answers are promised, who gets a ticket, and what is approved before it is sent. */
export function ServicePage() {
  return (
    <div className="page">
      <AdminPlaces />
      <PageTitle title="Thời hạn, phân việc, duyệt" />
      <ServiceLevelForm />
      <AssignmentForm />
      <ApprovalForm />
    </div>
  )
}

function ServiceLevelForm() {
  const { question, value, setValue, save } = useSettings('service-level')
  if (!value) return <Waiting question={question} />
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(value)
      }}
    >
      <h2>Thời hạn trả lời</h2>
      <p className="quiet">Chỉ tính giờ làm việc; nghỉ trưa, cuối tuần và ngày lễ không tính.</p>
      <div className="pair">
        <NumberField
          label="Trả lời đầu tiên"
          unit="phút"
          least={1}
          value={value.firstAnswerMinutes}
          onChange={(firstAnswerMinutes) => setValue({ ...value, firstAnswerMinutes })}
        />
        <NumberField
          label="Giải quyết xong"
          unit="phút"
          least={1}
          value={value.resolutionMinutes}
          onChange={(resolutionMinutes) => setValue({ ...value, resolutionMinutes })}
        />
        <NumberField
          label="Nhắc trước khi hết hạn"
          unit="phút"
          least={0}
          value={value.warningMinutes}
          onChange={(warningMinutes) => setValue({ ...value, warningMinutes })}
        />
        <NumberField
          label="Người dân nhắn lại thì mở lại trong"
          unit="ngày"
          least={0}
          most={90}
          value={value.reopenDays}
          onChange={(reopenDays) => setValue({ ...value, reopenDays })}
        />
      </div>
      <div>
        <button type="submit" className="button main" disabled={save.isPending}>
          Lưu thời hạn
        </button>
      </div>
    </form>
  )
}

function AssignmentForm() {
  const { question, value, setValue, save } = useSettings('assignment')
  if (!value) return <Waiting question={question} />
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(value)
      }}
    >
      <fieldset>
        <legend>Phiếu mới giao cho ai</legend>
        <label className="tick">
          <input
            type="radio"
            name="mode"
            checked={value.mode === 'queue'}
            onChange={() => setValue({ ...value, mode: 'queue' })}
          />
          Vào hàng chờ chung, ai rảnh thì nhận
        </label>
        <label className="tick">
          <input
            type="radio"
            name="mode"
            checked={value.mode === 'auto'}
            onChange={() => setValue({ ...value, mode: 'auto' })}
          />
          Tự giao cho cán bộ đang trực, đúng lĩnh vực, ít việc nhất
        </label>
      </fieldset>
      <NumberField
        label="Cán bộ vắng quá lâu thì phiếu về hàng chờ sau"
        unit="phút"
        least={1}
        value={value.awayMinutes}
        onChange={(awayMinutes) => setValue({ ...value, awayMinutes })}
      />
      <div>
        <button type="submit" className="button main" disabled={save.isPending}>
          Lưu cách giao
        </button>
      </div>
    </form>
  )
}
