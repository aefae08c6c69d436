import OutcomesModel
import Settlement

/// The tree as text of 80 columns: what it is on the left, the figures in a column on the right.
struct ExplanationText: WrittenInLanguage {
    let language: Language

    func render(_ paper: ExplanationPaper) -> String {
        var lines = wrapped(cleanLine(paper.title), width: TextForm.width)
        lines += wrapped(cleanLine(paper.subtitle), width: TextForm.width)
        lines += [TextForm.rule("═", TextForm.width), ""]
        lines += tree(
            paper.explanation, paper.explanation.value.words(in: language), within: nil, first: "", rest: "")
        for one in paper.distributions {
            lines += ["", TextForm.rule("─", TextForm.width), ""]
            lines += tree(one, one.value.words(in: language), within: nil, first: "", rest: "")
        }
        return lines.map(trimmedEnd).joined(separator: "\n") + "\n"
    }

    /// - Parameters:
    ///   - outer: the line of the rule that is shown above it.
    ///   - first: what stands before the first line.
    ///   - rest: what stands before the others.
    private func tree(
        _ explanation: Explanation, _ figure: String, isTaken: Bool = false, within outer: Explanation.Step?,
        first: String, rest: String
    ) -> [String] {
        var title = explanation.title(in: language)
        if isTaken { title += word(", which is taken", sv: ", som gäller") }
        let place = explanation.place(within: outer)
        if let place { title += "  [\(place)]" }
        let children =
            explanation.parts.count + explanation.requirements.count + explanation.decisions.count
        let below = rest + (children > 0 ? "│  " : "   ")
        var lines = row(title, figure, first: first, rest: below)
        lines += remarks(
            explanation.remarks(in: language), place == nil ? explanation.step : nil, explanation.evidence,
            below)
        let shown = explanation.step ?? outer
        for (index, signed) in explanation.signedParts(in: language).enumerated() {
            let isLast = index == children - 1
            lines += tree(
                signed.part, signed.figure, isTaken: signed.isTaken, within: shown,
                first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "))
        }
        for (index, held) in explanation.requirements.enumerated() {
            lines += branch(held, isLast: explanation.parts.count + index == children - 1, rest)
        }
        for (index, decision) in explanation.decisions.enumerated() {
            lines += branch(decision, isLast: index == explanation.decisions.count - 1, rest)
        }
        return lines
    }

    private func branch(_ held: HeldRequirement, isLast: Bool, _ rest: String) -> [String] {
        let inner = rest + (isLast ? "   " : "│  ")
        let below = inner + (held.figure == nil ? "   " : "│  ")
        var lines = row(
            held.sentence(in: language), "", first: rest + (isLast ? "└─ " : "├─ "), rest: below)
        lines += remarks([held.requirement.clause.place(in: language)], nil, nil, below)
        if let figure = held.figure {
            lines += tree(
                figure, figure.value.words(in: language), within: nil, first: inner + "└─ ",
                rest: inner + "   ")
        }
        return lines
    }

    private func branch(_ decision: Decision, isLast: Bool, _ rest: String) -> [String] {
        let inner = rest + (isLast ? "   " : "│  ")
        let sides = decision.sides
        let below = inner + (sides.isEmpty ? "   " : "│  ")
        var lines = row(
            "\(word("because", sv: "eftersom")) \(decision.sentence(in: language))", "",
            first: rest + (isLast ? "└─ " : "├─ "), rest: below)
        lines += remarks([], decision.step, nil, below)
        for (index, side) in sides.enumerated() {
            let isLastSide = index == sides.count - 1
            lines += tree(
                side, side.value.words(in: language), within: decision.step,
                first: inner + (isLastSide ? "└─ " : "├─ "),
                rest: inner + (isLastSide ? "   " : "│  "))
        }
        return lines
    }

    /// Sets a title and a figure in one line, and breaks the title where it is too long.
    private func row(_ title: String, _ figure: String, first: String, rest: String) -> [String] {
        let room = TextForm.width - displayWidth(figure) - (figure.isEmpty ? 0 : 2)
        let width = max(12, room - max(displayWidth(first), displayWidth(rest)))
        let titles = wrapped(title, width: width)
        let head = first + titles[0]
        let gap = max(2, TextForm.width - displayWidth(head) - displayWidth(figure))
        return [figure.isEmpty ? head : head + String(repeating: " ", count: gap) + figure]
            + titles.dropFirst().map { rest + $0 }
    }

    private func remarks(
        _ remarks: [String], _ step: Explanation.Step?, _ evidence: EvidenceRead?, _ rest: String
    ) -> [String] {
        let width = max(20, TextForm.width - displayWidth(rest))
        var lines = remarks.flatMap { wrapped($0, width: width) }
        if let (place, source) = step?.words {
            lines.append(cut(source.isEmpty ? place : "\(place)  \(source)", to: width))
        }
        for row in evidence?.rows ?? [] { lines += wrapped(words(row), width: width) }
        return lines.map { rest + $0 }
    }

    private func words(_ row: EvidenceRead.Row) -> String {
        let measurement = row.measurement
        let batch = word("batch \(row.batch)", sv: "leverans \(row.batch)")
        return cleanLine(
            "\(measurement.subject) \(measurement.day) \(language.figures(row.value)) "
                + "\(measurement.state.words(in: language)), \(batch), \(row.file):\(measurement.line)")
    }

    private func cut(_ text: String, to width: Int) -> String {
        guard displayWidth(text) > width else { return text }
        return (broken(text[...], width: width - 1).first ?? "") + "…"
    }
}
