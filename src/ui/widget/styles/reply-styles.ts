import { css } from 'lit'

/** What is peculiar to a reply: its kind, ticket, sources, feedback. */
export const replyStyles = css`
.kind { display: flex; align-items: center; gap: .5em; font-weight: 700; line-height: 1.3; margin-bottom: .5em; }
.kind svg { width: 30px; height: 30px; padding: 4px; border-radius: 9px; background: var(--tint); color: var(--on-paper); }
.entry.clarify .kind { margin-bottom: .3em; }
.entry.redirect .bubble { border-left: 5px solid #b7791f; }
.entry.redirect .kind svg { background: #fdf0d5; color: #7a4300; }
.entry.handoff .bubble { border-left: 5px solid #14532d; }
.entry.handoff .kind svg { background: #14532d; color: #fff; }
.entry.refusal .bubble { background: var(--tint); }
.entry.refusal .kind svg { background: #fff; color: var(--soft-ink); }
.ticket { margin-top: .8em; padding: .8em 1em; border: 1.5px dashed #8fae99; border-radius: 12px; background: #f1f8f3; text-align: center; }
.ticket p { margin: 0 !important; }
.ticket p:first-child { display: flex; align-items: center; justify-content: center; gap: .4em; font-size: .88em; }
.ticket .number { font-size: 1.75em; font-weight: 700; letter-spacing: .06em; line-height: 1.3; }
.ticket .state { color: #14532d; font-weight: 600; }
.full-page a { display: inline-flex; align-items: center; gap: .4em; min-height: 44px; font-weight: 600; }
.full-page svg { width: 22px; height: 22px; }
.citations { margin-top: .3em; border-top: 1px solid var(--line); }
.citations summary { display: flex; align-items: center; gap: .35em; min-height: 44px; cursor: pointer; font-weight: 600; color: var(--on-paper); list-style: none; }
.citations summary::-webkit-details-marker { display: none; }
.citations summary svg { width: 22px; height: 22px; transition: transform .15s; }
.citations[open] summary svg { transform: rotate(180deg); }
.citations figure { font-size: .92em; padding: .2em 0 .6em .9em; border-left: 3px solid var(--line); }
.citations figure + figure { margin-top: .8em; }
.citations figcaption { font-weight: 600; }
.citations blockquote { margin-top: .3em; color: #3d352f; }
.citations .law { margin-top: .5em; font-size: .95em; color: var(--soft-ink); }
.citations figure > p:last-child { margin-top: .2em; }
.citations figure > p:last-child a { display: inline-flex; align-items: center; min-height: 44px; }
.maker { margin-top: .4em !important; font-size: .82em; color: var(--soft-ink); }
.feedback { display: flex; align-items: center; gap: 0; color: var(--soft-ink); font-size: .88em; margin-top: 2px; }
.feedback svg { width: 21px; height: 21px; }
.feedback button:hover { background: var(--tint); color: var(--ink); }
.feedback button[aria-pressed='true'] { color: var(--on-paper); }
.feedback button[aria-pressed='true'] svg { fill: #f6d9d3; }
.feedback span { padding-left: .3em; }
.comment { display: flex; flex-direction: column; align-items: flex-start; gap: 8px; padding: 10px 12px; border-radius: 12px; background: var(--tint); }
.comment label { width: 100%; font-size: .92em; }
.comment textarea { display: block; width: 100%; margin-top: 6px; padding: .5em .7em; background: #fff; border: 1.5px solid #9c8f82; border-radius: 10px; }
.comment textarea:focus { border-color: var(--on-paper); box-shadow: 0 0 0 1px var(--on-paper); }
`
