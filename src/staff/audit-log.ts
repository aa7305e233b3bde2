/** Something that an official looked at, took out or changed. */
export type AuditRecord = {
  /** Id of the official. */
  who: string
  /** `view-conversation`, `search`, `export-dashboard` … */
  action: string
  /** What it was done to: a ticket's number, an attachment's id … */
  subject: string
  detail: Record<string, unknown>
}

/** Writes to the append-only audit log; what is being done goes on only when this resolves. */
export type WriteAudit = (record: AuditRecord) => Promise<void>
