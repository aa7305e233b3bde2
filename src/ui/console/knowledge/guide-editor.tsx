import type { ReactNode } from 'react'
import { Field } from '../components/field.tsx'
import { EntryTable } from './entry-table.tsx'
import { faultOf, faultUnder } from './fault-of.ts'
import { type Facet, facetWords, levelWords } from './form-words.ts'
import type { FormProblem, GuideForm } from './knowledge-api.ts'
import { LinesField } from './lines-field.tsx'
import { PaperTable } from './paper-table.tsx'

type Props = {
  form: GuideForm
  problems: FormProblem[]
  fields: string[]
  onChange(change: (form: GuideForm) => GuideForm): void
}

const noDays = { from: null, until: null }

/** The whole guide as a form: a part for each thing citizens ask for. */
export function GuideEditor({ form, problems, fields, onChange }: Props) {
  const set = (part: Partial<GuideForm>) => onChange((now) => ({ ...now, ...part }))
  const shared = { form, problems, set }
  const section = (facet: Facet) => (
    <SectionField facet={facet} form={form} problems={problems} onChange={onChange} />
  )
  return (
    <div className="stack">
      <Part id="chung" title="Thông tin chung">
        <AboutFields {...shared} fields={fields} />
      </Part>
      <Part id="ho-so" title="Hồ sơ">
        <PaperTable
          text={form.sections.ho_so}
          onChange={(ho_so) =>
            onChange((now) => ({ ...now, sections: { ...now.sections, ho_so } }))
          }
        />
        <Fault text={faultOf(problems, 'sections.ho_so')} />
        <h3>Biểu mẫu</h3>
        <EntryTable
          name="Bảng biểu mẫu"
          rowName="Biểu mẫu"
          field="forms"
          addLabel="Thêm biểu mẫu"
          columns={[
            { key: 'code', label: 'Số hiệu mẫu', type: 'text', empty: 'không có' },
            { key: 'name', label: 'Tên biểu mẫu', type: 'lines', isRequired: true },
          ]}
          rows={form.forms}
          newRow={{ code: null, name: '' }}
          problems={problems}
          onChange={(forms) => set({ forms })}
        />
      </Part>
      <Part id="thoi-han" title="Thời hạn">
        <EntryTable
          name="Bảng thời hạn"
          rowName="Mức thời hạn"
          field="duration"
          addLabel="Thêm mức thời hạn"
          columns={[
            { key: 'condition', label: 'Trường hợp', type: 'lines', empty: 'mọi trường hợp' },
            { key: 'text', label: 'Thời hạn', type: 'lines', isRequired: true },
            { key: 'from', label: 'Từ ngày', type: 'date' },
            { key: 'until', label: 'Đến hết ngày', type: 'date' },
          ]}
          rows={form.duration}
          newRow={{ condition: null, text: '', ...noDays }}
          problems={problems}
          onChange={(duration) => set({ duration })}
        />
        {section('thoi_han')}
      </Part>
      <Part id="le-phi" title="Lệ phí">
        <p className="quiet small">
          Số tiền 0 là miễn phí. Để trống số tiền khi địa phương quy định, rồi ghi rõ ở cột Ghi chú.
          Mức cũ hết hiệu lực thì ghi “đến hết ngày”, mức mới ghi “từ ngày”: đến hôm đó tự đổi.
        </p>
        <EntryTable
          name="Bảng lệ phí"
          rowName="Mức"
          field="fee"
          addLabel="Thêm mức lệ phí"
          columns={[
            { key: 'condition', label: 'Trường hợp', type: 'lines', empty: 'mọi trường hợp' },
            { key: 'amount', label: 'Số tiền (đồng)', type: 'money', empty: 'địa phương' },
            { key: 'per', label: 'Mỗi', type: 'text', empty: 'hồ sơ' },
            { key: 'text', label: 'Ghi chú', type: 'lines' },
            { key: 'from', label: 'Từ ngày', type: 'date' },
            { key: 'until', label: 'Đến hết ngày', type: 'date' },
          ]}
          rows={form.fee}
          newRow={{ condition: null, amount: 0, per: null, text: null, ...noDays }}
          problems={problems}
          onChange={(fee) => set({ fee })}
        />
        {section('le_phi')}
      </Part>
      <Part id="noi-nop" title="Nơi nộp, trình tự, điều kiện, kết quả">
        {section('noi_nop')}
        {section('trinh_tu')}
        {section('dieu_kien')}
        {section('ket_qua')}
      </Part>
      <Part id="can-cu" title="Căn cứ pháp lý">
        <EntryTable
          name="Bảng văn bản căn cứ"
          rowName="Văn bản"
          field="legal_basis"
          addLabel="Thêm văn bản"
          columns={[
            { key: 'number', label: 'Số hiệu', type: 'text', isRequired: true },
            { key: 'title', label: 'Tên văn bản', type: 'lines', isRequired: true },
            { key: 'effective_from', label: 'Hiệu lực từ', type: 'date' },
            { key: 'effective_until', label: 'Hết hiệu lực sau ngày', type: 'date' },
          ]}
          rows={form.legal_basis}
          newRow={{ number: '', title: '', effective_from: null, effective_until: null }}
          problems={problems}
          onChange={(legal_basis) => set({ legal_basis })}
        />
        {section('can_cu')}
        {section('luu_y')}
      </Part>
      <Part id="cau-hoi" title="Câu hỏi mẫu, tên gọi khác">
        <LinesField
          label={`Câu hỏi mẫu (${form.questions.length})`}
          hint="Mỗi dòng một câu, viết như người dân hỏi thật, có dấu hay không dấu đều được. Cần ít nhất 10 câu."
          fault={faultUnder(problems, 'questions')}
          lines={form.questions}
          rows={14}
          onChange={(questions) => set({ questions })}
        />
        <LinesField
          label="Tên gọi khác"
          hint="Mỗi dòng một tên dân quen gọi."
          fault={faultUnder(problems, 'aliases')}
          lines={form.aliases}
          onChange={(aliases) => set({ aliases })}
        />
        <LinesField
          label="Trang nguồn"
          hint="Mỗi dòng một địa chỉ bắt đầu bằng https://"
          fault={faultUnder(problems, 'sources')}
          lines={form.sources}
          rows={3}
          onChange={(sources) => set({ sources })}
        />
        <h3>Dễ nhầm với</h3>
        <EntryTable
          name="Bảng thủ tục dễ nhầm"
          rowName="Thủ tục"
          field="confused_with"
          addLabel="Thêm thủ tục dễ nhầm"
          columns={[
            { key: 'guide', label: 'Mã hướng dẫn', type: 'text', isRequired: true },
            { key: 'difference', label: 'Khác ở chỗ', type: 'lines', isRequired: true },
          ]}
          rows={form.confused_with}
          newRow={{ guide: '', difference: '' }}
          problems={problems}
          onChange={(confused_with) => set({ confused_with })}
        />
      </Part>
    </div>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="card stack" aria-labelledby={`part-${id}`}>
      <h2 id={`part-${id}`}>{title}</h2>
      {children}
    </section>
  )
}

