extension StyleSheet {
  /// Tables, and the signs of which the map is made.
  static let tables: StaticString = """
    table { border-collapse: collapse; font-size: 0.9375rem; }
    caption { text-align: start; color: var(--soft); font-size: 0.875rem; padding-bottom: 0.4rem; }
    th { font-weight: 500; text-align: start; }
    thead th { color: var(--soft); font-size: 0.875rem; vertical-align: bottom; }
    th, td { padding: 0.4rem 0.6rem; border-bottom: 1px solid var(--line); vertical-align: baseline; }
    :is(th, td):first-child { padding-inline-start: 0; }
    .number { text-align: end; white-space: nowrap; }
    .scroll { overflow: auto; position: relative; }
    .wide { width: 100%; }
    .wide tbody th { min-width: 13rem; }
    .wide .chart { width: 11rem; min-width: 7rem; vertical-align: middle; }
    tr:target > *, article:target > h3, .why:target > h4 { background: var(--tint); }
    .p { background: var(--p-ground); color: var(--p-ink); }
    .h { background: var(--h-ground); color: var(--h-ink); }
    .f { background: var(--f-ground); color: var(--f-ink); }
    .u { background: var(--u-ground); color: var(--u-ink); }
    .n { color: var(--soft); }
    span:is(.p, .h, .f, .u, .n) { display: inline-block; width: 1.6em; line-height: 1.6; text-align: center; border-radius: 3px; font-weight: 600; font-size: 0.875rem; }
    .legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
    .mistakes tbody th { font-weight: 400; width: 55%; }
    .mistakes td { min-width: 9rem; }
    .mistakes td.number { min-width: 0; }
    .mistakes .big { font-size: 1.125rem; font-weight: 600; }
    .mistakes details { margin-top: 0; }
    .names { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0 0.9rem; }
    .names li { min-width: 0; }
    .many > .scroll { max-height: 44rem; }
    .scroll:has(> .map) { border: 1px solid var(--line); border-radius: 4px; width: fit-content; max-width: 100%; }
    .map { border-collapse: separate; border-spacing: 0; }
    .map caption { padding: 0.5rem 0.75rem; }
    .map thead th { position: sticky; top: 0; background: var(--paper); z-index: 1; }
    .map tbody th { position: sticky; left: 0; background: var(--paper); min-width: 8rem; max-width: 18rem; }
    .map :is(th, td) { padding: 0 0.75rem; vertical-align: middle; }
    .map thead th { padding-block: 0.35rem; }
    .map .step, .map td:is(.p, .h, .f, .u) { padding: 0; text-align: center; min-width: 2.25rem; }
    .map :is(.p, .h, .f, .u) { border-inline-start: 1px solid var(--paper); border-bottom-color: var(--paper); }
    .map td a { display: block; line-height: 1.75rem; color: inherit; text-decoration: none; font-weight: 600; }
    .map td a:hover { text-decoration: underline; }
    .map .step a { display: block; padding-block: 0.25rem; }
    .map a:focus-visible { outline-offset: -2px; }
    .map td.n { font-size: 0.875rem; line-height: 1.75rem; }
    @media (max-width: 40rem) {
      .map tbody th { min-width: 6rem; max-width: 9rem; }
      .wide { font-size: 0.875rem; }
      .wide :is(th, td) { padding-inline: 0.3rem; }
      .wide tbody th { min-width: 7.5rem; }
      .wide .chart { display: none; }
      .mistakes tr { display: grid; grid-template-columns: 2.75rem 3.5rem 1fr; }
      .mistakes tbody :is(th, td) { border-bottom: 0; width: auto; min-width: 0; }
      .mistakes tbody tr { border-bottom: 1px solid var(--line); }
      .mistakes td:last-child { grid-column: 3; }
      .mistakes th:last-child { position: absolute; clip-path: inset(50%); }
    }

    """

  /// Figures and drawings.
  static let charts: StaticString = """
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 1.25rem 1.5rem; margin-bottom: 1.75rem; }
    .card { border-top: 2px solid var(--line); padding-top: 0.5rem; }
    .card dt { color: var(--soft); font-size: 0.875rem; }
    .card .big { font-size: 1.75rem; line-height: 1.3; font-weight: 600; letter-spacing: -0.01em; }
    .card .note { white-space: nowrap; }
    .card.quiet .big { color: var(--soft); font-weight: 400; }
    .cards + p, .cards + p + p { margin-top: 0.35rem; }
    .groups { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: 1.75rem 2.5rem; align-items: start; }
    .group h3 { padding-bottom: 0.35rem; border-bottom: 1px solid var(--line); }
    .count { color: var(--soft); font-weight: 400; }
    .people { list-style: none; padding: 0; font-size: 0.9375rem; }
    .people li { padding: 0.3rem 0; }
    .people .note { display: block; }
    .histogram { display: block; width: 100%; max-width: 36rem; height: auto; }
    .histogram text { font-size: 12px; fill: var(--soft); }
    .histogram .value { fill: var(--ink); }
    .histogram .strong { fill: var(--ink); font-weight: 600; }
    .histogram .axis { fill: none; stroke: var(--soft); stroke-width: 1; }
    .histogram .bar { fill: var(--bar); }
    .histogram .full { fill: var(--bar-full); }
    .narrow :is(th, td) { padding-block: 0.2rem; }
    .share, .range { display: block; width: 100%; height: 1rem; }
    .share { border: 1px solid var(--soft); }
    svg .p { fill: var(--p-fill); }
    svg .h { fill: var(--h-fill); }
    svg .f { fill: var(--f-fill); }
    svg .u { fill: var(--u-fill); }
    .track { fill: var(--line); }
    .half { fill: var(--bar); opacity: 0.55; }
    .median { fill: var(--ink); }
    .picture { display: grid; grid-template-columns: auto 1fr; gap: 0.6rem; }
    .picture .labels { display: grid; color: var(--soft); font-size: 0.8125rem; text-align: end; }
    .picture .labels span { height: 1.1rem; line-height: 1.1rem; }
    .picture svg { width: 100%; height: 0; min-height: 100%; display: block; }
    .picture + .lead { margin-top: 0.5rem; }

    """

