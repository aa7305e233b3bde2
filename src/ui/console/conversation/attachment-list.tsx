import type { Attachment } from '../../../staff/staff-api-schema.ts'
import { links } from '../api/staff.ts'
import { sizeText } from '../components/format.ts'
import { icons } from '../components/icons.tsx'

/** Files of a message. Pictures are shown small; everything is only ever downloaded, never opened here. */
export function AttachmentList({ attachments }: { attachments: Attachment[] }) {
  if (attachments.length === 0) return null
  return (
    <ul className="attachments plain">
      {attachments.map(({ id, name, type, size }) => (
        <li key={id}>
          <a href={links.attachment(id)} download={name}>
            {type.startsWith('image/') ? (
              <img src={links.attachment(id)} alt="" loading="lazy" />
            ) : (
              icons.page
            )}
            <span>
              {name} <span className="quiet small">({sizeText(size)})</span>
              <span className="unseen">, tải về</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