function Fault({ text }: { text: string }) {
  return text ? <p className="fault">{text}</p> : null
}

type SharedProps = {
  form: GuideForm
  problems: FormProblem[]
  set(part: Partial<GuideForm>): void
}

function AboutFields({ form, problems, set, fields }: SharedProps & { fields: string[] }) {
  const text = (key: 'title' | 'agency' | 'audience' | 'effective_from' | 'checked_on') => ({
    value: form[key],
    onChange: ({ target }: { target: { value: string } }) => set({ [key]: target.value }),
  })
  const fault = (field: string) => faultOf(problems, field)
  return (
    <>
      <Field label="Tên thủ tục" fault={fault('title')}>
        {(ids) => <input {...ids} {...text('title')} />}
      </Field>
      <Field
        label="Mở đầu"
        hint="Một đến ba câu: thủ tục này là gì, ai cần làm."
        fault={fault('lead')}
      >
        {(ids) => (
          <textarea
            {...ids}
            rows={3}
            value={form.lead}
            onChange={({ target }) => set({ lead: target.value })}
          />
        )}
      </Field>
      <div className="pair">
        <Field label="Lĩnh vực" fault={fault('field')}>
          {(ids) => (
            <select
              {...ids}
              value={form.field}
              onChange={({ target }) => set({ field: target.value })}
            >
              {[...new Set([form.field, ...fields])].map((field) => (
                <option key={field}>{field}</option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Cấp giải quyết" fault={fault('level')}>
          {(ids) => (
            <select
              {...ids}
              value={form.level}
              onChange={({ target }) => set({ level: target.value })}
            >
              {Object.entries(levelWords).map(([level, words]) => (
                <option key={level} value={level}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Mã thủ tục" hint="Như 1.001193; không có thì để trống." fault={fault('code')}>
          {(ids) => (
            <input
              {...ids}
              value={form.code ?? ''}
              onChange={({ target }) => set({ code: target.value || null })}
            />
          )}
        </Field>
        <Field
          label="Tình trạng"
          hint="Chỉ hướng dẫn “Đang dùng” mới trả lời người dân."
          fault={fault('status')}
        >
          {(ids) => (
            <select
              {...ids}
              value={form.status}
              onChange={({ target }) => set({ status: target.value })}
            >
              <option value="published">Đang dùng</option>
              <option value="draft">Chưa dùng</option>
              <option value="retired">Ngừng dùng</option>
            </select>
          )}
        </Field>
      </div>
      <Field label="Cơ quan giải quyết" fault={fault('agency')}>
        {(ids) => <input {...ids} {...text('agency')} />}
      </Field>
      <Field label="Ai được làm" fault={fault('audience')}>
        {(ids) => <input {...ids} {...text('audience')} />}
      </Field>
      <div className="pair">
        <Field label="Áp dụng từ ngày" fault={fault('effective_from')}>
          {(ids) => <input {...ids} type="date" {...text('effective_from')} />}
        </Field>
        <Field label="Áp dụng đến hết ngày" fault={fault('effective_until')}>
          {(ids) => (
            <input
              {...ids}
              type="date"
              value={form.effective_until ?? ''}
              onChange={({ target }) => set({ effective_until: target.value || null })}
            />
          )}
        </Field>
        <Field label="Ngày đối chiếu nguồn" fault={fault('checked_on')}>
          {(ids) => <input {...ids} type="date" {...text('checked_on')} />}
        </Field>
      </div>
    </>
  )
}

type SectionProps = Pick<Props, 'form' | 'problems' | 'onChange'> & { facet: Facet }

function SectionField({ facet, form, problems, onChange }: SectionProps) {
  const { title, hint } = facetWords[facet]
  const text = form.sections[facet]
  return (
    <Field
      label={title}
      hint={`${hint} Dòng chỉ đúng một thời gian thì thêm vào cuối {from=2026-07-01} hoặc {until=2026-12-31}.`}
      fault={faultOf(problems, `sections.${facet}`)}
    >
      {(ids) => (
        <textarea
          {...ids}
          rows={Math.min(16, Math.max(3, text.split('\n').length + 1))}
          value={text}
          onChange={({ target }) =>
            onChange((now) => ({ ...now, sections: { ...now.sections, [facet]: target.value } }))
          }
        />
      )}
    </Field>
  )
}
