import { html } from 'hono/html'
import type { Edition } from '../../knowledge/edition.ts'
import type { Guide } from '../../knowledge/guide.ts'
import { openingHours } from '../../knowledge/opening-hours.ts'
import type { WardProfile } from '../../knowledge/ward-profile.ts'
import type { Day } from '../../shared/day.ts'
import { groupByField, guidesOn } from './guide-list.ts'
import { capitalise, type Html } from './html.ts'
import { layout } from './layout.ts'
import { searchForm } from './search-form.ts'

/** Common matters of a household, most usual first; those without a guide are passed over. */
const usualGuides = [
  'dang-ky-khai-sinh',
  'chung-thuc-ban-sao',
  'xac-nhan-tinh-trang-hon-nhan',
  'dang-ky-ket-hon',
  'dang-ky-tam-tru',
  'cap-the-can-cuoc',
  'dang-ky-thuong-tru',
  'xac-nhan-thong-tin-cu-tru',
  'can-cuoc-tre-em',
  'cap-lai-the-can-cuoc',
  'dinh-danh-dien-tu-muc-2',
  'dang-ky-khai-tu',
  'cap-ban-sao-trich-luc-ho-tich',
  'chung-thuc-chu-ky',
  'chung-thuc-hop-dong-giao-dich',
  'dang-ky-ho-kinh-doanh',
  'tro-cap-huu-tri-xa-hoi',
  'tro-cap-xa-hoi-hang-thang',
  'dang-ky-bien-dong-dat-dai',
  'giay-phep-xay-dung-nha-o',
]
const quickLinkCount = 5
const longestGroup = 4

/** The front page of a ward's site, with the widget on it. */
export function demoPage(edition: Edition, day: Day): Html {
  const { ward } = edition.knowledge
  const guides = guidesOn(edition, day)
  const usual = usualGuides.flatMap((id) => guides.find((guide) => guide.id === id) ?? [])
  return layout({
    edition,
    title: `${ward.name} – Hướng dẫn thủ tục hành chính`,
    description: `Hồ sơ, lệ phí, thời hạn và nơi nộp các thủ tục tại ${ward.short_name}, ${ward.province}.`,
    place: 'home',
    content: html`
${hero(usual.slice(0, quickLinkCount))}
<section class="inner usual" aria-labelledby="hay-lam">
  <h2 id="hay-lam">Thủ tục nhiều người cần</h2>
  <div class="cards">${groupByField(usual).map(
    ({ field, anchor, guides: members }) => html`
    <section class="card">
      <h3><a href="/thu-tuc#${anchor}">${field}</a></h3>
      <ul>${members.slice(0, longestGroup).map(guideLink)}</ul>
    </section>`,
  )}
  </div>
  <p class="all"><a class="button" href="/thu-tuc">Xem tất cả ${guides.length} thủ tục</a></p>
</section>
${contact(ward)}`,
  })
}

function hero(quick: Guide[]): Html {
  return html`<section class="hero">
  <div class="inner">
    <div>
      <h1>Bạn cần làm giấy tờ gì?</h1>
      ${searchForm()}
      <ul class="quick" aria-label="Thủ tục hay tìm">${quick.map(guideLink)}</ul>
    </div>
    <aside class="ask">
      <h2>Chưa biết bắt đầu từ đâu?</h2>
      <p>Kể việc của bạn, trợ lý tự động (AI) chỉ giúp cần giấy tờ gì, nộp ở đâu, bao lâu có kết quả.
      Lúc nào bạn cũng có thể gặp cán bộ.</p>
      <button class="button" type="button" data-open-widget hidden>Hỏi trợ lý</button>
    </aside>
  </div>
</section>`
}

function guideLink({ id, title }: Guide): Html {
  return html`<li><a href="/thu-tuc/${id}">${title}</a></li>`
}

/** Only what the ward has filled in. */
function contact(ward: WardProfile): Html {
  const { address, map_url: mapUrl, phone, email, zalo, website, hours, counters } = ward
  const row = (name: string, value: Html | string) =>
    html`<div><dt>${name}</dt><dd>${value}</dd></div>`
  return html`<section class="contact" id="lien-he" aria-labelledby="lien-he-tieu-de">
  <div class="inner">
    <h2 id="lien-he-tieu-de">Đến tận nơi</h2>
    <dl>
      ${
        address
          ? row(
              'Địa chỉ',
              html`${address}${
                mapUrl
                  ? html`<br><a href="${mapUrl}" rel="noopener noreferrer">Xem đường đi trên bản đồ</a>`
                  : ''
              }`,
            )
          : ''
      }
      ${
        hours && hours.length > 0
          ? row(
              'Giờ làm việc',
              html`${openingHours(hours).map((line) => html`<span class="line">${line}</span>`)}`,
            )
          : ''
      }
      ${phone ? row('Điện thoại', html`<a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a>`) : ''}
      ${email ? row('Thư điện tử', html`<a href="mailto:${email}">${email}</a>`) : ''}
      ${zalo ? row('Zalo', zalo) : ''}
      ${
        website
          ? row(
              `Trang chính thức của ${ward.kind}`,
              html`<a href="${website}" rel="noopener">${new URL(website).host}</a>`,
            )
          : ''
      }
      ${counters.map(({ name, handles }) => row(capitalise(name), handles))}
    </dl>
  </div>
</section>`
}
