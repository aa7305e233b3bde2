import type { Day } from '../shared/day.ts'

/** Something that an official looked at, took out or changed. */
export type AuditRecord = {
  /** Id of the official; empty when it is not known who, as at a failed sign-in. */
  who: string
  /** `view-conversation`, `search`, `export-dashboard` … */
  action: string
  /** What it was done to: a ticket's number, an attachment's id … */
  subject: string
  detail: Record<string, unknown>
}

/** Writes to the append-only audit log; what is being done goes on only when this resolves. */
export type WriteAudit = (record: AuditRecord) => Promise<void>

export type AuditEntry = AuditRecord & { sequence: number; at: Date }

/** The log as an admin reads it, newest first. The real one is adapters/audit-log.ts. */
export type Audit = {
  write: WriteAudit
  page(wanted: {
    who?: string | undefined
    action?: string | undefined
    /** Days in Vietnam, both included. */
    from?: Day | undefined
    to?: Day | undefined
    /** Only entries older than that one. */
    before?: number | undefined
    limit: number
  }): Promise<AuditEntry[]>
}
