import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { momentText } from '../components/format.ts'
import { icons } from '../components/icons.tsx'
import { PageTitle } from '../components/page-title.tsx'
import { useTell } from '../components/toasts.tsx'
import { Waiting } from '../components/waiting.tsx'
import { fieldNames } from '../inbox/field-names.ts'
import { CareCard } from './care-card.tsx'
import { GuideEditor } from './guide-editor.tsx'
import { GuideNotices } from './guide-notices.tsx'
import { HistoryPanel } from './history-panel.tsx'
import {
  type GuideForm,
  guideFileUrl,
  knowledgeApi,
  type OpenedGuide,
  reasonOf,
} from './knowledge-api.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { TrialPanel } from './trial-panel.tsx'
import { type EditedDraft, type SaveState, useGuideDraft } from './use-guide-draft.ts'
import { ChangeList } from './word-diff.tsx'

const tabs = [
  { key: 'edit', name: 'Soạn' },
  { key: 'preview', name: 'Xem trước' },
  { key: 'changes', name: 'Chỗ khác bản đang dùng' },
  { key: 'try', name: 'Hỏi thử' },
  { key: 'history', name: 'Lịch sử' },
] as const
type Tab = (typeof tabs)[number]['key']

/** One guide: written, looked at, tried, published, taken back. */
export function GuidePage({ id }: { id: string }) {
  const question = useQuery({
    queryKey: ['guide', id],
    queryFn: () => knowledgeApi.open(id),
    // What is being typed is not to be overwritten.
    staleTime: Infinity,
    gcTime: 0,
  })
  const opened = question.data
  const form = opened?.draft?.form ?? opened?.live?.form
  if (!opened || !form) {
    return (
      <div className="page">
        <Waiting question={question} />
      </div>
    )
  }
  // Opened anew: the editor begins afresh.
  return <Guide key={question.dataUpdatedAt} opened={opened} start={form} />
}

