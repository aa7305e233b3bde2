import { fieldOf, parseJson, textOf } from '../../widget/read-json.ts'

/** The service said no. `detail` is its sentence, `holder` who holds the ticket when a claim is late. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly holder: string

  constructor(status: number, body: unknown) {
    super(textOf(body, 'detail') || textOf(body, 'message') || `HTTP ${status}`)
    this.name = 'ApiProblem'
    this.status = status
    this.code = textOf(body, 'code')
    this.detail = this.message
    this.holder = textOf(fieldOf(body, 'heldBy'), 'name')
  }
}

/** The JSON of an answer; undefined for one without a body. Throws ApiProblem when it is not ok. */
export async function readAnswer(response: Response): Promise<unknown> {
  const body = parseJson(await response.text())
  if (!response.ok) throw new ApiProblem(response.status, body)
  return body
}

type AnswerOf<Body> = { ok: boolean; json(): Promise<Body> }

/** The typed JSON of a call made with Hono's client; nothing for 204. Throws ApiProblem when it is not ok. */
export async function answerOf<Body>(call: Promise<AnswerOf<Body> & Response>): Promise<Body> {
  const response = await call
  if (response.status === 204) return undefined as Body
  if (response.ok) return await response.json()
  throw new ApiProblem(response.status, parseJson(await response.text()))
}

/** A sentence an official can act on, whatever failed. */
export function messageOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) {
    return 'Chưa kết nối được với máy chủ. Bạn kiểm tra mạng rồi thử lại.'
  }
  if (error.status === 401) return 'Phiên làm việc đã hết. Bạn đăng nhập lại nhé.'
  if (error.status === 403) return 'Tài khoản của bạn không có quyền làm việc này.'
  if (error.status === 404) return 'Không tìm thấy. Có thể mục này đã bị xoá.'
  if (error.status === 409) {
    return error.holder
      ? `${error.holder} đang giữ phiếu này.`
      : 'Phiếu vừa được người khác thay đổi. Bạn xem lại rồi thử lần nữa.'
  }
  if (error.status === 413) return 'Nội dung dài quá. Bạn rút ngắn lại nhé.'
  if (error.status === 422 || error.status === 400) return 'Có ô chưa đúng. Bạn kiểm tra lại nhé.'
  if (error.status === 429) return 'Bạn thử nhiều lần quá. Đợi ít phút rồi làm lại.'
  return 'Máy chủ đang trục trặc. Bạn thử lại sau ít phút.'
}
