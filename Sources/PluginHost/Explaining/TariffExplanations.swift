import Evaluation
import OutcomesModel
import Reporting
import Settlement

// What a tariff is priced by: the figure that its terms name, down to the evidence.
extension ExplanationBuilder {
    /// Explains the figure of a tariff; nil where it has none.
    func figure(of noted: NotedTariff) throws(SettlementError) -> Explanation? {
        if let given = noted.given { return try explain(given) }
        guard let source = noted.tariff.figure else { return nil }
        return try figure(source, noted.tariff.rounding)
    }

    /// Returns what a tariff depended on, each condition with what its figure was made of.
    ///
    /// - Parameter noted: the tariff that is told; all of them unless given.
    func requirements(
        _ requirements: [Requirement], of noted: NotedTariff?
    ) throws(SettlementError) -> [HeldRequirement] {
        let own = requirements.filter { noted == nil || $0.tariff == noted?.tariff.id }
        var held: [HeldRequirement] = []
        for (requirement, further) in own.telling {
            var read: Explanation?
            if case .condition(let id) = requirement.subject, let condition = contract.condition(id) {
                read = try figure(condition.figure, condition.rounding, asTruth: true)
            }
            held.append(HeldRequirement(requirement, further: further, figure: read))
        }
        return held
    }

    /// Explains what the terms read; nil where that is no figure.
    ///
    /// - Parameter asTruth: tells what is 1 or 0 as yes or no.
    private func figure(
        _ source: FigureSource, _ rounding: FigureRounding?, asTruth: Bool = false
    ) throws(SettlementError) -> Explanation? {
        guard let figure = try? PaymentFigures(run: run).figure(source) else { return nil }
        let value: Explanation.Value
        switch figure {
        case .none: return nil
        case .number(let number): value = .number(number)
        case .money(let amount): value = .money(amount)
        }
        if asTruth, case .evaluation(_, let reading) = source, reading.isTruth {
            return try explain(source, .truth(value == .number(.one)))
        }
        let exact = try explain(source, value)
        guard let rounded = try? figure.rounded(rounding), rounded != figure else {
            return exact
        }
        let after: Explanation.Value
        switch rounded {
        case .none: return exact
        case .number(let number): after = .number(number)
        case .money(let amount): after = .money(amount)
        }
        return try Explanation(
            word("rounded as the terms say", sv: "avrundat som villkoren säger"), after, by: .sum,
            of: [exact, try rest(word("rounding", sv: "avrundning"), of: after, beyond: value)])
    }

    private func explain(
        _ source: FigureSource, _ value: Explanation.Value
    ) throws(SettlementError) -> Explanation {
        switch source {
        case .indicator(let id, let group, let reading): return try measured(id, group, reading, value)
        case .outcome(let outcome):
            let comesAfter = contract.outcome(outcome)?.after != nil
            let reached = comesAfter ? try? run.pricedClaims().reached(outcome) : nil
            return try count(
                word("claims of \(outcome)", sv: "anspråk på \(outcome)"),
                reached ?? run.claims.claims.filter { $0.outcome == outcome })
        case .evaluation(let id, let reading):
            return try estimate(
                NotedFigure(
                    value: value, origin: .estimate(id, reading.rawValue), operands: [], place: nil), id,
                reading.rawValue)
        case .term(let id):
            return try Explanation(
                word("term \(id)", sv: "villkoret \(id)"), value,
                clause: contract.term(id)?.version(on: run.settlement.due).clause)
        case .tariffs(let tariffs):
            var parts: [Explanation] = []
            for tariff in tariffs.compactMap({ contract.tariff($0) }) {
                guard let part = try? PaymentFigures(run: run).breakdown(of: tariff, given: nil) else {
                    continue
                }
                parts.append(
                    try sum(part, tariff.title, NotedTariff(tariff: tariff, given: nil), nil))
            }
            let titles = tariffs.compactMap { contract.tariff($0)?.title }.joined(separator: ", ")
            return try Explanation(
                word("\(titles) together", sv: "\(titles) tillsammans"), value,
                by: parts.isEmpty ? .given : .sum, of: parts)
        case .payments(let payments):
            return try Explanation(
                word(
                    "payments \(payments.map(\.rawValue).joined(separator: ", ")) so far",
                    sv: "betalningarna \(payments.map(\.rawValue).joined(separator: ", ")) hittills"), value)
        }
    }

    private func measured(
        _ id: IndicatorID, _ group: GroupID?, _ reading: FigureSource.ValueReading,
        _ value: Explanation.Value
    ) throws(SettlementError) -> Explanation {
        let figures = PaymentFigures(run: run)
        let count = (try? figures.values(of: id, group))?.count ?? 0
        guard let indicator = contract.indicator(id) else { return try Explanation(id.rawValue, value) }
        let whose = group.map { word(" of \($0)", sv: " för \($0)") } ?? ""
        return try Explanation(
            "\(id): \(self.reading(reading.rawValue))\(whose)", value, notes: [values(count, of: indicator)],
            evidence: EvidenceRead(indicator: id, values: count, spans: figures.spans(of: indicator, group)))
    }
}
