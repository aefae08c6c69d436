/// The look of charts: six colours that people tell apart who see few, by their darkness too.
enum ChartStyle {
    /// - Source: after Okabe and Ito (2008), darkened until each stands out from white by 3 to 1.
    static let light = """
        --one: #0b5f99; --two: #c4500a; --three: #0a7a5a; --four: #a8458a; --five: #6f6400; --six: #4d5359;
        """
    static let dark = """
        --one: #6cb9ee; --two: #f0964f; --three: #4cc7a0; --four: #e39aca; --five: #d8cc53; --six: #b4bcc2;
        """

    static let sheet = """
        .chart { margin: 1.5rem 0 2rem; }
        .chart figcaption { font-weight: 600; margin-bottom: 0.75rem; }
        .chart svg { display: block; width: 100%; height: auto; }
        .chart .wide { max-width: 45rem; font-size: 13px; }
        .chart .narrow { display: none; font-size: 12px; }
        .chart text { fill: var(--ink); }
        .chart .soft { fill: var(--soft); }
        .chart .gap { fill: var(--soft); font-style: italic; }
        .chart .middle { text-anchor: middle; }
        .chart .end { text-anchor: end; }
        .chart .value { stroke: var(--paper); stroke-width: 4px; paint-order: stroke; stroke-linejoin: round; }
        .chart .grid { stroke: var(--rule); }
        .chart .axis { stroke: var(--soft); }
        .chart .link { stroke: var(--soft); stroke-dasharray: 2 2; }
        .s1 { --c: var(--one); } .s2 { --c: var(--two); --dash: 8 4; } .s3 { --c: var(--three); --dash: 2 3; }
        .s4 { --c: var(--four); --dash: 12 4 2 4; } .s5 { --c: var(--five); --dash: 5 2; }
        .s6 { --c: var(--six); --dash: 2 6; }
        .chart .line { fill: none; stroke: var(--c); stroke-width: 2px; stroke-dasharray: var(--dash, none); }
        .chart .whisker { stroke: var(--c); stroke-width: 2px; }
        .chart .area { fill: var(--c); opacity: 0.2; }
        .chart .mark { fill: var(--c); stroke: var(--paper); }
        .chart .bar { fill: var(--c); }
        .chart .sum { fill: var(--soft); }
        .chart .target { stroke: var(--ink); stroke-width: 1.5px; stroke-dasharray: 6 3; }
        .chart .t2 { stroke-dasharray: 2 3; } .chart .t3 { stroke-dasharray: 10 3 2 3; }
        .chart details { margin-top: 0.5rem; }
        .chart summary { color: var(--accent); cursor: pointer; font-size: 0.92rem; }
        @media screen and (max-width: 40rem) {
          .chart .wide { display: none; }
          .chart .narrow { display: block; }
        }
        """
}
