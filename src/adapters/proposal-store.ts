import type { Selectable } from 'kysely'
import type { KeptProposal, ProposalStore } from '../staff/proposals.ts'
import { proposalKinds, proposalStates } from '../staff/staff-api-schema.ts'
import type { Database, Tables } from './database.ts'

/** ProposalStore on SQLite or PostgreSQL. */
export function createProposalStore(database: Database): ProposalStore {
  return {
    async add({ id, guide, kind, text, staffId, state, createdAt }) {
      const created_at = createdAt.toISOString()
      await database
        .insertInto('proposals')
        .values({ id, guide, kind, text, staff_id: staffId, state, created_at })
        .execute()
    },

    async list(state) {
      const all = database.selectFrom('proposals').selectAll()
      const rows = await (state === undefined ? all : all.where('state', '=', state))
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(500)
        .execute()
      return rows.map(toProposal)
    },

    async find(id) {
      const row = await database
        .selectFrom('proposals')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row && toProposal(row)
    },

    async decide(id, state) {
      const row = await database
        .updateTable('proposals')
        .set({ state })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .returningAll()
        .executeTakeFirst()
      return row && toProposal(row)
    },
  }
}

function toProposal(row: Selectable<Tables['proposals']>): KeptProposal {
  return {
    id: row.id,
    guide: row.guide,
    kind: proposalKinds.find((kind) => kind === row.kind) ?? 'note',
    text: row.text,
    staffId: row.staff_id,
    state: proposalStates.find((state) => state === row.state) ?? 'waiting',
    createdAt: new Date(row.created_at),
  }
}
