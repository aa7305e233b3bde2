import { css } from 'lit'

/** The scrolling conversation: greeting, bubbles, chips, status. */
export const logStyles = css`
.scroller {
  position: relative; flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain;
  padding: 16px 14px 8px;
}
.scroller:focus-visible { outline-offset: -3px; }
.log { display: flex; flex-direction: column; }
.bubble { padding: .7em .95em; border-radius: 16px; overflow-wrap: anywhere; }
.bubble.reply { background: var(--card); border: 1px solid var(--line); border-bottom-left-radius: 5px; }
.bubble p + p, .bubble ul, .bubble ol, .bubble ul + p, .bubble ol + p { margin-top: .55em; }
.bubble ul, .bubble ol { padding-left: 1.25em; }
.bubble ol { padding-left: 1.5em; }
.bubble li + li { margin-top: .35em; }
.bubble li::marker { color: var(--on-paper); font-weight: 600; }
.small { font-size: .86em; color: var(--soft-ink); }
.entry { margin-top: 14px; max-width: 100%; animation: appear .16s ease-out; }
@keyframes appear { from { opacity: 0; } }
.entry.citizen { align-self: flex-end; max-width: 86%; display: flex; flex-direction: column; align-items: flex-end; }
.entry.citizen .bubble { background: var(--fill); color: var(--on-fill); border-bottom-right-radius: 5px; white-space: pre-wrap; }
.draft { margin-top: 14px; }
.failed { font-size: .88em; color: #a3140d; margin-top: 4px; text-align: right; }
button.text { color: var(--on-paper); text-decoration: underline; font-weight: 600; padding: 0 .4em; }
.sender { display: flex; align-items: center; gap: .4em; margin-bottom: 4px; font-size: .88em; color: #14532d; }
.sender svg { width: 26px; height: 26px; padding: 4px; border-radius: 50%; background: #14532d; color: #fff; }
.entry.staff .bubble { background: #e9f4ec; border: 1px solid #b5d6bf; border-top-left-radius: 5px; }
.starters-title { margin: 16px 2px 8px; font-size: .88em; font-weight: 600; color: var(--soft-ink); }
.chips { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 6px; }
.starters-title + .chips { margin-top: 0; }
.chips button, .choices button {
  padding: .45em 1em; border-radius: 22px; background: var(--card);
  border: 1.5px solid #cdbfae; color: var(--on-paper); font-weight: 600; font-size: .95em; line-height: 1.3; text-align: left;
}
.chips button:hover, .choices button:hover { border-color: var(--on-paper); background: #fff8f4; }
.choices { display: flex; flex-direction: column; gap: 8px; margin-top: 6px; }
.choices button { justify-content: flex-start; min-height: 52px; border-radius: 14px; padding: .6em 1em; font-size: 1em; }
.choices button::after { content: '›'; margin-left: auto; font-size: 1.4em; line-height: 1; }
.status { min-height: 1.6em; margin: 10px 4px 0; font-size: .9em; color: var(--soft-ink); display: flex; align-items: center; gap: .6em; }
.status.retrying { color: #7a4300; font-weight: 600; }
.dots { display: inline-flex; gap: 4px; flex: none; }
.dots i { width: 7px; height: 7px; border-radius: 50%; background: var(--fill); animation: pulse 1.2s infinite ease-in-out; }
.dots i:nth-child(2) { animation-delay: .15s; }
.dots i:nth-child(3) { animation-delay: .3s; }
@keyframes pulse { 0%, 70%, 100% { opacity: .25; } 35% { opacity: 1; } }
`
