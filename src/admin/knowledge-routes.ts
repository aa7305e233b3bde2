import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { problem } from '../http/problem.ts'
import { jsonBody } from '../http/read-body.ts'
import { readQuery } from '../http/read-query.ts'
import { requireAdmin } from '../staff/require-staff.ts'
import type { StaffEnv } from '../staff/staff-env.ts'
import { createEditGuide } from './edit-guide.ts'
import { createFolderDesk } from './folder-desk.ts'
import { createGaps } from './gaps.ts'
import { createGuideHistory } from './guide-history.ts'
import { createGuideList } from './guide-list.ts'
import type { KnowledgeDeps } from './knowledge-deps.ts'
import * as schema from './knowledge-schema.ts'
import { createPublishGuide } from './publish-guide.ts'
import { createRehearseGuide } from './rehearse-guide.ts'
import { createTrialQuestions } from './trial-questions.ts'
import { createWardDesk } from './ward-desk.ts'

/** Everything an admin does with the guides. */
export type KnowledgeDesk = ReturnType<typeof createKnowledgeDesk>

export function createKnowledgeDesk(deps: KnowledgeDeps) {
  const editing = createEditGuide(deps)
  const rehearsal = createRehearseGuide(deps)
  const trialQuestions = createTrialQuestions(deps)
  return {
    list: createGuideList(deps),
    editing,
    rehearsal,
    publishing: createPublishGuide({ ...deps, rehearsal }),
    history: createGuideHistory(deps),
    trialQuestions,
    gaps: createGaps({ ...deps, editing, trialQuestions }),
    ward: createWardDesk(deps),
    folder: createFolderDesk(deps),
    deps,
  }
}

export type KnowledgeRoutesDeps = {
  knowledge: KnowledgeDesk
  /** Puts the signed-in official beside the request, or refuses it. */
  requireStaff: MiddlewareHandler<StaffEnv>
}

// A long guide with its questions has some fifty kilobytes as JSON, a logo a hundred.
const maxBodyBytes = 512 * 1024
const limitKnowledgeBody = bodyLimit({
  maxSize: maxBodyBytes,
  onError: (c) =>
    problem(c, 413, { code: 'too_large', detail: `The body may have ${maxBodyBytes} bytes.` }),
})

