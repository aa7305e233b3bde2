import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { momentText } from '../components/format.ts'
import { PageTitle } from '../components/page-title.tsx'
import { useTell } from '../components/toasts.tsx'
import { Waiting } from '../components/waiting.tsx'
import { fieldNames } from '../inbox/field-names.ts'
import { knowledgeApi, reasonOf } from './knowledge-api.ts'
import { KnowledgePlaces } from './knowledge-places.tsx'

type Group = Awaited<ReturnType<typeof knowledgeApi.gaps>>['groups'][number]

/** What people ask that nothing answers well, and guides that need looking at. */
export function GapsPage() {
  const [days, setDays] = useState<'7' | '30' | '90'>('30')
  const question = useQuery({
    queryKey: ['gaps', days],
    queryFn: () => knowledgeApi.gaps(days),
    placeholderData: (before) => before,
  })
  const { data } = question
  return (
    <div className="page">
      <KnowledgePlaces />
      <PageTitle title="Còn thiếu">
        {(['7', '30', '90'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="tab"
            aria-pressed={days === each}
            onClick={() => setDays(each)}
          >
            {each} ngày
          </button>
        ))}
      </PageTitle>
      {!data && <Waiting question={question} />}
      {data && (
        <>
          <section className="stack" aria-labelledby="gaps-title">
            <h2 id="gaps-title">Câu hỏi chưa trả lời được, hoặc trả lời chưa tốt</h2>
            <p className="quiet small">
              Câu gần nghĩa được gom lại. Số điện thoại, số giấy tờ của người dân đã che.
            </p>
            {data.groups.length === 0 && (
              <p className="card quiet">Không có câu nào trong thời gian này.</p>
            )}
            {data.groups.map((group) => (
              <GroupCard key={group.messageIds[0] ?? ''} group={group} />
            ))}
          </section>
          <section className="card stack" aria-labelledby="upkeep-title">
            <h2 id="upkeep-title">Hướng dẫn cần xem lại ({data.upkeep.length})</h2>
            <ul className="plain stack">
              {data.upkeep.map(({ id, title, notes }) => (
                <li key={id}>
                  <Link href={`/knowledge/guides/${id}`}>{title}</Link>
                  <span className="block small quiet">{notes.join('; ')}</span>
                </li>
              ))}
            </ul>
            {data.upkeep.length === 0 && <p className="quiet">Không có.</p>}
          </section>
          <details className="card">
            <summary>
              <strong>
                {data.unasked.length} hướng dẫn không ai hỏi trong {data.quietDays} ngày
              </strong>
            </summary>
            <ul>
              {data.unasked.map(({ id, title, field }) => (
                <li key={id}>
                  <Link href={`/knowledge/guides/${id}`}>{title}</Link>{' '}
                  <span className="quiet small">{field}</span>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </div>
  )
}

function GroupCard({ group }: { group: Group }) {
  const client = useQueryClient()
  const tell = useTell()
  const [dialog, setDialog] = useState<'guide' | 'question' | null>(null)
  const drop = useMutation({
    mutationFn: () =>
      knowledgeApi.decideGap({ decision: 'not-ours', messageIds: group.messageIds }),
    onSuccess: () => tell.done('Đã bỏ khỏi danh sách.'),
    onError: (error) => tell.refused(reasonOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['gaps'] }),
  })
  return (
    <article className="card stack">
      <p className="row">
        <span className="badge">{group.count} lần hỏi</span>
        {group.thumbsDown > 0 && (
          <span className="badge bad">{group.thumbsDown} lần báo không hữu ích</span>
        )}
        {group.unanswered > 0 && (
          <span className="badge warn">{group.unanswered} lần chưa trả lời được</span>
        )}
        <span className="small quiet">Gần nhất {momentText(group.lastAt)}</span>
        {group.guide && (
          <span className="small quiet">
            Trợ lý đã trả lời theo{' '}
            <Link href={`/knowledge/guides/${group.guide.id}`}>{group.guide.title}</Link>
          </span>
        )}
      </p>
      <ul className="gap-samples">
        {group.samples.map((text) => (
          <li key={text} className="as-typed">
            {text}
          </li>
        ))}
      </ul>
      <div className="row">
        <button type="button" className="button" onClick={() => setDialog('guide')}>
          Tạo hướng dẫn
        </button>
        <button type="button" className="button" onClick={() => setDialog('question')}>
          Thêm câu hỏi vào…
        </button>
        <button
          type="button"
          className="button bare"
          disabled={drop.isPending}
          onClick={() => drop.mutate()}
        >
          Không thuộc việc của ta
        </button>
      </div>
      {dialog && <GapDialog group={group} what={dialog} onClose={() => setDialog(null)} />}
    </article>
  )
}

type DialogProps = { group: Group; what: 'guide' | 'question'; onClose(): void }

function GapDialog({ group, what, onClose }: DialogProps) {
  const [, go] = useLocation()
  const client = useQueryClient()
  const [title, setTitle] = useState('')
  const [field, setField] = useState('')
  const [guide, setGuide] = useState(group.guide?.id ?? '')
  const [text, setText] = useState(group.samples[0] ?? '')
  const [q, setQ] = useState('')
  const guides = useQuery({
    queryKey: ['guides', 'pick', q],
    queryFn: () => knowledgeApi.guides({ q, field: '', show: 'all' }),
    enabled: what === 'question',
    placeholderData: (before) => before,
  })
  const { messageIds } = group
  const act = useMutation({
    mutationFn: () =>
      knowledgeApi.decideGap(
        what === 'guide'
          ? { decision: 'guide', messageIds, title: title.trim(), field }
          : { decision: 'question', messageIds, guide, question: text.trim() },
      ),
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: ['gaps'] })
      if (answer.guide) go(`/knowledge/guides/${answer.guide}`)
    },
  })
  return (
    <Dialog
      title={what === 'guide' ? 'Tạo hướng dẫn' : 'Thêm câu hỏi vào hướng dẫn'}
      onClose={onClose}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          act.mutate()
        }}
      >
        {what === 'guide' ? (
          <>
            <Field label="Tên thủ tục">
              {(ids) => (
                <input
                  {...ids}
                  required
                  maxLength={300}
                  value={title}
                  onChange={({ target }) => setTitle(target.value)}
                />
              )}
            </Field>
            <Field label="Lĩnh vực">
              {(ids) => (
                <select
                  {...ids}
                  required
                  value={field}
                  onChange={({ target }) => setField(target.value)}
                >
                  <option value="">Chọn lĩnh vực</option>
                  {fieldNames().map((name) => (
                    <option key={name}>{name}</option>
                  ))}
                </select>
              )}
            </Field>
          </>
        ) : (
          <>
            <Field label="Câu hỏi" hint="Sửa cho gọn; đừng để tên, số điện thoại của ai.">
              {(ids) => (
                <textarea
                  {...ids}
                  required
                  rows={2}
                  maxLength={500}
                  value={text}
                  onChange={({ target }) => setText(target.value)}
                />
              )}
            </Field>
            <Field label="Tìm hướng dẫn">
              {(ids) => (
                <input
                  {...ids}
                  type="search"
                  value={q}
                  onChange={({ target }) => setQ(target.value)}
                />
              )}
            </Field>
            <Field label="Hướng dẫn">
              {(ids) => (
                <select
                  {...ids}
                  required
                  value={guide}
                  onChange={({ target }) => setGuide(target.value)}
                >
                  <option value="">Chọn hướng dẫn</option>
                  {group.guide && <option value={group.guide.id}>{group.guide.title}</option>}
                  {guides.data?.guides
                    .filter(({ id }) => id !== group.guide?.id)
                    .map((each) => (
                      <option key={each.id} value={each.id}>
                        {each.title}
                      </option>
                    ))}
                </select>
              )}
            </Field>
          </>
        )}
        {act.error && <p className="notice bad">{reasonOf(act.error)}</p>}
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Thôi
          </button>
          <button type="submit" className="button main" disabled={act.isPending}>
            {what === 'guide' ? 'Bắt đầu soạn' : 'Thêm vào bản nháp'}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
