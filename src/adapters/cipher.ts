import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Encrypts short secrets for the database. */
export type Cipher = {
  encrypt(text: string, about: string): string
  /** Undefined when it was encrypted with another key, or for something else. */
  decrypt(sealed: string, about: string): string | undefined
}

const ivBytes = 12
const tagBytes = 16

/** AES-256-GCM. `about` names what the secret is for: a row moved to another place does not open there. */
export function createCipher(key: string): Cipher {
  const bytes = Buffer.from(key, 'base64url')
  return {
    encrypt(text, about) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', bytes, iv).setAAD(Buffer.from(about))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },

    decrypt(sealed, about) {
      const all = Buffer.from(sealed, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', bytes, all.subarray(0, ivBytes))
          .setAAD(Buffer.from(about))
          .setAuthTag(all.subarray(ivBytes, ivBytes + tagBytes))
        const opened = [decipher.update(all.subarray(ivBytes + tagBytes)), decipher.final()]
        return Buffer.concat(opened).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
