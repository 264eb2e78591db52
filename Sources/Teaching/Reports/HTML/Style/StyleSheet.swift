/// How the page looks, in parts of one idea each; they are written in this order.
enum StyleSheet {
  /// Two sets of colours; paper always takes the light one.
  ///
  /// Every pair of ink and ground has a contrast of at least 4.5 to 1.
  static let colours: StaticString = """
    :root {
      --paper: #ffffff; --ink: #1b2027; --soft: #59636e; --line: #dde2e8; --tint: #f5f7f9; --link: #17579c;
      --bar: #5b8db8; --bar-full: #2f7d4f;
      --p-ground: #dff1e5; --p-ink: #14532d; --p-fill: #b9dfc6;
      --h-ground: #fbedc2; --h-ink: #6b4700; --h-fill: #e5b44a;
      --f-ground: #fadad5; --f-ink: #8a1a11; --f-fill: #b93a2d;
      --u-ground: #e7e4f6; --u-ink: #453a88; --u-fill: #7b70b8;
    }
    @media screen {
      :root { color-scheme: light dark; }
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #14181c; --ink: #e4e8ec; --soft: #a2adb8; --line: #2d353d; --tint: #1c2228; --link: #8fc1f5;
        --bar: #5f93c0; --bar-full: #55a878;
        --p-ground: #17392a; --p-ink: #a8e4c0; --p-fill: #24573d;
        --h-ground: #43360f; --h-ink: #ffe09a; --h-fill: #b78a2c;
        --f-ground: #4c1f1b; --f-ink: #ffc3ba; --f-fill: #e0705f;
        --u-ground: #2d2a52; --u-ink: #d2ccff; --u-fill: #8f86d6;
      }
    }

    """

  /// Letters, lines and the frame of the page.
  static let text: StaticString = """
    *, ::before, ::after { box-sizing: border-box; }
    html {
      font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans",
        Arial, "Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans JP", "Noto Sans CJK JP", sans-serif;
      -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem;
      background: var(--paper); color: var(--ink); font-variant-numeric: tabular-nums;
    }
    html:lang(ja) {
      font-family: "Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans JP", "Noto Sans CJK JP", system-ui, sans-serif;
      line-height: 1.7; line-break: strict;
    }
    body { max-width: 66rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; overflow-wrap: anywhere; }
    h1, h2, h3, h4 { line-height: 1.25; margin: 0; text-wrap: balance; }
    :lang(ja) :is(h1, h2, h3, h4) { word-break: auto-phrase; }
    h1 { font-size: 2.25rem; font-weight: 650; letter-spacing: -0.015em; }
    h1 span { display: block; }
    h2 { font-size: 1.5rem; font-weight: 650; letter-spacing: -0.01em; }
    h3 { font-size: 1.0625rem; font-weight: 650; }
    h4 { font-size: 1rem; font-weight: 650; }
    :lang(ja) :is(h1, h2) { letter-spacing: 0; }
    p, ul, ol, dl, dd, pre { margin: 0; }
    a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
    a:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
      outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px;
    }
    code, pre {
      font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
      font-size: 0.875em;
    }
    pre {
      background: var(--tint); border: 1px solid var(--line); border-radius: 4px; padding: 0.5rem 0.75rem;
      white-space: pre-wrap; line-height: 1.45; tab-size: 8; max-height: 24rem; overflow: auto;
    }
    small { font-size: 0.875em; font-weight: 400; color: var(--soft); }
    .over { display: block; font-size: 0.9375rem; font-weight: 500; letter-spacing: 0; color: var(--soft); margin-bottom: 0.35rem; }
    .note, .lead, .quiet { color: var(--soft); }
    .note { font-size: 0.875rem; }
    .lead { font-size: 0.9375rem; max-width: 46rem; margin-bottom: 1rem; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .skip { position: absolute; left: 1rem; top: -4rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 2; }
    .skip:focus { top: 0.5rem; }
    section { margin-top: 3.5rem; }
    section > h2 { margin-bottom: 0.75rem; }
    footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.875rem; }
    .facts { display: flex; flex-wrap: wrap; gap: 0.15rem 1.5rem; font-size: 0.875rem; }
    .facts div { max-width: 100%; }
    .facts :is(dt, dd) { display: inline; }
    .facts dt { color: var(--soft); margin-inline-end: 0.3rem; }
    .masthead .facts { margin-top: 1rem; }
    .contents ul { list-style: none; padding: 0.75rem 0 0; margin-top: 1.25rem; border-top: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
    .contents a { display: inline-block; padding: 0.25rem 0; text-decoration: none; font-size: 0.9375rem; }
    .contents a:hover { text-decoration: underline; }
    details { margin-top: 0.75rem; }
    summary { cursor: pointer; color: var(--link); padding: 0.2rem 0; font-size: 0.9375rem; width: fit-content; max-width: 100%; }
    .badge { display: inline-block; font-size: 0.8125rem; line-height: 1.4; border: 1px solid currentColor; border-radius: 3px; padding: 0 0.4em; color: var(--h-ink); }
    @media (max-width: 40rem) {
      body { padding: 1.5rem 1rem 3rem; }
      h1 { font-size: 1.75rem; }
      h2 { font-size: 1.3125rem; }
      section { margin-top: 2.75rem; }
    }

    """
}
