/// How the page looks: Telegram's colours, light or dark as the reader's system is.
enum PageStyle {
    static let sheet = HTML(
        """

        :root {
          --chat: linear-gradient(160deg, #dbe6c4, #b4d3b2 55%, #a3cbbf);
          --bar: #fff; --other: #fff; --own: #eeffde; --text: #0f1419; --link: #168acd; --meta: #91a0ad; --own-meta: #62ac55;
          --accent: #3390ec; --soft: #3390ec18; --line: #0000001f; --code: #f1f3f5; --button: #5a7f6ac0; --shadow: #0003;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --chat: #0e1621; --bar: #17212b; --other: #182533; --own: #2b5278; --text: #f2f5f7; --link: #6ab3f3;
            --meta: #6d7f8f; --own-meta: #7da8d3; --accent: #6ab3f3; --soft: #6ab3f320; --line: #ffffff24; --code: #0e1a26;
            --button: #2b3a4ac0; --shadow: #0006;
          }
        }
        * { box-sizing: border-box; }
        html { min-height: 100%; background: var(--chat) fixed; }
        body {
          margin: 0; color: var(--text); overflow-wrap: anywhere;
          font: 15px/1.4 "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "Noto Color Emoji", sans-serif;
        }
        header {
          position: sticky; top: 0; z-index: 1; display: flex; gap: 12px; align-items: center; padding: 8px 16px;
          background: var(--bar); box-shadow: 0 1px 2px var(--shadow);
        }
        .avatar {
          width: 40px; height: 40px; border-radius: 50%; background: linear-gradient(#72d5fd, #2a9ef1); color: #fff;
          display: grid; place-items: center; font-size: 18px; font-weight: 500; flex: none;
        }
        .title { font-weight: 600; }
        .status { color: var(--meta); font-size: 13px; }
        main { display: flex; flex-direction: column; gap: 8px; max-width: 760px; margin: 0 auto; padding: 16px 12px 24px; }
        .message { align-self: flex-start; max-width: min(92%, 620px); min-width: 90px; }
        .own { align-self: flex-end; }
        .bubble {
          background: var(--other); border-radius: 14px 14px 14px 4px; padding: 7px 12px 6px; box-shadow: 0 1px 1.5px var(--shadow);
        }
        .own .bubble { background: var(--own); border-radius: 14px 14px 4px 14px; }
        .sender { color: var(--accent); font-weight: 600; font-size: 14px; }
        .reply {
          border-left: 3px solid var(--accent); background: var(--soft); border-radius: 4px; padding: 3px 8px; margin: 2px 0 5px;
          font-size: 14px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
        }
        .meta { color: var(--meta); font-size: 12px; text-align: right; margin-top: 1px; line-height: 1.2; }
        .own .meta { color: var(--own-meta); }
        .text { white-space: pre-wrap; }
        .text, pre, .reply { unicode-bidi: plaintext; } /* each line runs as its first letter does */
        a { color: var(--link); text-decoration: none; }
        a:hover { text-decoration: underline; }
        .entity { color: var(--link); }
        code, pre { font: 13px/1.45 "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono", monospace; }
        :not(pre) > code { background: var(--code); border-radius: 4px; padding: 1px 4px; white-space: pre-wrap; }
        .code { background: var(--code); border-left: 3px solid var(--accent); border-radius: 6px; margin: 4px 0; overflow: hidden; }
        .language { color: var(--accent); background: var(--soft); font-size: 13px; font-weight: 600; padding: 3px 10px; }
        pre { margin: 0; padding: 7px 10px; overflow-x: auto; white-space: pre; overflow-wrap: normal; }
        blockquote, aside {
          position: relative; margin: 4px 0; padding: 4px 26px 4px 10px; border-left: 3px solid var(--accent); border-radius: 6px;
          background: var(--soft);
        }
        blockquote::before {
          content: "\\201D"; position: absolute; top: -2px; right: 8px; color: var(--accent); font: 700 26px/1.2 Georgia, serif;
        }
        aside { border: 0; padding: 8px 24px; text-align: center; font-style: italic; }
        .expandable:not(:has(> .toggle > :checked)) > .fold { max-height: 4.2em; overflow: hidden; }
        .toggle { position: absolute; right: 7px; bottom: 1px; cursor: pointer; color: var(--accent); }
        .toggle::after { content: "\\2304"; font-size: 18px; line-height: 1; }
        .toggle:has(:checked)::after { content: "\\2303"; }
        .toggle input { position: absolute; opacity: 0; }
        .toggle:has(:focus-visible) { outline: 2px solid var(--accent); border-radius: 4px; }
        .expandable:not(:has(.fold)) .toggle { display: none; }
        .spoiler { background: var(--meta); color: transparent; border-radius: 4px; cursor: pointer; }
        .spoiler * { color: transparent; background: none; }
        .spoiler:hover, .spoiler:focus { background: var(--soft); color: inherit; }
        .spoiler:hover *, .spoiler:focus * { color: inherit; }
        .document { display: flex; gap: 12px; align-items: center; padding: 4px 8px 4px 0; }
        .icon {
          width: 44px; height: 44px; border-radius: 50%; background: var(--accent); color: #fff; display: grid; place-items: center;
          font-size: 22px; flex: none;
        }
        .name { font-weight: 600; }
        .size { color: var(--meta); font-size: 13px; }
        .keyboard { display: grid; gap: 4px; margin-top: 4px; }
        .row { display: flex; gap: 4px; }
        .row button {
          flex: 1; border: 0; border-radius: 8px; padding: 8px 12px; background: var(--button); color: #fff; font: inherit;
          font-weight: 500; cursor: pointer;
        }
        .thinking { color: var(--meta); animation: pulse 1.6s ease-in-out infinite; }
        @keyframes pulse { 50% { opacity: .45; } }
        @media (prefers-reduced-motion: reduce) { .thinking { animation: none; } }
        .rich > :first-child { margin-top: 2px; }
        .rich > :last-child { margin-bottom: 4px; }
        .rich p { margin: 6px 0; white-space: pre-wrap; }
        .rich h1, .rich h2, .rich h3, .rich h4, .rich h5, .rich h6 { margin: 12px 0 4px; line-height: 1.25; }
        .rich h1 { font-size: 22px; } .rich h2 { font-size: 20px; } .rich h3 { font-size: 18px; }
        .rich h4 { font-size: 16px; } .rich h5 { font-size: 15px; } .rich h6 { font-size: 14px; }
        .rich hr { border: 0; border-top: 1px solid var(--line); margin: 10px 0; }
        .rich footer { color: var(--meta); font-size: 13px; margin: 6px 0; }
        .rich ul { list-style: none; margin: 4px 0; padding: 0; display: grid; grid-template-columns: auto 1fr; gap: 3px 8px; }
        .rich li { display: contents; }
        .rich li > div { min-width: 0; }
        .rich li p { margin: 0; min-height: 1.4em; }
        .rich li p + p { margin-top: 6px; }
        .rich li ul { margin: 3px 0 0; }
        .rich .code, .rich blockquote { margin: 8px 0; }
        .label { min-width: 16px; text-align: end; font-variant-numeric: tabular-nums; }
        .label input { accent-color: var(--accent); margin: 3px 0 0; width: 15px; height: 15px; pointer-events: none; }
        .rich blockquote p { margin: 2px 0; white-space: pre-wrap; }
        cite { display: block; color: var(--meta); font-size: 13px; font-style: normal; }
        .rich .fold { white-space: pre-wrap; }
        .math { font-family: "Latin Modern Math", "STIX Two Math", Cambria, Georgia, "DejaVu Serif", serif; font-style: italic; }
        div.math { text-align: center; padding: 6px 0; overflow-x: auto; white-space: pre-wrap; }
        sub, sup { line-height: 0; }
        [id] { scroll-margin-top: 64px; }
        mark { background: #ffe58f; color: #000; border-radius: 3px; }
        .table { overflow-x: auto; margin: 6px 0; overflow-wrap: normal; }
        table { border-collapse: collapse; font-size: 14px; }
        caption { color: var(--meta); font-size: 13px; padding-bottom: 3px; text-align: left; }
        th, td { padding: 5px 10px; border-bottom: 1px solid var(--line); min-width: 2em; }
        th { font-weight: 600; background: var(--soft); }
        .compact th, .compact td { padding: 2px 6px; }
        .bordered th, .bordered td { border: 1px solid var(--line); }
        .striped tr:nth-child(even) td { background: var(--soft); }
        .invisible { border-color: transparent; }
        .left { text-align: left; } .center { text-align: center; } .right { text-align: right; }
        .top { vertical-align: top; } .middle { vertical-align: middle; } .bottom { vertical-align: bottom; }
        details { border-left: 3px solid var(--line); padding: 2px 0 2px 10px; margin: 6px 0; }
        summary { cursor: pointer; font-weight: 600; }

        """
    )
}
