import OutcomesModel
import Reporting
import Settlement

// What the terms hold a figure against: thresholds, bands and what is expected of tariffs, and conditions.

extension PackRun {
    /// Returns what the terms that are driven by some figure hold it against, in the order of the terms.
    ///
    /// Of many rows of one tariff those are taken that tell most of a figure: the easiest, the hardest that it reaches, the
    /// next one, and the hardest.
    ///
    /// - Parameters:
    ///   - isOf: whether a tariff's or condition's figure is the one that is shown.
    ///   - figure: the latest that is shown, where there is one.
    func targets(
        of isOf: (FigureSource) -> Bool, near figure: Ratio? = nil, cell: (Ratio) -> Cell
    ) -> [Chart.Target] {
        var targets: [Chart.Target] = []
        for tariff in contract.tariffs where tariff.figure.map(isOf) ?? false {
            let (rows, count) = tariff.version(on: settlement.due).mechanism.asked
            targets += telling(rows, near: figure).map { row in
                let title =
                    count > 1
                    ? word(
                        "\(tariff.title), row \(row.number) of \(count)",
                        sv: "\(tariff.title), rad \(row.number) av \(count)") : tariff.title
                return Chart.Target(title, cell(row.at))
            }
        }
        targets += contract.paymentTerms.conditions.filter { isOf($0.figure) }.map {
            Chart.Target($0.title, cell($0.at))
        }
        return targets
    }

    private func telling(_ rows: [AskedRow], near figure: Ratio?) -> [AskedRow] {
        guard rows.count > ChartLimits.targets else { return rows }
        let met = figure.flatMap { figure in rows.lastIndex { $0.reached.holds(figure, $0.at) } } ?? 0
        return Set([0, met, min(met + 1, rows.count - 1), rows.count - 1]).sorted().map { rows[$0] }
    }

    /// Returns what the effect of an evaluation is held against, as a difference in the indicator's unit.
    ///
    /// The terms count an effect the better way, and a difference is below zero where less is better.
    func targets(ofEffect plan: EvaluationPlan, on indicator: Indicator) -> [Chart.Target] {
        func signed(_ improvement: Decimal) -> Cell {
            indicator.cell(indicator.better == .lower ? improvement.ratio.negated() : improvement.ratio)
        }
        var targets: [Chart.Target] = []
        if let hoped = plan.target {
            targets.append(Chart.Target(word("Effect hoped for", sv: "Förväntad effekt"), signed(hoped)))
        }
        if let decision = plan.decision, decision.figure == .improvement {
            targets.append(
                Chart.Target(word("Counts as reached", sv: "Räknas som uppnått"), signed(decision.at)))
        }
        return targets
            + self.targets(of: { $0 == .evaluation(plan.id, .difference) }) { indicator.cell($0) }
    }

    // MARK: What payments depend on

    /// Writes each row and condition that decided on an amount of the settlement, with the figure that was held against it.
    func writeRequirements(_ matter: ReportMatter, _ claims: ProgressClaims) throws {
        var seen: Set<Requirement> = []
        let asked = matter.statement.lines.flatMap(\.requirements).filter { seen.insert($0).inserted }
        let shown = asked.filter { mayShow($0, matter, claims) }
        guard !shown.isEmpty else { return }
        document.blocks += [
            .heading(word("What payments depend on", sv: "Vad betalningarna beror på"), .section),
            table(
                nil,
                [
                    Column(word("Term", sv: "Villkor")), Column(word("Asked for", sv: "Krav")),
                    Column(word("Figure", sv: "Tal")), Column(word("Result", sv: "Resultat")),
                ],
                shown.map {
                    let words = RequirementWords($0, in: language)
                    return [
                        .text(words.fullName), .text(words.asked), .text(words.figure), .text(words.verdict),
                    ]
                }),
        ]
    }

    /// Whether the figure that was held against a term is of enough people, as far as the terms say whose it is; of one
    /// that the rule gave, whether enough people were treated.
    private func mayShow(
        _ requirement: Requirement, _ matter: ReportMatter, _ claims: ProgressClaims
    ) -> Bool {
        let source: FigureSource? =
            if case .condition(let id) = requirement.subject {
                contract.condition(id)?.figure
            } else {
                contract.tariff(requirement.tariff)?.figure
            }
        switch source {
        case .term: return true
        case .outcome(let id): return claims.isShown(id)
        case .evaluation(let id, _):
            return matter.statement.estimates.first { $0.evaluation == id }.map { tooFew($0) == nil } ?? true
        case .indicator(let id, _, _) where contract.indicator(id)?.subject != .participant: return true
        case .indicator, .tariffs, .payments, nil:
            return !isHidden(evidence.participants.indices.count(where: isTreated))
        }
    }
}

/// A row of a tariff, from 1, that its figure is to reach.
private struct AskedRow {
    let number: Int
    let at: Ratio
    let reached: Reached
}

extension Mechanism {
    /// What the figure is to reach, from the easiest to the hardest, and how many rows there are; empty of what has a price
    /// for whatever it is. A row that costs something or is worth nothing is nobody's target.
    fileprivate var asked: (rows: [AskedRow], count: Int) {
        switch self {
        case .threshold(let table):
            let rows = table.rows.enumerated().filter { $1.amount.minorUnits.signum > 0 }
            return (
                rows.map { AskedRow(number: $0 + 1, at: $1.at, reached: table.reached) }, table.rows.count
            )
        case .band(let band):
            let rows = band.points.enumerated().filter { $1.value.signum > 0 }
            return (rows.map { AskedRow(number: $0 + 1, at: $1.at, reached: .atLeast) }, band.points.count)
        case .referralShortfall(let shortfall):
            return ([AskedRow(number: 1, at: shortfall.expected, reached: .atLeast)], 1)
        case .unitPrice, .step, .savingsShare, .activityGuarantee, .guarantee, .bonus, .netting, .staged,
            .standingCharge, .termination:
            return ([], 0)
        }
    }
}
