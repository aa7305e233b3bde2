/** The front page and the list. */
export const homeStyles = `
.hero { background: linear-gradient(#f6e7d6, var(--paper)); border-bottom: 1px solid var(--line); }
.hero .inner { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem 3rem; padding-block: clamp(1.8rem, 4vw, 3.4rem); }
.hero h1 { margin-bottom: .5em; }
.quick { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: 1.1rem 0 0; }
.quick a { display: inline-flex; align-items: center; min-height: 44px; padding: .3rem 1rem; background: #fff; border: 1px solid #d9c6b2; border-radius: 24px; text-decoration: none; font-size: .94rem; line-height: 1.3; }
.quick a:hover { border-color: var(--red); }
.ask { align-self: center; padding: 1.5rem 1.6rem; background: var(--deep); color: #fff; border-radius: 18px; }
.ask h2 { font-size: 1.2rem; color: #fff; }
.ask p { color: #fdeee4; margin-bottom: 1.1em; }
.ask p:last-child { margin-bottom: 0; }
.ask .button { background: #fff; border-color: #fff; color: var(--red); }
.ask .button:hover { background: var(--gold); border-color: var(--gold); color: var(--darkest); }
.usual { padding-block: 2.6rem 1rem; }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); }
.card { padding: 1.2rem 1.3rem .7rem; background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--red); border-radius: 14px; }
.card h3 { margin-bottom: .4rem; }
.card h3 a { display: block; padding: .3rem 0; color: inherit; text-decoration: none; }
.card h3 a:hover { text-decoration: underline; }
.card ul { list-style: none; margin: 0; padding: 0; }
.card li + li { border-top: 1px solid #efe7dc; }
.card li a { display: block; padding: .6rem 0; line-height: 1.4; text-decoration: none; }
.card li a:hover { text-decoration: underline; }
.all { margin: 1.8rem 0 1rem; text-align: center; }
.contact { margin-top: 2rem; padding-block: 2.4rem 1rem; background: var(--card); border-block: 1px solid var(--line); }
.contact dl { display: grid; gap: 1.2rem 2.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
.contact dt { font-size: .88rem; color: var(--soft-ink); }
.contact dd { margin: 0; font-size: 1.05rem; font-weight: 600; }
.contact dd a { display: inline-block; padding: .4rem 0; font-weight: 500; }
.contact .line { display: block; }
.home .site-footer { margin-top: 0; }
.list-page { padding-block: 2rem 3rem; }
.list-page .search { margin-bottom: 1.6rem; }
.list-page h2 { margin: 2.2rem 0 .7rem; }
.list-page h2.count { font-size: 1.1rem; font-weight: 600; }
.fields { display: flex; flex-wrap: wrap; gap: .5rem; }
.fields a { display: inline-flex; align-items: center; gap: .5rem; min-height: 44px; padding: .2rem .5rem .2rem 1rem; background: #fff; border: 1px solid #d9c6b2; border-radius: 24px; text-decoration: none; font-size: .94rem; }
.fields a:hover { border-color: var(--red); }
.fields span { min-width: 1.8rem; padding: .1rem .5rem; border-radius: 1rem; background: var(--tint); color: var(--soft-ink); font-size: .84rem; text-align: center; }
@media (min-width: 900px) { .hero .inner { grid-template-columns: minmax(0, 1fr) 20rem; } }
`
