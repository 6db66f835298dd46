extension ChatPage {
    /// Its style: type from 18 pixels, targets from 48 (60 in large type), contrast above 4.5 to 1.
    static let style = #"""
        :root {
          --ground: #f3f6f5; --paper: #ffffff; --ink: #17211f; --soft: #52605d; --line: #d3dcda;
          --brand: #0b665f; --brand-ink: #ffffff; --tint: #e2f1ee; --focus: #b25000;
          --size: 18px; --target: 48px;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #101716; --paper: #1a2422; --ink: #edf4f2; --soft: #a9b8b4; --line: #33423f;
            --brand: #7fd6c8; --brand-ink: #06231f; --tint: #20332f; --focus: #ffb066;
          }
        }
        :root.large { --size: 26px; --target: 60px; }
        * { box-sizing: border-box; }
        html, body { height: 100%; margin: 0; }
        body {
          display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
          font: var(--size)/1.6 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
        }
        header, main, footer { width: 100%; max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
        header {
          display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; justify-content: space-between;
          padding-top: .6rem; padding-bottom: .6rem;
        }
        h1 { display: flex; align-items: center; gap: .6rem; margin: 0; font-size: 1.15em; letter-spacing: .02em; }
        .mark { width: 1.7em; height: 1.7em; flex: none; }
        .mark rect { fill: var(--brand); } .mark path { fill: var(--brand-ink); }
        .tools { display: flex; flex-wrap: wrap; gap: .4rem; }
        button {
          min-height: var(--target); padding: 0 .9rem; border: 1px solid var(--line); border-radius: .8rem;
          background: var(--paper); color: var(--ink); font: inherit; cursor: pointer;
        }
        .tools button { font-size: .85em; padding: 0 .7rem; }
        button:hover { border-color: var(--brand); }
        button[aria-pressed="true"] { background: var(--tint); border-color: var(--brand); }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
        main { flex: 1; min-height: 0; display: flex; }
        #log { position: relative; flex: 1; overflow-y: auto; padding: .6rem .3rem 1rem; border-radius: 1rem; }
        .said { display: flex; margin: .5rem 0; }
        .said p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
        .bubble { max-width: 88%; padding: .6rem .95rem; border-radius: 1.1rem; box-shadow: 0 1px 2px rgb(0 0 0 / .06); }
        .desk .bubble { background: var(--paper); border: 1px solid var(--line); border-bottom-left-radius: .3rem; }
        .person { justify-content: flex-end; }
        .person .bubble { background: var(--brand); color: var(--brand-ink); border-bottom-right-radius: .3rem; }
        .push .bubble { border-left: 5px solid var(--brand); }
        .note { color: var(--soft); text-align: center; font-size: .85em; margin: .8rem 0; }
        .card { margin: .6rem 0 .2rem; padding: .7rem .9rem; border-radius: .8rem; background: var(--tint); }
        .card h2 { margin: 0 0 .3rem; font-size: 1em; }
        .card dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: 0; }
        .card dt { color: var(--soft); } .card dd { margin: 0; overflow-wrap: anywhere; }
        .choices { display: flex; flex-wrap: wrap; gap: .5rem; margin: .3rem 0 .9rem; padding: 0; list-style: none; }
        .choices button {
          border: 2px solid var(--brand); color: var(--brand); background: var(--paper); font-weight: 600;
          text-align: left; padding: .35rem 1rem;
        }
        .choices button:hover { background: var(--tint); }
        footer { padding-bottom: .9rem; }
        #status { min-height: 1.6em; margin: 0 .3rem; color: var(--soft); font-size: .85em; }
        #form { display: flex; gap: .6rem; align-items: flex-end; }
        textarea {
          flex: 1; min-width: 0; min-height: var(--target); max-height: 9em; padding: .55rem .9rem; resize: none;
          border: 2px solid var(--line); border-radius: .9rem; background: var(--paper); color: var(--ink); font: inherit;
        }
        textarea:focus { border-color: var(--brand); outline-offset: 0; }
        textarea::placeholder { color: var(--soft); opacity: 1; }
        #send { background: var(--brand); border-color: var(--brand); color: var(--brand-ink); font-weight: 600; }
        .hidden, .skip:not(:focus) {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
        }
        .skip { padding: .6rem 1rem; background: var(--paper); color: var(--ink); }
        @media (max-width: 28rem) {
          header, main, footer { padding-left: .6rem; padding-right: .6rem; }
          .bubble { max-width: 96%; } .tools button { padding: 0 .5rem; }
        }
        @media (prefers-reduced-motion: no-preference) {
          .said, .choices { animation: rise .18s ease-out; }
          @keyframes rise { from { opacity: 0; transform: translateY(.3rem); } }
        }

        """#
}
