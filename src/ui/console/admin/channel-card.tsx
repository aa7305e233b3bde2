import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelChange, ChannelView } from '../../../staff/channel-desk.ts'
import { channelApi } from '../api/channels.ts'
import { Field } from '../components/field.tsx'
import { momentText } from '../components/format.ts'
import { useTell } from '../components/toasts.tsx'
import { channelName } from '../components/undelivered-list.tsx'

/** What an admin reads for the API's names. */
const names: Record<string, string> = {
  botToken: 'Mã bot (token)',
  webhookSecret: 'Mật khẩu webhook (để trống thì máy tự đặt)',
  appId: 'ID ứng dụng',
  appSecret: 'Khoá bí mật của ứng dụng',
  oaSecretKey: 'Khoá bí mật của OA (trang Webhook)',
  refreshToken: 'Mã làm mới (refresh token)',
}

/** One channel. What is typed into a secret is sent once and not shown again. */
export function ChannelCard({ view }: { view: ChannelView }) {
  const { channel, isEnabled, isOpen, missing } = view
  const client = useQueryClient()
  const tell = useTell()
  const [secrets, setSecrets] = useState<Record<string, string>>({})
  const [fields, setFields] = useState<Record<string, string>>({})
  const save = useMutation({
    mutationFn: (change: ChannelChange) => channelApi.change(channel, change),
    onSuccess: (answer) => {
      setSecrets({})
      setFields({})
      client.setQueryData(['channels'], answer)
      void client.invalidateQueries({ queryKey: ['channel-health', channel] })
      tell.done('Đã lưu.')
    },
    onError: tell.failed,
  })
  const value = (name: string) => fields[name] ?? view.fields[name] ?? ''
  const name = channelName(channel)
  return (
    <article className="card stack" aria-label={`Kênh ${name}`}>
      <div className="row">
        <h2>{name}</h2>
        <span className={`badge ${isOpen ? 'good' : isEnabled ? 'warn' : ''}`}>
          {isOpen ? 'Đang bật' : isEnabled ? 'Chưa đủ thông tin' : 'Đang tắt'}
        </span>
        <button
          type="button"
          className="button push"
          disabled={save.isPending}
          onClick={() => save.mutate({ isEnabled: !isEnabled })}
        >
          {isEnabled ? 'Tắt' : 'Bật'}
          <span className="unseen"> {name}</span>
        </button>
      </div>
      {isEnabled && missing.length > 0 && (
        <p className="notice bad">Còn thiếu: {missing.map((each) => names[each]).join(', ')}</p>
      )}
      <Standing view={view} />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ fields, secrets })
        }}
      >
        {'mode' in view.fields && (
          <Field
            label="Nhận tin bằng"
            hint="Hỏi liên tục: không cần địa chỉ công khai. Webhook: nhanh hơn, cần PUBLIC_URL bằng https."
          >
            {(ids) => (
              <select
                {...ids}
                value={value('mode') || 'polling'}
                onChange={(event) => setFields({ ...fields, mode: event.target.value })}
              >
                <option value="polling">Hỏi liên tục (polling)</option>
                <option value="webhook">Webhook</option>
              </select>
            )}
          </Field>
        )}
        {'appId' in view.fields && (
          <Field label={names.appId ?? ''}>
            {(ids) => (
              <input
                {...ids}
                autoComplete="off"
                value={value('appId')}
                onChange={(event) => setFields({ ...fields, appId: event.target.value })}
              />
            )}
          </Field>
        )}
        {'hasPackage' in view.fields && (
          <label className="tick">
            <input
              type="checkbox"
              checked={value('hasPackage') === '1'}
              onChange={(event) =>
                setFields({ ...fields, hasPackage: event.target.checked ? '1' : '0' })
              }
            />
            OA có gói cước: gửi cả tin ngoài 8 tin miễn phí trong 48 giờ (trong vòng 7 ngày)
          </label>
        )}
        {Object.entries(view.secrets).map(([secret, isSet]) => (
          <Field
            key={secret}
            label={names[secret] ?? secret}
            hint={isSet ? 'Đã lưu, không xem lại được. Nhập mới để thay.' : 'Chưa có.'}
          >
            {(ids) => (
              <input
                {...ids}
                type="password"
                autoComplete="new-password"
                value={secrets[secret] ?? ''}
                onChange={(event) => setSecrets({ ...secrets, [secret]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <div>
          <button type="submit" className="button main" disabled={save.isPending}>
            Lưu<span className="unseen"> {name}</span>
          </button>
        </div>
      </form>
    </article>
  )
}

/** Leads to Zalo, where an admin of the account lets this service send for it. */
function ConsentButton({ view }: { view: ChannelView }) {
  const tell = useTell()
  const begin = useMutation({
    mutationFn: () => channelApi.consent(view.channel),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: tell.failed,
  })
  const isReady = Boolean(view.fields.appId) && Boolean(view.secrets.appSecret)
  return (
    <div className="row">
      <button
        type="button"
        className="button"
        disabled={!isReady || begin.isPending}
        onClick={() => begin.mutate()}
      >
        Cấp quyền OA
      </button>
      <span className="quiet">
        {isReady
          ? 'Mở trang của Zalo để quản trị viên OA đồng ý; xong việc, máy tự lưu mã, không cần dán refresh token.'
          : 'Lưu ID ứng dụng và khoá bí mật của ứng dụng trước.'}
      </span>
    </div>
  )
}

/** How the channel stands: what its provider says, and what happened last. */
function Standing({ view }: { view: ChannelView }) {
  const { channel, isOpen, lastError, lastInAt, lastOutAt, waiting, maybeTwice } = view
  const { webhookUrl, testCode } = view
  const health = useQuery({
    queryKey: ['channel-health', channel],
    queryFn: () => channelApi.health(channel),
    enabled: isOpen,
    staleTime: 30_000,
    retry: false,
  })
  const { name, webhook, error } = health.data ?? { name: null, webhook: null, error: null }
  return (
    <>
      {isOpen && (
        <p>
          {health.isPending && 'Đang hỏi nhà cung cấp…'}
          {name && (
            <>
              Đã nối: <b>{name}</b>
            </>
          )}
          {error && <span className="fault">Chưa nối được: {error}</span>}
          {webhook && (
            <>
              <br />
              {webhook.isOurs
                ? 'Webhook đã đăng ký.'
                : `Webhook chưa đúng: ${webhook.url || 'chưa có'}`}
              {webhook.lastError && <span className="fault"> {webhook.lastError}</span>}
            </>
          )}
        </p>
      )}
      {channel === 'zalo-oa' && (
        <p className="quiet">
          Địa chỉ webhook: {webhookUrl ?? 'đặt PUBLIC_URL trước'}
          {webhookUrl && (
            <>
              <br />
              Địa chỉ gọi lại (callback) khi cấp quyền: {webhookUrl}/consent
            </>
          )}
        </p>
      )}
      {channel === 'zalo-oa' && webhookUrl && <ConsentButton view={view} />}
      <p className="quiet">
        Tin đến gần nhất: {lastInAt ? momentText(lastInAt) : 'chưa có'} · Tin gửi gần nhất:{' '}
        {lastOutAt ? momentText(lastOutAt) : 'chưa có'} · Đang chờ gửi: {waiting}
        {maybeTwice > 0 && ` · Tin gửi lại vì không rõ đã đến chưa: ${maybeTwice}`}
        {lastError && (
          <>
            <br />
            Lỗi gần nhất ({momentText(lastError.at)}): {lastError.text}
          </>
        )}
      </p>
      {isOpen && (
        <p className="quiet">
          Thử kênh: từ điện thoại của bạn, nhắn <b>{testCode}</b>. Kênh chạy tốt sẽ trả lời ngay.
        </p>
      )}
    </>
  )
}
