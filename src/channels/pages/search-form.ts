import { html } from 'hono/html'
import type { Html } from './html.ts'

/** The search box of the guides; a plain GET form. */
export function searchForm(query = ''): Html {
  return html`<form class="search" action="/thu-tuc" method="get" role="search">
  <label for="q">Tìm thủ tục theo lời thường ngày, gõ không dấu cũng được</label>
  <div>
    <input id="q" name="q" type="search" value="${query}" maxlength="200" autocomplete="off"
      placeholder="Ví dụ: làm giấy khai sinh">
    <button type="submit">Tìm</button>
  </div>
</form>`
}
