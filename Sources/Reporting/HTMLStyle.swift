/// The look of the HTML form, on screen in light and dark, on a phone and on paper.
enum HTMLStyle {
    static let sheet = """
        :root {
          color-scheme: light dark;
          --paper: #ffffff; --ink: #1c2226; --soft: #56616a; --rule: #d5dbdf; --strong: #1c2226;
          --accent: #17495c; --note: #eef4f7; --warning: #fdf3e1; --good: #ebf5ee;
          --warning-edge: #9a5b00; --good-edge: #22693d;
          \(ChartStyle.light)
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --paper: #15191c; --ink: #e7eaec; --soft: #a5b0b8; --rule: #343c42; --strong: #c3ccd2;
            --accent: #93c7d9; --note: #1c2830; --warning: #2e2615; --good: #18281e;
            --warning-edge: #e0a84f; --good-edge: #79c794;
            \(ChartStyle.dark)
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--paper); color: var(--ink);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
          font-variant-numeric: tabular-nums lining-nums; overflow-wrap: anywhere;
        }
        main { max-width: 64rem; margin: 0 auto; padding: clamp(1.5rem, 5vw, 4rem) clamp(1rem, 4vw, 3rem); }
        h1, h2, h3, h4 {
          font-family: "Iowan Old Style", Charter, "Palatino Linotype", Palatino, Georgia, serif;
          font-weight: 600; line-height: 1.2; text-wrap: balance; margin: 0;
        }
        header { padding-bottom: 1.25rem; margin-bottom: 2rem; border-bottom: 3px solid var(--accent); }
        h1 { font-size: clamp(1.7rem, 1.3rem + 2vw, 2.5rem); letter-spacing: -0.01em; }
        header p { margin: 0.5rem 0 0; max-width: none; color: var(--soft); font-size: 1.1rem; }
        h2 { font-size: 1.45rem; color: var(--accent); margin: 2.75rem 0 0.9rem; }
        h3 { font-size: 1.15rem; margin: 2rem 0 0.6rem; }
        h4 { font-size: 1rem; margin: 1.5rem 0 0.4rem; }
        p, ul { max-width: 44rem; margin: 0 0 1rem; }
        ul { padding-left: 1.3rem; }
        li { margin-bottom: 0.3rem; }
        li::marker { color: var(--accent); }
        dl {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
          gap: 0 2rem; margin: 0 0 1.5rem;
        }
        dl div { padding: 0.6rem 0; border-bottom: 1px solid var(--rule); }
        dt { color: var(--soft); font-size: 0.85rem; }
        dd { margin: 0; font-weight: 600; }
        .table {
          overflow-x: auto; margin: 1.25rem 0 1.75rem;
          --shade: color-mix(in srgb, var(--ink) 18%, transparent);
          background:
            linear-gradient(to right, var(--paper) 40%, transparent) left / 3rem 100% no-repeat local,
            linear-gradient(to left, var(--paper) 40%, transparent) right / 3rem 100% no-repeat local,
            linear-gradient(to right, var(--shade), transparent) left / 0.6rem 100% no-repeat scroll,
            linear-gradient(to left, var(--shade), transparent) right / 0.6rem 100% no-repeat scroll;
        }
        .table:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
        table {
          width: 100%; border-collapse: collapse; font-size: 0.92rem; line-height: 1.4;
          overflow-wrap: normal;
        }
        caption { text-align: left; padding-bottom: 0.6rem; font-weight: 600; }
        caption span {
          position: sticky; left: 0; display: inline-block;
          max-width: min(100%, calc(100vw - 2rem));
        }
        th, td {
          padding: 0.55rem 0.6rem; text-align: left; vertical-align: top;
          border-bottom: 1px solid var(--rule);
        }
        th:first-child, td:first-child { padding-left: 0; }
        th:last-child, td:last-child { padding-right: 0; }
        thead th {
          color: var(--soft); font-size: 0.82rem; font-weight: 600; vertical-align: bottom;
          border-bottom: 2px solid var(--strong);
        }
        tbody th { font-weight: inherit; }
        th.end, td.end { text-align: right; }
        td.figure, th.figure { white-space: nowrap; }
        .missing, .none { color: var(--soft); font-style: italic; }
        tfoot th, tfoot td {
          font-weight: 700; border-top: 2px solid var(--strong);
          border-bottom: 3px double var(--strong);
        }
        .callout {
          margin: 1.25rem 0 1.75rem; padding: 0.9rem 1.1rem; background: var(--note);
          border-left: 4px solid var(--accent);
        }
        .callout p { margin: 0; max-width: 48rem; }
        .callout p + p { margin-top: 0.6rem; }
        .callout strong { color: var(--accent); margin-right: 0.35em; }
        .warning { background: var(--warning); border-color: var(--warning-edge); }
        .warning strong { color: var(--warning-edge); }
        .good { background: var(--good); border-color: var(--good-edge); }
        .good strong { color: var(--good-edge); }
        .footnote { color: var(--soft); font-size: 0.85rem; line-height: 1.5; }
        \(ChartStyle.sheet)
        @media screen and (max-width: 40rem) {
          table { font-size: 0.875rem; }
          h2 { margin-top: 2.25rem; }
          /* The names of rows stay where figures scroll. */
          table:not(.cards) th:first-child {
            position: sticky; left: 0; max-width: 9rem; padding-right: 0.8rem;
            background: var(--paper) padding-box;
          }
          table:not(.cards) tbody th:not(.figure) { min-width: 4.5rem; }
          .cards, .cards caption, .cards tbody, .cards tfoot, .cards tr { display: block; }
          .cards thead {
            position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          }
          .cards tr { padding: 0.5rem 0; border-bottom: 1px solid var(--rule); }
          .cards th, .cards td, .cards tfoot th, .cards tfoot td {
            display: flex; gap: 1rem; padding: 0.15rem 0; border: 0;
            white-space: normal; overflow-wrap: anywhere;
          }
          .cards .end { justify-content: space-between; }
          .cards tbody th { font-weight: 600; }
          .cards th:empty, .cards td:empty { display: none; }
          .cards [data-title]::before {
            content: attr(data-title); flex: 0 0 38%; color: var(--soft); font-weight: 400;
            font-style: normal; text-align: left;
          }
          .cards [data-title=""]::before { content: none; }
          .cards tfoot tr { border-top: 2px solid var(--strong); border-bottom: 3px double var(--strong); }
        }
        @media print {
          @page {
            size: A4; margin: 18mm 16mm 20mm;
            @bottom-right {
              content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif;
              color: #56616a;
            }
          }
          :root { color-scheme: light; font-size: 9.5pt; }
          body { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          main { max-width: none; padding: 0; }
          h2, h3, h4, caption { break-after: avoid; }
          p, li { orphans: 3; widows: 3; }
          tr, .callout, figure, dl div { break-inside: avoid; }
          .chart svg ~ details { display: none; }
          .table { overflow: visible; background: none; }
          table { font-size: 8.5pt; }
          th, td { padding: 4pt 5pt; }
          thead { display: table-header-group; break-after: avoid; }
          tbody tr:first-child { break-before: avoid; }
          /* A browser would repeat the totals on every page. */
          tfoot { display: table-row-group; break-before: avoid; }
        }
        """
}
