import { html, raw } from 'hono/html'
import type { Edition } from '../../knowledge/edition.ts'
import { formatDay } from '../../shared/day.ts'
import { capitalise, type Html } from './html.ts'
import { markPaths } from './page-icon.ts'
import { scriptPath } from './page-script.ts'
import { stylesPath } from './page-styles.ts'

type Page = {
  edition: Edition
  title: string
  description: string
  /** Which entry of the menu is ours. */
  place: 'home' | 'list' | 'guide'
  content: Html
}

/** Everything around the content of a page: head, masthead, footer, the widget. */
export function layout({ edition, title, description, place, content }: Page): Html {
  const { ward } = edition.knowledge
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="theme-color" content="#8f1d17">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${stylesPath}">
<script src="${scriptPath}" defer></script>
</head>
<body class="${place}">
<a class="skip" href="#noi-dung">Đến nội dung chính</a>
${demoNotice(edition)}
<header class="masthead">
  <div class="inner">
    <a class="brand" href="/">
      ${ward.logo ? html`<img src="${ward.logo}" alt="" width="44" height="44">` : mark()}
      <span><small>${capitalise(ward.province)}</small><strong>${ward.name}</strong></span>
    </a>
    <nav aria-label="Trang chính">
      <a href="/"${current(place === 'home')}>Trang chủ</a>
      <a href="/thu-tuc"${current(place !== 'home')}>Thủ tục</a>
      <a href="/#lien-he">Liên hệ</a>
    </nav>
  </div>
</header>
<main id="noi-dung" tabindex="-1">${content}</main>
${footer(edition)}
<script src="/widget.js" defer data-title="${`UBND ${ward.short_name}`}" data-lang="vi"${
    ward.greeting ? html` data-greeting="${ward.greeting}"` : ''
  }${ward.accent ? html` data-accent="${ward.accent}"` : ''}></script>
</body>
</html>`
}

function current(isCurrent: boolean): Html | string {
  return isCurrent ? raw(' aria-current="page"') : ''
}

/** This is not the ward's own site, and nobody may take it for that. */
function demoNotice({ knowledge: { ward } }: Edition): Html {
  return html`<p class="demo-notice">Trang minh hoạ của phần mềm mã nguồn mở Một Cửa, không phải
  trang chính thức của ${ward.kind}.${
    ward.website
      ? html` Trang chính thức: <a href="${ward.website}" rel="noopener">${new URL(ward.website).host}</a>`
      : ''
  }</p>`
}

function footer({ number, knowledge: { ward } }: Edition): Html {
  return html`<footer class="site-footer">
  <div class="inner">
    <p><strong>${ward.name}</strong>, ${ward.province}</p>
    ${ward.address ? html`<p>Trụ sở: ${ward.address}</p>` : ''}
    ${ward.phone ? html`<p>Điện thoại: <a href="tel:${ward.phone.replace(/[^+\d]/g, '')}">${ward.phone}</a></p>` : ''}
    <p class="quiet">Hướng dẫn ấn bản số ${number}${
      ward.checked_on
        ? html` · thông tin ${ward.kind} kiểm tra ngày ${formatDay(ward.checked_on)}`
        : ''
    }. Hướng dẫn giúp bạn chuẩn bị; khi có khác biệt, văn bản pháp luật là căn cứ.</p>
  </div>
</footer>`
}

function mark(): Html {
  return html`<svg class="mark" viewBox="0 0 48 48" width="48" height="48" fill="none"
 stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"
 aria-hidden="true">${raw(markPaths)}</svg>`
}