/** The knowledge desk, `/api/staff/v1/knowledge`; for admins. */
export function createKnowledgeRoutes({ knowledge, requireStaff }: KnowledgeRoutesDeps) {
  const { list, editing, rehearsal, publishing, history, gaps, ward, folder, deps } = knowledge
  const { trialQuestions } = knowledge
  const app = new Hono<StaffEnv>()
  app.use('/knowledge/*', limitKnowledgeBody, requireStaff, requireAdmin)
  return app
    .get('/knowledge/guides', readQuery(schema.guideListQuery), async (c) =>
      c.json(await list(c.req.valid('query'))),
    )
    .post('/knowledge/guides', jsonBody(schema.newGuide), async (c) =>
      c.json(await editing.create(c.var.staff, c.req.valid('json')), 201),
    )
    .get('/knowledge/guides/:id', async (c) =>
      c.json(await editing.open(c.var.staff, c.req.param('id'))),
    )
    .get('/knowledge/guides/:id/file', async (c) => {
      const id = c.req.param('id')
      const text = await editing.exportFile(c.var.staff, id)
      return c.body(text, 200, {
        'Content-Type': 'text/markdown; charset=utf-8',
        'Content-Disposition': `attachment; filename="${id.replace(/[^\w-]/g, '')}.md"`,
      })
    })
    .put('/knowledge/guides/:id/draft', jsonBody(schema.draftChange), async (c) =>
      c.json(await editing.save(c.var.staff, c.req.param('id'), c.req.valid('json'))),
    )
    .delete('/knowledge/guides/:id/draft', jsonBody(schema.draftVersion), async (c) => {
      const { version } = c.req.valid('json')
      await editing.discard(c.var.staff, c.req.param('id'), version)
      return c.body(null, 204)
    })
    .post('/knowledge/guides/:id/review', jsonBody(schema.reviewChange), async (c) =>
      c.json(await editing.review(c.var.staff, c.req.param('id'), c.req.valid('json'))),
    )
    .put('/knowledge/guides/:id/care', jsonBody(schema.careChange), async (c) => {
      await editing.setCare(c.var.staff, c.req.param('id'), c.req.valid('json'))
      return c.body(null, 204)
    })
    .get('/knowledge/guides/:id/preview', readQuery(schema.previewQuery), async (c) =>
      c.json(await rehearsal.preview(c.req.param('id'), c.req.valid('query').day)),
    )
    .post('/knowledge/guides/:id/ask', jsonBody(schema.askRequest), async (c) => {
      const { question } = c.req.valid('json')
      return c.json(await rehearsal.ask(c.var.staff, c.req.param('id'), question))
    })
    .post('/knowledge/guides/:id/trial', jsonBody(schema.trialRequest), async (c) => {
      const { scope } = c.req.valid('json')
      return c.json(await rehearsal.trial(c.var.staff, c.req.param('id'), scope))
    })
    .post('/knowledge/guides/:id/publish', jsonBody(schema.publishRequest), async (c) =>
      c.json(await publishing.publish(c.var.staff, c.req.param('id'), c.req.valid('json'))),
    )
    .get('/knowledge/guides/:id/history', async (c) =>
      c.json(await history.history(c.var.staff, c.req.param('id'))),
    )
    .get('/knowledge/guides/:id/compare', readQuery(schema.compareQuery), async (c) => {
      const { from, to } = c.req.valid('query')
      return c.json(await history.compare(c.var.staff, c.req.param('id'), from, to))
    })
    .post('/knowledge/guides/:id/roll-back', jsonBody(schema.rollBackRequest), async (c) => {
      const { edition, reason } = c.req.valid('json')
      return c.json(await publishing.rollBack(c.var.staff, c.req.param('id'), edition, reason))
    })
    .get('/knowledge/editions', async (c) => c.json(await history.editions()))
    .delete('/knowledge/publications/:id', async (c) => {
      await publishing.cancel(c.var.staff, c.req.param('id'))
      return c.body(null, 204)
    })
    .get('/knowledge/gaps', readQuery(schema.gapsQuery), async (c) =>
      c.json(await gaps.gaps(c.var.staff, Number(c.req.valid('query').days))),
    )
    .post('/knowledge/gaps', jsonBody(schema.gapAction), async (c) =>
      c.json(await gaps.act(c.var.staff, c.req.valid('json'))),
    )
    .get('/knowledge/trial-questions', async (c) => {
      return c.json({ questions: await trialQuestions.all() })
    })
    .post('/knowledge/trial-questions', jsonBody(schema.newTrialQuestion), async (c) => {
      return c.json(await trialQuestions.add(c.var.staff, c.req.valid('json')), 201)
    })
    .delete('/knowledge/trial-questions/:id', async (c) => {
      await trialQuestions.remove(c.var.staff, c.req.param('id'))
      return c.body(null, 204)
    })
    .get('/knowledge/ward', async (c) => c.json(await ward.ward()))
    .put('/knowledge/ward', jsonBody(schema.wardChange), async (c) => {
      const { profile, hash, reason } = c.req.valid('json')
      return c.json(await ward.saveWard(c.var.staff, profile, hash, reason))
    })
    .get('/knowledge/folder', async (c) => c.json(await folder.folder()))
    .post('/knowledge/folder', jsonBody(schema.folderResolution), async (c) => {
      const { file, take, reason } = c.req.valid('json')
      await folder.resolve(c.var.staff, file, take, reason)
      return c.body(null, 204)
    })
    .get('/knowledge/rules', async (c) => c.json(await deps.rules.read()))
    .put('/knowledge/rules', jsonBody(schema.publishingRules), async (c) => {
      const rules = c.req.valid('json')
      const before = await deps.rules.read()
      await deps.rules.write(rules)
      const detail = { before, after: rules }
      await deps.writeAudit({
        who: c.var.staff.id,
        action: 'change-publishing-rules',
        subject: '',
        detail,
      })
      return c.json(rules)
    })
}

/** For hono/client: `hc<KnowledgeApi>('/api/staff/v1')`. */
export type KnowledgeApi = ReturnType<typeof createKnowledgeRoutes>