function Guide({ opened, start }: { opened: OpenedGuide; start: GuideForm }) {
  const client = useQueryClient()
  const { id } = opened
  const draft = useGuideDraft(opened, start)
  const [tab, setTab] = useState<Tab>('edit')
  const [isPublishing, setPublishing] = useState(false)
  const reopen = () => {
    void client.invalidateQueries({ queryKey: ['guides'] })
    void client.invalidateQueries({ queryKey: ['guide', id] })
  }
  const hasDraft = draft.version !== 0
  return (
    <div className="page wide">
      <p>
        <Link href="/knowledge">‹ Mọi hướng dẫn</Link>
      </p>
      <PageTitle title={draft.form.title || 'Hướng dẫn chưa có tên'}>
        <SaveBadge state={draft.state} hasDraft={hasDraft} />
        <button
          type="button"
          className="button main push"
          disabled={!hasDraft && draft.state === 'saved'}
          onClick={() => void draft.flush().then(() => setPublishing(true))}
        >
          {icons.done}Công bố…
        </button>
      </PageTitle>
      <GuideNotices opened={opened} draft={draft} onChanged={reopen} />
      <div className="tabs" role="tablist" aria-label="Phần của hướng dẫn">
        {tabs.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-controls="tab-panel"
            aria-selected={tab === key}
            className="tab"
            onClick={() => void draft.flush().then(() => setTab(key))}
          >
            {name}
            {key === 'changes' && draft.changes.length > 0 && (
              <span className="figure"> {draft.changes.length}</span>
            )}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`} className="stack">
        {tab === 'edit' && (
          <>
            <Problems draft={draft} />
            <GuideEditor
              form={draft.form}
              problems={draft.problems}
              fields={fieldNames()}
              onChange={draft.change}
            />
            <CareCard id={id} care={opened.care} />
            <DraftActions opened={opened} draft={draft} onChanged={reopen} />
          </>
        )}
        {tab === 'preview' && <PreviewPanel id={id} version={draft.version} />}
        {tab === 'changes' && (
          <section className="card">
            <ChangeList
              changes={draft.changes}
              nothing="Chưa sửa gì: bản nháp giống bản đang dùng."
            />
          </section>
        )}
        {tab === 'try' && <TrialPanel id={id} flush={draft.flush} />}
        {tab === 'history' && <HistoryPanel id={id} onChanged={reopen} />}
      </div>
      {draft.conflict?.form && (
        <MergeDialog
          title="Có người khác cũng đang sửa"
          told={
            draft.conflict.isPublished
              ? 'Hướng dẫn này vừa được công bố lại. Chưa có gì của bạn bị mất: bạn chọn phần giữ lại ở từng mục rồi lưu.'
              : `${draft.conflict.by?.name ?? 'Đồng nghiệp'} đã lưu bản nháp lúc ${momentText(draft.conflict.at ?? new Date().toISOString())}. Chưa có gì của ai bị mất: bạn chọn phần giữ lại ở từng mục rồi lưu.`
          }
          mine={draft.form}
          theirs={draft.conflict.form}
          onMerge={(form) => {
            if (draft.conflict) draft.merge(form, draft.conflict)
          }}
          onClose={reopen}
        />
      )}
      {isPublishing && (
        <PublishDialog
          id={id}
          changes={draft.changes}
          flush={draft.flush}
          onDone={() => {
            setPublishing(false)
            reopen()
          }}
          onClose={() => setPublishing(false)}
        />
      )}
    </div>
  )
}

const saveWords: Record<SaveState, string> = {
  saved: 'Đã lưu bản nháp',
  waiting: 'Chưa lưu…',
  saving: 'Đang lưu…',
  failed: 'Chưa lưu được, đang thử lại',
  conflict: 'Có người khác cũng đang sửa',
}

function SaveBadge({ state, hasDraft }: { state: SaveState; hasDraft: boolean }) {
  const isBad = state === 'failed' || state === 'conflict'
  return (
    <span className={isBad ? 'badge bad' : hasDraft ? 'badge warn' : 'badge good'} role="status">
      {state === 'saved' && !hasDraft ? 'Đang dùng, chưa sửa gì' : saveWords[state]}
    </span>
  )
}

function Problems({ draft: { problems, state, failure } }: { draft: EditedDraft }) {
  return (
    <>
      {state === 'failed' && (
        <p className="notice bad" role="alert">
          {failure}
        </p>
      )}
      {problems.length > 0 && (
        <p className="notice" role="status">
          Còn {problems.length} chỗ phải sửa trước khi công bố; lời nhắc màu đỏ nằm ngay dưới từng
          ô.
          {problems.filter(({ field }) => field === '').map(({ message }) => ` ${message}`)}
        </p>
      )}
    </>
  )
}

type ActionProps = { opened: OpenedGuide; draft: EditedDraft; onChanged(): void }

function DraftActions({ opened, draft, onChanged }: ActionProps) {
  const tell = useTell()
  const discard = useMutation({
    mutationFn: () => knowledgeApi.discard(opened.id, draft.version),
    onSuccess: () => {
      tell.done('Đã bỏ bản nháp.')
      onChanged()
    },
    onError: (error) => tell.refused(reasonOf(error)),
  })
  const ask = useMutation({
    mutationFn: async () => {
      const version = (await draft.flush()) ?? draft.version
      return await knowledgeApi.review(opened.id, { version, to: 'asked', note: '' })
    },
    onSuccess: () => {
      tell.done('Đã gửi người khác xem lại.')
      onChanged()
    },
    onError: (error) => tell.refused(reasonOf(error)),
  })
  return (
    <div className="row">
      {draft.version !== 0 && (
        <>
          <button
            type="button"
            className="button"
            disabled={ask.isPending}
            onClick={() => ask.mutate()}
          >
            Nhờ người khác xem lại
          </button>
          {opened.live && (
            <button
              type="button"
              className="button bare"
              disabled={discard.isPending}
              onClick={() => {
                if (confirm('Bỏ bản nháp này? Bản đang dùng không đổi.')) discard.mutate()
              }}
            >
              {icons.erase}Bỏ bản nháp
            </button>
          )}
        </>
      )}
      {opened.live && (
        <a className="button" href={guideFileUrl(opened.id)} download>
          {icons.download}Tải tệp hướng dẫn
        </a>
      )}
    </div>
  )
}
