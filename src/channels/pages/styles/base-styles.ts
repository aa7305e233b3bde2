/** Colours, type, masthead, footer, buttons, search. */
export const baseStyles = `
:root {
  --red: #a3211a; --deep: #8f1d17; --darkest: #6f1510; --gold: #f3d58a;
  --ink: #1f1a17; --soft-ink: #5d534b; --paper: #faf6f0; --card: #fff; --line: #e4dace; --tint: #f4ece1;
  color-scheme: light;
}
*, *::before, *::after { box-sizing: border-box; }
html { font-size: 112.5%; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); line-height: 1.6;
  font-family: 'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', system-ui, sans-serif;
  overflow-wrap: break-word;
}
main { display: block; outline: none; min-height: 50vh; }
.inner { width: 100%; max-width: 62rem; margin-inline: auto; padding-inline: 1.25rem; }
h1, h2, h3 { line-height: 1.25; margin: 0 0 .6em; text-wrap: balance; }
h1 { font-size: clamp(1.7rem, 1.3rem + 1.8vw, 2.35rem); letter-spacing: -.01em; }
h2 { font-size: 1.35rem; }
h3 { font-size: 1.08rem; }
p, ul, ol, dl { margin: 0 0 1em; }
a { color: var(--red); text-underline-offset: .18em; text-decoration-thickness: .06em; }
a:hover { color: var(--darkest); text-decoration-thickness: .12em; }
:focus-visible { outline: 3px solid #1b5fae; outline-offset: 2px; border-radius: 4px; }
[hidden] { display: none !important; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 9; padding: .7rem 1.1rem; background: #fff; border-radius: 0 0 10px 10px; }
.skip:focus { top: 0; }
.lead { font-size: 1.08rem; color: #3b332d; max-width: 44rem; }
.demo-notice { margin: 0; padding: .45rem 1.25rem; background: #fff3cf; color: #513a00; font-size: .84rem; text-align: center; }
.demo-notice a { color: inherit; }
.masthead { background: var(--deep); color: #fff; border-bottom: 4px solid var(--gold); }
.masthead .inner { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .4rem 2rem; padding-block: .9rem; }
.brand { display: flex; align-items: center; gap: .9rem; color: #fff; text-decoration: none; }
.brand:hover { color: #fff; }
.mark { flex: none; color: var(--gold); }
.brand small { display: block; font-size: .84rem; color: #fbe5c0; }
.brand strong { display: block; font-size: 1.12rem; line-height: 1.3; }
.masthead nav { display: flex; gap: .25rem; margin-left: -.8rem; }
.masthead nav a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 .8rem; color: #fff; text-decoration: none; border-radius: 8px; font-weight: 600; font-size: .95rem; }
.masthead nav a:hover { background: rgb(255 255 255 / .12); }
.masthead nav a[aria-current] { box-shadow: inset 0 -3px var(--gold); border-radius: 8px 8px 0 0; }
.masthead :focus-visible { outline-color: #fff; }
.site-footer { margin-top: 4rem; padding: 2rem 0 6.5rem; background: #2b211c; color: #f5ece3; font-size: .92rem; }
.site-footer p { margin-bottom: .4em; }
.site-footer a { color: var(--gold); }
.site-footer .quiet { color: #d2c3b6; margin-top: 1em; max-width: 44rem; }
.button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 52px; padding: .5rem 1.4rem;
  border: 2px solid var(--red); border-radius: 12px; background: var(--red); color: #fff;
  font: inherit; font-weight: 600; text-decoration: none; cursor: pointer;
}
.button:hover { background: var(--darkest); border-color: var(--darkest); color: #fff; }
.button.plain { background: transparent; color: var(--red); }
.button.plain:hover { background: var(--tint); color: var(--darkest); }
.search label { display: block; margin-bottom: .5rem; color: var(--soft-ink); }
.search div { display: flex; gap: .5rem; max-width: 40rem; }
.search input {
  flex: 1; min-width: 0; min-height: 58px; padding: 0 1.1rem; font: inherit; font-size: 1.08rem; color: inherit;
  background: #fff; border: 2px solid #8a7c70; border-radius: 14px; appearance: none;
}
.search input:focus { outline: 3px solid #1b5fae; outline-offset: 1px; }
.search input::placeholder { color: #75695f; opacity: 1; }
.search button { flex: none; min-width: 5.5rem; min-height: 58px; border: 0; border-radius: 14px; background: var(--red); color: #fff; font: inherit; font-weight: 700; cursor: pointer; }
.search button:hover { background: var(--darkest); }
.guides { list-style: none; padding: 0; margin: 0 0 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; overflow: hidden; }
.guides li + li { border-top: 1px solid var(--line); }
.guides a { position: relative; display: block; padding: .85rem 2.8rem .85rem 1.15rem; text-decoration: none; }
.guides a::after { content: '›'; position: absolute; right: 1.15rem; top: 50%; transform: translateY(-50%); font-size: 1.7rem; line-height: 1; color: #b89f92; }
.guides a:hover { background: #fdf8f2; }
.guides a:hover strong { text-decoration: underline; }
.guides strong { display: block; line-height: 1.4; }
.guides span { display: block; color: var(--soft-ink); font-size: .88rem; }
`
