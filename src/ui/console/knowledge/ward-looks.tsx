import { Field } from '../components/field.tsx'
import { useTell } from '../components/toasts.tsx'
import type { WardProfile } from './knowledge-api.ts'

type Props = { profile: WardProfile; onChange(part: Partial<WardProfile>): void }

const productRed = '#a3211a'
const largestLogo = 70_000

/** How the widget greets and looks. */
export function WardLooks({ profile, onChange }: Props) {
  const tell = useTell()
  const readLogo = (file: File | undefined) => {
    if (!file) return
    if (file.size > largestLogo) {
      tell.refused('Ảnh lớn quá. Bạn chọn ảnh dưới 70 KB.')
      return
    }
    const reader = new FileReader()
    reader.onload = () => onChange({ logo: String(reader.result) })
    reader.readAsDataURL(file)
  }
  return (
    <section className="card stack" aria-labelledby="ward-looks">
      <h2 id="ward-looks">Lời chào, màu, biểu trưng</h2>
      <Field label="Lời chào của trợ lý">
        {(ids) => (
          <textarea
            {...ids}
            rows={3}
            value={profile.greeting ?? ''}
            onChange={({ target }) => onChange({ greeting: target.value || null })}
          />
        )}
      </Field>
      <div className="pair">
        <Field label="Màu của khung chat" hint="Chữ tự đổi sang màu dễ đọc.">
          {(ids) => (
            <span className="colour">
              <input
                {...ids}
                type="color"
                value={profile.accent ?? productRed}
                onChange={({ target }) => onChange({ accent: target.value })}
              />
              {profile.accent ?? 'màu đỏ có sẵn'}
              {profile.accent && (
                <button
                  type="button"
                  className="button bare"
                  onClick={() => onChange({ accent: null })}
                >
                  Về màu có sẵn
                </button>
              )}
            </span>
          )}
        </Field>
        <Field label="Biểu trưng ở trang công khai" hint="Ảnh PNG, JPEG hoặc WebP dưới 70 KB.">
          {(ids) => (
            <span className="colour">
              {profile.logo && <img src={profile.logo} alt="Biểu trưng" width={44} height={44} />}
              <input
                {...ids}
                type="file"
                accept="image/png,image/jpeg,image/webp"
                onChange={({ target }) => readLogo(target.files?.[0])}
              />
              {profile.logo && (
                <button
                  type="button"
                  className="button bare"
                  onClick={() => onChange({ logo: null })}
                >
                  Bỏ ảnh
                </button>
              )}
            </span>
          )}
        </Field>
      </div>
    </section>
  )
}
