import type { TicketStore } from '../handoff/ticket-store.ts'
import type { Edition } from '../knowledge/edition.ts'
import { maskPersonalData } from '../language/personal-data.ts'
import type { Clock } from '../shared/clock.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import type { WriteAudit } from './audit-log.ts'
import type { StaffDirectory } from './directory.ts'
import { noSuchTicket, sequenceOf } from './refusals.ts'
import type { NewProposal, Proposal } from './staff-api-schema.ts'
import type { Viewer } from './staff-env.ts'

/** As it is kept. */
export type KeptProposal = {
  id: string
  /** Guide's id. */
  guide: string
  kind: Proposal['kind']
  text: string
  staffId: string
  state: Proposal['state']
  createdAt: Date
}

/** Where proposals wait for an admin. */
export type ProposalStore = {
  add(proposal: KeptProposal): Promise<void>
  /** Newest first. */
  list(state: Proposal['state'] | undefined): Promise<KeptProposal[]>
  find(id: string): Promise<KeptProposal | undefined>
  /** Once: undefined when it is decided already. */
  decide(id: string, state: 'accepted' | 'rejected'): Promise<KeptProposal | undefined>
}

export type ProposalDeps = {
  proposalStore: ProposalStore
  tickets: Pick<TicketStore, 'find'>
  currentEdition: () => Edition
  directory: StaffDirectory
  writeAudit: WriteAudit
  clock: Clock
}

/** A reply that proved useful becomes a proposed question or note of a guide. */
export function createProposals(deps: ProposalDeps) {
  const { proposalStore, tickets, currentEdition, directory, clock } = deps
  const shown = async (proposals: KeptProposal[]): Promise<Proposal[]> => {
    const people = await directory.people()
    const { guides } = currentEdition()
    return proposals.map(({ guide, staffId, createdAt, ...proposal }) => ({
      ...proposal,
      guide: { id: guide, title: guides.get(guide)?.title ?? guide },
      staff: { id: staffId, name: people.get(staffId)?.name ?? 'Cán bộ' },
      createdAt: createdAt.toISOString(),
    }))
  }
  const one = async (proposal: KeptProposal): Promise<Proposal> => {
    const [view] = await shown([proposal])
    if (!view) throw new NotFoundError('Không có đề xuất này.')
    return view
  }

  return {
    async propose(viewer: Viewer, number: string, { guide, kind, text }: NewProposal) {
      if (!(await tickets.find(sequenceOf(number)))) throw noSuchTicket()
      if (!currentEdition().guides.has(guide)) {
        throw new InvalidInputError(`Không có hướng dẫn ${guide}.`)
      }
      const proposal: KeptProposal = {
        id: newId('prp'),
        guide,
        kind,
        // A guide is public; a citizen's number must not get into it.
        text: maskPersonalData(text),
        staffId: viewer.id,
        state: 'waiting',
        createdAt: clock(),
      }
      await proposalStore.add(proposal)
      return await one(proposal)
    },

    async proposals(state: Proposal['state'] | undefined): Promise<Proposal[]> {
      return await shown(await proposalStore.list(state))
    },

    async decideProposal(viewer: Viewer, id: string, state: 'accepted' | 'rejected') {
      if (!(await proposalStore.find(id))) throw new NotFoundError('Không có đề xuất này.')
      const decided = await proposalStore.decide(id, state)
      if (!decided) throw new ConflictError('Đề xuất này đã được xử lý.')
      const detail = { state }
      await deps.writeAudit({ who: viewer.id, action: 'decide-proposal', subject: id, detail })
      return await one(decided)
    },
  }
}