  /// What is told of each learner.
  static let learners: StaticString = """
    article { padding: 1.75rem 0 1.25rem; border-top: 1px solid var(--line); }
    article > * + *, .more > * + * { margin-top: 0.6rem; }
    article h3 { font-size: 1.3125rem; }
    .score strong { font-size: 1.125rem; }
    .percent { color: var(--soft); margin-inline: 0.25rem; }
    .warnings { padding: 0.6rem 1rem 0.6rem 2rem; border: 1px solid var(--line); border-inline-start: 4px solid var(--h-fill); font-size: 0.9375rem; }
    .steps { width: 100%; margin-top: 1rem; table-layout: fixed; }
    .steps .mark { width: 8rem; }
    .steps thead .number { width: 5.5rem; }
    .steps thead .remarks { width: 28%; }
    .steps :is(th, td) { padding-block: 0.3rem; }
    .steps tbody th { font-weight: 400; }
    .why { margin-top: 1.5rem; }
    .why > h4 { padding-block: 0.2rem; }
    .check { padding: 0.5rem 0 0.5rem 1rem; margin-inline-start: 0.7rem; border-inline-start: 2px solid var(--line); font-size: 0.9375rem; }
    .check ul { padding-inline-start: 1.25rem; }
    .check pre { margin-top: 0.35rem; }
    .check code { font-weight: 600; }
    .verdict { display: grid; grid-template-columns: 5rem 1fr; gap: 0.2rem 1rem; margin-top: 0.35rem; }
    :lang(ja) .verdict { grid-template-columns: 7rem 1fr; }
    .verdict dt { color: var(--soft); }
    .verdict dd { min-width: 0; }
    .passed { margin-top: 0.75rem; }
    .passed .over { margin-bottom: 0; }
    .commands { padding-inline-start: 2.5rem; font-size: 0.9375rem; }
    .commands > li { padding: 0.4rem 0; }
    .commands > li::marker { color: var(--soft); font-size: 0.8125rem; }
    .commands code { white-space: pre-wrap; font-weight: 600; }
    .commands pre { margin-top: 0.3rem; }
    .exit { color: var(--f-ink); }
    .back { font-size: 0.875rem; }
    @media screen {
      .many .more { content-visibility: auto; contain-intrinsic-size: auto 28rem; }
    }
    @media (max-width: 40rem) {
      .verdict, :lang(ja) .verdict { grid-template-columns: 1fr; gap: 0; }
      .verdict dd + dt { margin-top: 0.4rem; }
      .check { padding-inline-start: 0.75rem; margin-inline-start: 0.2rem; }
      .steps thead, .steps .mark > :last-child { position: absolute; clip-path: inset(50%); }
      .steps, .steps tbody { display: block; }
      .steps tr { display: grid; grid-template-columns: 2.25rem 1fr auto; border-bottom: 1px solid var(--line); padding-block: 0.3rem; }
      .steps tbody :is(th, td) { border-bottom: 0; padding-block: 0; }
      .steps .number { padding-inline-end: 0; }
      .steps .note { grid-column: 2 / 4; }
      .steps .note:empty { display: none; }
    }

    """

  /// A4, everything unfolded, a page for each learner.
  static let paper: StaticString = """
    @page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page); font: 9pt sans-serif; } }
    @media print {
      html { font-size: 10.5pt; }
      body { max-width: none; padding: 0; }
      .contents, .skip, .back, footer p + p { display: none; }
      a { color: inherit; text-decoration: none; }
      details::details-content { content-visibility: visible; block-size: auto; }
      details > summary { list-style: none; color: var(--ink); font-weight: 600; }
      details > summary::-webkit-details-marker { display: none; }
      .groups details > summary, .mistakes details > summary { display: none; }
      .scroll { max-height: none !important; overflow: visible; border: 0 !important; }
      .map thead th, .map tbody th { position: static; }
      .map td:is(.p, .h, .f, .u) { border: 1px solid var(--line); }
      span:is(.p, .h, .f, .u, .n) { border: 1px solid var(--line); }
      pre { max-height: none; overflow: visible; }
      section { margin-top: 2rem; }
      h2, h3, h4, caption, summary, thead, .lead, .score { break-after: avoid; }
      tr, svg, .group li, .card, .check > p, .verdict > dt, .warnings, .commands > li { break-inside: avoid; }
      thead { display: table-header-group; }
      article { border-top: 0; padding-top: 0; break-before: page; }
      article.brief { break-inside: avoid; padding-bottom: 1rem; }
      article.brief + article.brief { break-before: auto; }
      section#learners > h2 { break-before: page; }
      section#learners > h2 + article { break-before: auto; }
      p, dd { orphans: 3; widows: 3; }
    }

    """
}
