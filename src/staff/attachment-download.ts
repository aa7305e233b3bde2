import type { AttachmentFiles } from '../conversation/attachment-files.ts'
import { NotFoundError } from '../shared/errors.ts'
import type { WriteAudit } from './audit-log.ts'
import type { AttachmentFile } from './desk.ts'
import type { Viewer } from './staff-env.ts'

export type DownloadDeps = {
  findAttachment: (
    id: string,
  ) => Promise<{ conversationId: string; name: string; type: string; size: number } | undefined>
  files: Pick<AttachmentFiles, 'open'>
  writeAudit: WriteAudit
}

/** A citizen's file, to be saved; who took it stands in the audit log. */
export function createAttachmentDownload({ findAttachment, files, writeAudit }: DownloadDeps) {
  return {
    async attachment(viewer: Viewer, id: string): Promise<AttachmentFile> {
      const about = await findAttachment(id)
      const body = about && (await files.open(id))
      if (!about || !body) throw new NotFoundError('Không có tệp này.')
      const { conversationId, ...file } = about
      const detail = { conversationId, name: file.name }
      await writeAudit({ who: viewer.id, action: 'download-attachment', subject: id, detail })
      return { ...file, body }
    },
  }
}
