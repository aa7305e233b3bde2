import { css } from 'lit'

/** Host, launcher, panel, header, tools and composer. Sizes in em follow the A/A+ button. */
export const panelStyles = css`
:host {
  all: initial;
  --fill: var(--mot-cua-fill, #b3261e);
  --on-fill: var(--mot-cua-on-fill, #ffffff);
  --on-paper: var(--mot-cua-on-paper, #a3211a);
  --ink: #1f1a17;
  --soft-ink: #63584f;
  --paper: #faf6f0;
  --card: #ffffff;
  --line: #e4dace;
  --tint: #f4ece1;
  font-family: 'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', system-ui, sans-serif;
  font-size: 17px;
  line-height: 1.5;
  color: var(--ink);
}
*, *::before, *::after { box-sizing: border-box; }
h2, p, figure, blockquote, ul, ol { margin: 0; padding: 0; }
svg { flex: none; display: block; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
button {
  font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer;
  min-width: 44px; min-height: 44px; border-radius: 12px;
  display: inline-flex; align-items: center; justify-content: center; gap: .45em;
  -webkit-tap-highlight-color: transparent;
}
button:disabled { cursor: default; }
:focus-visible { outline: 3px solid #1b5fae; outline-offset: 2px; }
a { color: var(--on-paper); text-underline-offset: .18em; }
.launcher {
  position: fixed; right: 20px; bottom: max(20px, env(safe-area-inset-bottom)); z-index: 2147483000;
  min-height: 58px; padding: 0 1.35em 0 1.1em; border-radius: 29px;
  background: var(--fill); color: var(--on-fill); font-weight: 600;
  box-shadow: 0 2px 6px rgb(60 20 10 / .18), 0 10px 28px rgb(60 20 10 / .26);
  transition: transform .15s ease, box-shadow .15s ease;
}
.launcher:hover { transform: translateY(-2px); }
.launcher b {
  position: absolute; top: -6px; right: -2px; min-width: 26px; padding: 0 7px; border-radius: 13px;
  background: #14532d; color: #fff; font-size: 15px; line-height: 26px; text-align: center;
  box-shadow: 0 0 0 3px #fff;
}
.panel {
  position: fixed; right: 24px; bottom: 24px; z-index: 2147483000;
  width: 400px; max-width: calc(100vw - 32px);
  height: 680px; max-height: calc(100vh - 48px); max-height: calc(100dvh - 48px);
  display: flex; flex-direction: column; overflow: hidden;
  background: var(--paper); border-radius: 18px; border: 1px solid rgb(60 30 10 / .12);
  box-shadow: 0 4px 12px rgb(50 25 10 / .10), 0 24px 64px rgb(50 25 10 / .26);
  animation: rise .18s ease-out;
}
.panel.large { font-size: 21px; width: 460px; }
@keyframes rise { from { opacity: 0; transform: translateY(14px); } }
header {
  display: flex; align-items: center; gap: 12px; padding: 14px 8px 14px 16px;
  background: var(--fill); color: var(--on-fill);
}
.mark {
  flex: none; width: 44px; height: 44px; border-radius: 50%; display: grid; place-items: center;
  border: 1.5px solid currentColor;
}
.names { flex: 1; min-width: 0; }
.names h2 { font-size: 1.06em; font-weight: 700; line-height: 1.25; outline: none; overflow-wrap: anywhere; }
.names p { font-size: .8em; line-height: 1.35; margin-top: 2px; text-wrap: balance; }
header .icon:hover { background: rgb(255 255 255 / .16); }
header :focus-visible { outline-color: currentColor; outline-offset: -4px; }
.tools {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: 2px; padding: 4px 8px;
  background: var(--card); border-bottom: 1px solid var(--line); font-size: .88em;
}
.tools button { color: var(--soft-ink); }
.tools button:hover { background: var(--tint); color: var(--ink); }
.tools .person { margin-right: auto; padding: 0 .9em 0 .6em; color: var(--on-paper); font-weight: 600; }
.tools .bigger { font-size: 1.2em; }
.tools svg { width: 22px; height: 22px; }
.erase {
  display: flex; flex-wrap: wrap; gap: 8px; padding: 12px 16px;
  background: #fff4d6; border-bottom: 1px solid #e8d18f;
}
.erase p { flex: 1 0 100%; }
.erase button { padding: 0 1.1em; border: 1px solid #b9a15c; background: #fff; font-weight: 600; }
button.main, .erase button.main { background: var(--fill); color: var(--on-fill); border: 0; font-weight: 600; padding: 0 1.1em; }
.composer { padding: 10px 12px max(10px, env(safe-area-inset-bottom)); background: var(--card); border-top: 1px solid var(--line); }
.field {
  display: flex; align-items: flex-end; gap: 6px; padding: 4px;
  border: 1.5px solid #9c8f82; border-radius: 26px; background: #fff;
}
.field:focus-within { border-color: var(--on-paper); box-shadow: 0 0 0 2px var(--on-paper); }
textarea:focus-visible { outline: none; }
textarea { font: inherit; color: inherit; background: none; border: 0; resize: none; outline: none; }
.field textarea { flex: 1; min-width: 0; max-height: 7.5em; padding: .62em 0 .62em .95em; line-height: 1.4; overflow-y: auto; }
textarea::placeholder { color: #75695f; opacity: 1; }
.send { flex: none; width: 46px; height: 46px; border-radius: 50%; background: var(--fill); color: var(--on-fill); }
.send:disabled { background: #e9e1d7; color: #80746a; }
.counter { font-size: .8em; color: var(--soft-ink); text-align: right; padding-right: 12px; }
.counter.over { color: #a3140d; font-weight: 600; }
.offline { font-size: .88em; background: #fff4d6; border-radius: 10px; padding: 8px 12px; margin-bottom: 8px; }
@media (max-width: 699px) {
  .panel, .panel.large {
    inset: 0 0 auto 0; width: 100%; max-width: none; border: 0; border-radius: 0;
    height: var(--mot-cua-height, 100vh); max-height: none;
  }
  @supports (height: 100dvh) {
    .panel, .panel.large { height: var(--mot-cua-height, 100dvh); }
  }
}
@media (max-height: 480px) { header { padding-block: 6px; } }
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; scroll-behavior: auto !important; }
}
@media (forced-colors: active) { .bubble, .launcher, .panel, button { border: 1px solid; } }
@media print { :host { display: none; } }
`
