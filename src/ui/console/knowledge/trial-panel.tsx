import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '../components/field.tsx'
import { Markdown } from '../components/markdown.tsx'
import { knowledgeApi, reasonOf, type TrialOutcome } from './knowledge-api.ts'

type Props = { id: string; flush(): Promise<number | null> }

/** Asks the draft a question, beside what citizens are told now; and all known questions at once. */
export function TrialPanel({ id, flush }: Props) {
  const [question, setQuestion] = useState('')
  const ask = useMutation({
    mutationFn: async () => {
      await flush()
      return await knowledgeApi.ask(id, question)
    },
  })
  const trial = useMutation({
    mutationFn: async (scope: 'near' | 'all') => {
      await flush()
      return await knowledgeApi.trial(id, scope)
    },
  })
  return (
    <div className="stack">
      <section className="card stack" aria-labelledby="ask-title">
        <h2 id="ask-title">Hỏi thử bản nháp</h2>
        <form
          className="ask-form"
          onSubmit={(event) => {
            event.preventDefault()
            ask.mutate()
          }}
        >
          <Field label="Câu hỏi, như người dân hỏi">
            {(ids) => (
              <input
                {...ids}
                required
                maxLength={2000}
                value={question}
                onChange={({ target }) => setQuestion(target.value)}
              />
            )}
          </Field>
          <button type="submit" className="button main" disabled={ask.isPending}>
            {ask.isPending ? 'Đang hỏi…' : 'Hỏi thử'}
          </button>
        </form>
        {ask.error && <p className="notice bad">{reasonOf(ask.error)}</p>}
        {ask.data && (
          <div className="two" aria-live="polite">
            <Answer title="Đang trả lời người dân" of={ask.data.live} />
            <Answer title="Nếu công bố bản nháp" of={ask.data.draft} />
          </div>
        )}
      </section>
      <section className="card stack" aria-labelledby="trial-title">
        <h2 id="trial-title">Chạy thử bộ câu hỏi</h2>
        <p className="quiet">
          So từng câu hỏi mẫu và câu hỏi thật đã gom: câu nào trả lời được thêm, câu nào mất, câu
          nào đổi lời.
        </p>
        <div className="row">
          <button
            type="button"
            className="button"
            disabled={trial.isPending}
            onClick={() => trial.mutate('near')}
          >
            Câu hỏi gần thủ tục này
          </button>
          <button
            type="button"
            className="button"
            disabled={trial.isPending}
            onClick={() => trial.mutate('all')}
          >
            Câu hỏi của mọi thủ tục
          </button>
          {trial.isPending && <span role="status">Đang chạy thử…</span>}
        </div>
        {trial.error && <p className="notice bad">{reasonOf(trial.error)}</p>}
        {trial.data && (
          <div className="stack" aria-live="polite">
            <p>
              Đã hỏi {trial.data.asked} câu: {trial.data.same} câu như cũ,{' '}
              <strong>{countOf(trial.data.outcomes, 'gained')} câu được thêm</strong>,{' '}
              <strong>{countOf(trial.data.outcomes, 'lost')} câu bị mất</strong>,{' '}
              {countOf(trial.data.outcomes, 'altered')} câu đổi lời.
            </p>
            <OutcomeList outcomes={trial.data.outcomes.slice(0, 50)} />
          </div>
        )}
      </section>
    </div>
  )
}

const changeWords = { gained: 'Được thêm', lost: 'Bị mất', altered: 'Đổi lời' }
const changeBadges = { gained: 'badge good', lost: 'badge bad', altered: 'badge warn' }
const kindWords: Record<TrialOutcome['live']['kind'], string> = {
  answer: 'Trả lời',
  redirect: 'Chỉ sang nơi khác',
  clarify: 'Hỏi lại',
  handoff: 'Chuyển cán bộ',
  smalltalk: 'Chào hỏi',
  refusal: 'Không trả lời được',
}

/** What became of each question. */
export function OutcomeList({ outcomes }: { outcomes: TrialOutcome[] }) {
  return (
    <ul className="plain outcomes">
      {outcomes.map(({ question, change, live, draft }) => (
        <li key={question}>
          <span className={changeBadges[change]}>{changeWords[change]}</span> “{question}”
          <span className="small quiet">
            {wordsOf(live)} → {wordsOf(draft)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function wordsOf({ kind, guide }: TrialOutcome['live']): string {
  return guide ? `${kindWords[kind]}: ${guide}` : kindWords[kind]
}

function countOf(outcomes: TrialOutcome[], change: TrialOutcome['change']): number {
  return outcomes.filter((each) => each.change === change).length
}

function Answer({ title, of }: { title: string; of: TrialOutcome['live'] }) {
  return (
    <section className="answer" aria-label={title}>
      <h3>{title}</h3>
      <p className="small quiet">{wordsOf(of)}</p>
      <div className="bubble">
        <Markdown source={of.text} />
      </div>
    </section>
  )
}
