import { createReadStream } from 'node:fs'
import { access, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { AttachmentFiles } from '../conversation/attachment-files.ts'
import { isId } from '../shared/ids.ts'

/** Files named by their ids alone, readable by the service alone, never executable. */
export function createAttachmentFiles(folder: string): AttachmentFiles {
  return {
    async save(id, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(join(folder, id), bytes, { flag: 'wx', mode: 0o600, flush: true })
    },

    async remove(id) {
      if (isId('att', id)) await rm(join(folder, id), { force: true })
    },

    async open(id) {
      if (!isId('att', id)) return undefined
      const path = join(folder, id)
      const isThere = await access(path).then(
        () => true,
        () => false,
      )
      return isThere ? webStream(createReadStream(path)) : undefined
    },
  }
}

/** Node's type of a web stream and the DOM's are one thing under two names. */
function webStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>
}
