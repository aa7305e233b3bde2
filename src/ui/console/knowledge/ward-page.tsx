import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '../components/field.tsx'
import { icons } from '../components/icons.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { TableBox } from '../components/table-box.tsx'
import { useTell } from '../components/toasts.tsx'
import { Waiting } from '../components/waiting.tsx'
import { EntryButtons } from './entry-buttons.tsx'
import { knowledgeApi, reasonOf, type WardProfile } from './knowledge-api.ts'
import { KnowledgePlaces } from './knowledge-places.tsx'
import { WardHours } from './ward-hours.tsx'
import { WardLooks } from './ward-looks.tsx'

/** The office's own facts, as guides and the widget print them. */
export function WardPage() {
  const question = useQuery({
    queryKey: ['ward'],
    queryFn: knowledgeApi.ward,
    staleTime: Infinity,
    gcTime: 0,
  })
  return (
    <div className="page">
      <KnowledgePlaces />
      <PageTitle title="Hồ sơ đơn vị" />
      {question.data ? (
        <WardForm key={question.data.hash} opened={question.data} />
      ) : (
        <Waiting question={question} />
      )}
    </div>
  )
}

type Opened = Awaited<ReturnType<typeof knowledgeApi.ward>>

function WardForm({ opened }: { opened: Opened }) {
  const client = useQueryClient()
  const tell = useTell()
  const [profile, setProfile] = useState<WardProfile>(opened.profile)
  const [reason, setReason] = useState('')
  const set = (part: Partial<WardProfile>) => setProfile((now) => ({ ...now, ...part }))
  const save = useMutation({
    mutationFn: () => knowledgeApi.saveWard({ profile, hash: opened.hash, reason: reason.trim() }),
    onSuccess: ({ edition }) => {
      tell.done(`Đã công bố. Ấn bản ${edition} đang trả lời người dân.`)
      void client.invalidateQueries({ queryKey: ['ward'] })
    },
  })
  const fact = (
    key: 'address' | 'map_url' | 'phone' | 'email' | 'website' | 'zalo' | 'social_pension_amount',
    label: string,
    hint = '',
  ) => (
    <Field label={label} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          value={profile[key] ?? ''}
          placeholder="chưa điền"
          onChange={({ target }) => set({ [key]: target.value || null })}
        />
      )}
    </Field>
  )
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <p className="quiet">
        Ô để trống thì câu có nhắc đến nó sẽ không hiện với người dân; hệ thống không bịa ra.
      </p>
      <section className="card stack" aria-labelledby="ward-contact">
        <h2 id="ward-contact">Tên, địa chỉ, liên hệ</h2>
        <div className="pair">
          {(['name', 'short_name', 'province'] as const).map((key) => (
            <Field key={key} label={nameWords[key]}>
              {(ids) => (
                <input
                  {...ids}
                  required
                  value={profile[key]}
                  onChange={({ target }) => set({ [key]: target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        {fact('address', 'Địa chỉ trụ sở')}
        {fact('map_url', 'Đường dẫn bản đồ', 'Bắt đầu bằng https://')}
        <div className="pair">
          {fact('phone', 'Điện thoại')}
          {fact('email', 'Thư điện tử')}
          {fact('website', 'Trang thông tin', 'Bắt đầu bằng https://')}
          {fact('zalo', 'Zalo')}
        </div>
      </section>
      <WardHours hours={profile.hours} onChange={(hours) => set({ hours })} />
      <section className="card stack" aria-labelledby="ward-counters">
        <h2 id="ward-counters">Các quầy</h2>
        <TableBox name="Bảng các quầy">
          <thead>
            <tr>
              <th scope="col">Tên quầy</th>
              <th scope="col" className="wide-column">
                Làm việc gì
              </th>
              <th scope="col">
                <span className="unseen">Sắp xếp</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {profile.counters.map((counter, index) => {
              const change = (part: Partial<typeof counter>) =>
                set({
                  counters: profile.counters.map((each, at) =>
                    at === index ? { ...each, ...part } : each,
                  ),
                })
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: counters are known by their place
                <tr key={index}>
                  <td>
                    <input
                      aria-label={`Quầy ${index + 1}: tên`}
                      value={counter.name}
                      onChange={({ target }) => change({ name: target.value })}
                    />
                  </td>
                  <td>
                    <input
                      aria-label={`Quầy ${index + 1}: làm việc gì`}
                      value={counter.handles}
                      onChange={({ target }) => change({ handles: target.value })}
                    />
                  </td>
                  <td>
                    <EntryButtons
                      name={`Quầy ${index + 1}`}
                      rows={profile.counters}
                      index={index}
                      onChange={(counters) => set({ counters })}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </TableBox>
        <div>
          <button
            type="button"
            className="button"
            onClick={() => set({ counters: [...profile.counters, { name: '', handles: '' }] })}
          >
            {icons.plus}Thêm quầy
          </button>
        </div>
      </section>
      <section className="card stack" aria-labelledby="ward-fees">
        <h2 id="ward-fees">Mức thu do địa phương quy định</h2>
        <p className="quiet small">Ghi nguyên câu sẽ đọc cho người dân, ví dụ “8.000 đồng”.</p>
        <div className="ward-fees">
          {Object.entries(profile.fees).map(([name, value]) => {
            const guides = opened.uses[`ward.fees.${name}`] ?? []
            return (
              <Field
                key={name}
                label={feeName(name)}
                hint={
                  guides.length > 0
                    ? `Hiện trong: ${guides.join('; ')}`
                    : 'Chưa hướng dẫn nào dùng.'
                }
              >
                {(ids) => (
                  <input
                    {...ids}
                    value={value ?? ''}
                    placeholder="chưa điền"
                    onChange={({ target }) =>
                      set({ fees: { ...profile.fees, [name]: target.value || null } })
                    }
                  />
                )}
              </Field>
            )
          })}
        </div>
        {fact('social_pension_amount', 'Mức trợ cấp hưu trí xã hội mỗi tháng')}
      </section>
      <WardLooks profile={profile} onChange={set} />
      <section className="card stack" aria-labelledby="ward-save">
        <h2 id="ward-save">Công bố hồ sơ</h2>
        <Field label="Lý do sửa">
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={1000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        {save.error && (
          <p className="notice bad" role="alert">
            {reasonOf(save.error)}
          </p>
        )}
        <div>
          <button type="submit" className="button main" disabled={save.isPending}>
            {save.isPending ? 'Đang công bố…' : 'Công bố hồ sơ'}
          </button>
        </div>
      </section>
    </form>
  )
}

const nameWords = { name: 'Tên đầy đủ', short_name: 'Tên gọi ngắn', province: 'Tỉnh, thành phố' }

const feeWords: Record<string, string> = {
  khai_sinh_qua_han: 'Khai sinh quá hạn',
  khai_tu_qua_han: 'Khai tử quá hạn',
  cai_chinh_ho_tich: 'Cải chính hộ tịch',
  khai_sinh_nuoc_ngoai: 'Khai sinh có yếu tố nước ngoài',
  ket_hon_nuoc_ngoai: 'Kết hôn có yếu tố nước ngoài',
  xac_nhan_tinh_trang_hon_nhan: 'Xác nhận tình trạng hôn nhân',
  dang_ky_cu_tru_truc_tiep: 'Đăng ký cư trú, nộp trực tiếp',
  dang_ky_cu_tru_truc_tuyen: 'Đăng ký cư trú, nộp trực tuyến',
  ho_kinh_doanh: 'Đăng ký hộ kinh doanh',
  giay_phep_xay_dung: 'Giấy phép xây dựng',
  so_do_lan_dau: 'Cấp sổ đỏ lần đầu',
  bien_dong_dat_dai: 'Đăng ký biến động đất đai',
}

function feeName(name: string): string {
  return feeWords[name] ?? name
}
