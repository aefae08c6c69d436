import OutcomesModel
import Settlement

/// The tree to unfold, in one file that loads nothing and runs nothing; on paper all of it is unfolded.
struct ExplanationHTML: WrittenInLanguage {
    let language: Language

    func render(_ paper: ExplanationPaper) -> String {
        let (title, subtitle) = (cleanLine(paper.title), cleanLine(paper.subtitle))
        let lines =
            HTMLForm.head(
                title: title, subtitle: subtitle, language: language.rawValue, extraStyle: Self.style)
            + ["<div class=\"tree\">"]
            + tree(
                paper.explanation, paper.explanation.value.words(in: language), within: nil, depth: 0)
            + paper.distributions.flatMap { tree($0, $0.value.words(in: language), within: nil, depth: 0) }
            + ["</div>", "</main>", "</body>", "</html>"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Three levels are open; what is below them is there to be opened.
    private static let openDepth = 3

    private func tree(
        _ explanation: Explanation, _ figure: String, isTaken: Bool = false, within outer: Explanation.Step?,
        depth: Int
    ) -> [String] {
        let taken = isTaken ? " <em class=\"taken\">\(word("taken", sv: "gäller"))</em>" : ""
        let place = explanation.place(within: outer)
        let line = place.map { " <small>\(escaped($0))</small>" } ?? ""
        let head =
            "<span class=\"label\">\(escaped(explanation.title(in: language)))\(taken)\(line)</span>"
            + "<span class=\"figure\">\(escaped(figure))</span>"
        var inner = explanation.remarks(in: language).map { "<p class=\"remark\">\(escaped($0))</p>" }
        if place == nil, let step = explanation.step { inner.append(code(step)) }
        inner += rows(explanation.evidence?.rows ?? [])
        for signed in explanation.signedParts(in: language) {
            inner += tree(
                signed.part, signed.figure, isTaken: signed.isTaken, within: explanation.step ?? outer,
                depth: depth + 1)
        }
        inner += explanation.requirements.flatMap { branch($0, depth: depth + 1) }
        inner += explanation.decisions.flatMap { branch($0, depth: depth + 1) }
        return folded(head, inner, "", isOpen: depth < Self.openDepth)
    }

    private func branch(_ held: HeldRequirement, depth: Int) -> [String] {
        let verdict = held.requirement.isMet ? "met" : "not-met"
        let head = "<span class=\"label\">\(escaped(held.sentence(in: language)))</span>"
        let place = "<p class=\"remark\">\(escaped(held.requirement.clause.place(in: language)))</p>"
        let inner =
            [place]
            + (held.figure.map { tree($0, $0.value.words(in: language), within: nil, depth: depth + 1) } ?? [])
        return folded(head, inner, " \(verdict)", isOpen: depth < Self.openDepth)
    }

    private func branch(_ decision: Decision, depth: Int) -> [String] {
        let head =
            "<span class=\"label\"><b>\(word("because", sv: "eftersom"))</b> \(escaped(decision.sentence(in: language)))</span>"
        var inner = decision.step.map { [code($0)] } ?? []
        for side in decision.sides {
            inner += tree(side, side.value.words(in: language), within: decision.step, depth: depth + 1)
        }
        return folded(head, inner, " because", isOpen: depth < Self.openDepth)
    }

    private func folded(_ head: String, _ inner: [String], _ kind: String, isOpen: Bool) -> [String] {
        guard !inner.isEmpty else { return ["<div class=\"leaf\(kind)\">\(head)</div>"] }
        return ["<details class=\"node\(kind)\"\(isOpen ? " open" : "")>", "<summary>\(head)</summary>"]
            + inner
            + ["</details>"]
    }

    private func rows(_ rows: [EvidenceRead.Row]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let name = word("evidence rows", sv: "rader i underlaget")
        func head(_ english: String, sv swedish: String, isFigure: Bool = false) -> String {
            "<th scope=\"col\"\(isFigure ? " class=\"end\"" : "")>\(word(english, sv: swedish))</th>"
        }
        var lines = [
            "<details class=\"rows\"><summary>\(rows.count) \(name)</summary>",
            "<div class=\"table\" role=\"region\" aria-label=\"\(name)\" tabindex=\"0\"><table>",
            "<thead><tr>" + head("Subject", sv: "Vem") + head("Day", sv: "Dag")
                + head("Value", sv: "Värde", isFigure: true) + head("State", sv: "Läge")
                + head("Batch", sv: "Leverans", isFigure: true) + head("File and line", sv: "Fil och rad")
                + "</tr></thead><tbody>",
        ]
        lines += rows.map { row in
            let measurement = row.measurement
            return "<tr><td>\(escaped("\(measurement.subject)"))</td><td>\(measurement.day)</td>"
                + "<td class=\"end\">\(escaped(cleanLine(language.figures(row.value))))</td>"
                + "<td>\(measurement.state.words(in: language))</td>"
                + "<td class=\"end\">\(row.batch)</td>"
                + "<td>\(escaped(cleanLine(row.file))):\(measurement.line)</td></tr>"
        }
        return lines + ["</tbody></table></div>", "</details>"]
    }

    private func code(_ step: Explanation.Step) -> String {
        let (place, source) = step.words
        return "<p class=\"step\"><span>\(escaped(place))</span> <code>\(escaped(source))</code></p>"
    }

    private func escaped(_ text: String) -> String { HTMLForm.escaped(text) }

    private static let style = """
        .tree { border-top: 1px solid var(--rule); }
        .tree .node, .tree .leaf { border-bottom: 1px solid var(--rule); }
        .tree .node .node, .tree .node .leaf {
          margin-left: 0.6rem; padding-left: 0.9rem; border-left: 2px solid var(--rule);
        }
        .tree .node > :last-child { border-bottom: 0; }
        .tree summary, .tree .leaf {
          display: flex; gap: 0.4rem; align-items: baseline; padding-top: 0.45rem; padding-bottom: 0.45rem;
        }
        .tree summary { cursor: pointer; list-style: none; }
        .tree summary::-webkit-details-marker { display: none; }
        .tree .node > summary::before {
          content: "▸"; flex: none; width: 0.8rem; color: var(--accent);
        }
        .tree .node[open] > summary::before { content: "▾"; }
        .tree summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        .tree .label { flex: 1 1 auto; }
        .tree .leaf .label { margin-left: 1.2rem; }
        .tree .figure {
          flex: none; white-space: nowrap; text-align: right; font-weight: 600; margin-left: 0.8rem;
        }
        .tree > .node > summary { font-size: 1.15rem; font-weight: 600; }
        .tree .remark, .tree .step {
          max-width: none; margin: 0 0 0.35rem 1.2rem; color: var(--soft); font-size: 0.88rem; line-height: 1.45;
        }
        .tree .step span { margin-right: 0.5em; }
        .tree code {
          font: 0.92em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
          background: var(--note); color: var(--ink); padding: 0.1em 0.35em; border-radius: 3px;
        }
        .tree .met > summary { color: var(--good-edge); }
        .tree .not-met > summary { color: var(--warning-edge); }
        .tree .because > summary, .tree .leaf.because { color: var(--accent); }
        .tree small { color: var(--soft); font-size: 0.8rem; margin-left: 0.35em; }
        .tree .taken {
          font-style: normal; font-size: 0.8rem; font-weight: 600; color: var(--good-edge);
          border: 1px solid currentColor; border-radius: 3px; padding: 0 0.35em; margin-left: 0.35em;
        }
        .tree .rows { margin: 0.2rem 0 0.6rem 1.2rem; }
        .tree .rows > summary { color: var(--accent); font-size: 0.88rem; text-decoration: underline; }
        @media (max-width: 40rem) {
          .tree .node .node, .tree .node .leaf { margin-left: 0.15rem; padding-left: 0.5rem; }
          .tree .remark, .tree .step { margin-left: 0.6rem; }
          .tree summary, .tree .leaf { flex-wrap: wrap; }
          .tree .label { flex-basis: 8rem; }
          .tree .figure { margin-left: auto; white-space: normal; }
        }
        @media print {
          .tree details::details-content { content-visibility: visible; block-size: auto; }
          .tree .node > summary::before, .tree .node[open] > summary::before { content: ""; }
          .tree summary, .tree .leaf, .tree .step { break-inside: avoid; }
        }
        """
}
