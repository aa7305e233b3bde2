/** The page of one guide. */
export const guideStyles = `
.guide-page { max-width: 50rem; padding-block: 1.4rem 3rem; }
.print-head { display: none; }
.crumbs { font-size: .92rem; color: var(--soft-ink); margin-bottom: .8rem; }
.crumbs a { display: inline-block; padding: .5rem 0; }
.summary { margin: 1.6rem 0; background: var(--card); border: 1px solid var(--line); border-radius: 16px; overflow: hidden; }
.summary > div { display: grid; gap: .1rem 1.5rem; padding: .85rem 1.3rem; }
.summary > div + div { border-top: 1px solid var(--line); }
.summary dt { color: var(--soft-ink); font-size: .95rem; }
.summary dd { margin: 0; }
.summary p { margin: 0; }
.summary p + p { margin-top: .45rem; }
.summary .main-fact { background: #fdf5ea; }
.summary .main-fact b { font-size: 1.12rem; }
.summary .main-fact p > span { display: block; color: var(--soft-ink); font-size: .92rem; line-height: 1.45; }
.actions { display: flex; flex-wrap: wrap; gap: .7rem; }
.contents { display: flex; flex-wrap: wrap; gap: .4rem; padding: .8rem 0 .2rem; border-top: 1px solid var(--line); }
.contents a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 .9rem; border-radius: 22px; background: var(--tint); text-decoration: none; font-size: .94rem; font-weight: 600; }
.contents a:hover { background: #ecdfce; }
.facet { margin-top: 2.1rem; }
.facet h2 { padding-bottom: .35rem; border-bottom: 3px solid var(--red); display: inline-block; outline: none; margin-bottom: .7em; }
.facet h2:target { background: #fff0b8; }
.facet p, .facet ul, .facet ol { max-width: 42rem; }
.facet ul, .facet ol { padding-left: 1.5rem; }
.facet li { padding-left: .25rem; }
.facet li + li { margin-top: .5em; }
.facet li::marker { color: var(--red); font-weight: 700; }
.facet.luu_y { padding: 1.2rem 1.4rem .4rem; background: #fff6df; border: 1px solid #ecd9a6; border-radius: 16px; }
.facet.can_cu { font-size: .95rem; }
.mixed-up { margin-top: 2.6rem; }
.provenance { margin-top: 2rem; font-size: .92rem; color: var(--soft-ink); }
.provenance h2 { font-size: 1.05rem; margin-bottom: .3em; color: var(--ink); }
.provenance ul { padding-left: 1.2rem; margin-bottom: .5em; }
@media (min-width: 700px) { .summary > div { grid-template-columns: 9rem minmax(0, 1fr); } }
`
