/** A guide on paper, A4 or A5: what to bring, with boxes to tick, and no screen furniture. */
export const printStyles = `
@media print {
  @page { margin: 12mm; }
  html { font-size: 11pt; }
  body { background: #fff; color: #000; line-height: 1.45; }
  .demo-notice, .masthead, .site-footer, .skip, .crumbs, .actions, .contents, .mixed-up, .search, .fields,
  mot-cua-widget { display: none !important; }
  .inner { max-width: none; padding: 0; }
  .print-head { display: block; margin: 0 0 .3em; font-weight: 600; }
  h1 { font-size: 17pt; margin-bottom: .3em; }
  h2 { font-size: 12.5pt; break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  .lead { font-size: 11pt; color: #000; }
  .summary { margin: .6em 0; border: 1px solid #000; border-radius: 0; break-inside: avoid; }
  .summary > div { grid-template-columns: 30mm minmax(0, 1fr); padding: .3em .6em; }
  .summary .main-fact { background: none; }
  .summary dt, .summary .main-fact p > span, .provenance { color: #333; }
  .facet { margin-top: 1em; }
  .facet h2 { border-bottom: 1.5px solid #000; margin-bottom: .4em; }
  .facet li { break-inside: avoid; }
  .facet li + li { margin-top: .25em; }
  .facet.luu_y { padding: 0; background: none; border: 0; }
  .facet.ho_so ul { list-style: none; padding-left: 0; }
  .facet.ho_so li { position: relative; padding-left: 7mm; }
  .facet.ho_so li::before { content: ''; position: absolute; left: 0; top: .2em; width: 4mm; height: 4mm; border: 1.2px solid #000; }
  .provenance h2 { display: inline; font-size: 10pt; }
  .provenance ul { display: inline; padding: 0; }
  .provenance li { display: inline; margin-left: .5em; }
}
`
