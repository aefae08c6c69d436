package import OutcomesModel
package import Simulation

extension Document {
    /// Lays out what each evaluation can see with its people.
    package static func power(
        _ results: [PowerResult], _ contract: Contract, for form: DocumentFormat
    ) throws(ReportingError) -> Document {
        var document = Document(
            title: contract.title, subtitle: "Before it is signed: what the evaluations can see")
        for result in results { document.blocks += PowerLayout(result: result, contract: contract).blocks() }
        if form == .csv || form == .json { document.blocks.append(.table(try PowerTable.of(results))) }
        document.blocks.append(
            .footnote(
                "Means: the noncentral t distribution, with one spread for all groups. Rates: the arcsine transformation, "
                    + "with the normal distribution. Cohen (1988), chapters 2 and 6; clusters by Kish (1965). People whose "
                    + "figure will be missing must be added."))
        return document
    }
}

private struct PowerLayout {
    let result: PowerResult
    let contract: Contract

    func blocks() -> [Block] {
        let groups = [result.plan.treatment] + (comparison.map { [$0] } ?? [])
        var blocks: [Block] = [.heading(heading, .section), .callout(verdict)]
        var facts = [
            Fact(
                "People",
                .text(
                    zip(groups, [result.treatment, result.comparison ?? 0]).map { group, size in
                        "\(size.grouped) \(contract.group(group)?.title ?? group.rawValue)"
                    }.joined(separator: ", "))),
            Fact("How much people differ", .text(spread)),
        ]
        if result.designEffect != 1 {
            facts.append(Fact("Design effect of clusters", .text(shown(result.designEffect))))
        }
        facts += [
            Fact(
                "Test",
                .text(
                    "\(result.isOneSided ? "one-sided" : "two-sided"), at \(percent(result.significance.approximate))"
                )),
            Fact(
                "Smallest detectable effect",
                .text(
                    (result.smallestEffect.map(figure) ?? "none") + ", with a power of "
                        + percent(result.power.approximate))),
        ]
        if let target = result.target {
            facts += [
                Fact("Target", .text(figure(target.effect))),
                Fact("Power at the target", .text(percent(target.power))),
                Fact("People needed for the target", .text(needed(target))),
            ]
        }
        if let assumed = result.assumed {
            facts.append(
                Fact("By", .text(assumed.clause.number.map { "clause \($0)" } ?? assumed.clause.source ?? ""))
            )
        }
        blocks.append(.facts(facts))
        return blocks
    }

    private var comparison: GroupID? { result.plan.method.comparison }

    private var heading: String {
        let title = result.indicator.title
        return result.plan.id.rawValue == result.indicator.id.rawValue
            ? title : "\(title) (\(result.plan.id))"
    }

    private var verdict: Callout {
        guard let target = result.target else {
            return Callout(
                .note,
                result.smallestEffect.map {
                    "No target is declared. The design sees an effect of \(figure($0)) or more."
                } ?? "No target is declared, and no effect is large enough to be seen.")
        }
        guard !target.isSeen else {
            return Callout(
                .good,
                "This design can see its target: an effect of \(figure(target.effect)) is seen with a probability of "
                    + "\(percent(target.power)).")
        }
        return Callout(
            .warning,
            "This design cannot see its target: an effect of \(figure(target.effect)) would be missed with a probability "
                + "of \(percent(1 - target.power)). "
                + (target.treatmentNeeded == nil
                    ? "No number of people is enough."
                    : "It would need \(needed(target)), or an effect of "
                        + "\(result.smallestEffect.map(figure) ?? "more than there can be")."))
    }

    private func needed(_ target: PowerResult.Target) -> String {
        guard let treatment = target.treatmentNeeded else { return "no number is enough" }
        return target.comparisonNeeded.map { "\(treatment.grouped) people against \($0.grouped)" }
            ?? "\(treatment.grouped) people"
    }

    private var spread: String {
        switch result.spread {
        case .declared(let deviation): "standard deviation \(figure(deviation)), declared"
        case .estimated(let deviation, let people):
            "standard deviation \(figure(deviation)), of \(people.grouped) people in the evidence"
        case .rate(let rate): "\(percent(rate)) have it without the programme"
        }
    }

    /// A figure of the indicator: rates in percentage points, all else in its unit.
    private func figure(_ value: Double) -> String {
        if case .rate = result.spread { return "\(shown(value * 100)) percentage points" }
        return "\(shown(value)) \(result.indicator.unit)"
    }

    /// To four significant digits, and whole from a thousand on: it is an estimate.
    private func shown(_ value: Double) -> String {
        let decimals =
            value.magnitude >= 1_000 ? 0 : value.magnitude >= 100 ? 1 : value.magnitude >= 10 ? 2 : 3
        let scale = [1.0, 10, 100, 1_000][decimals]
        guard let units = Int64(exactly: (value * scale).rounded()) else { return "\(value)" }
        let text = Decimal(units: units, decimals: decimals).grouped
        guard text.contains(".") else { return text }
        let end = text.lastIndex { $0 != "0" } ?? text.startIndex
        return String(text[...end].last == "." ? text[..<end] : text[...end])
    }

    private func percent(_ share: Double) -> String {
        guard let units = Int64(exactly: (share * 1_000).rounded()) else { return "" }
        let text = Decimal(units: units, decimals: 1).description
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " %"
    }
}

/// The same figures for programs: a row for each plan.
private enum PowerTable {
    static func of(_ results: [PowerResult]) throws(ReportingError) -> Table {
        try Table(
            caption: "Power",
            columns: [
                "Evaluation", "Treatment", "Comparison", "Deviation", "Rate", "Design effect", "Significance",
                "Sides", "Power planned", "Smallest effect", "Target", "Power at target", "Treatment needed",
                "Comparison needed",
            ].map { Column($0) },
            rows: results.map { result in
                var deviation: Double?
                var rate: Double?
                switch result.spread {
                case .declared(let value), .estimated(let value, _): deviation = value
                case .rate(let value): rate = value
                }
                let target = result.target
                return [
                    .text(result.plan.id.rawValue), .count(result.treatment), count(result.comparison),
                    number(deviation), number(rate), number(result.designEffect),
                    .number(result.significance),
                    .count(result.isOneSided ? 1 : 2), .number(result.power), number(result.smallestEffect),
                    number(target?.effect), number(target?.power), count(target?.treatmentNeeded),
                    count(target?.comparisonNeeded),
                ]
            })
    }

    private static func count(_ value: Int?) -> Cell { value.map { .count($0) } ?? .empty }

    /// To six decimals: what is beyond is not the same on every machine.
    private static func number(_ value: Double?) -> Cell {
        guard let value, let units = Int64(exactly: (value * 1e6).rounded()) else { return .empty }
        return .number(Decimal(units: units, decimals: 6))
    }
}
