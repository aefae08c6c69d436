import OutcomesModel
import Reporting
import Settlement

// Claims over time, beside what is planned and what the limits leave room for.

extension PackRun {
    func writeClaims(_ claims: ProgressClaims, _ notes: inout ProgressNotes) throws {
        guard !claims.outcomes.isEmpty else { return }
        document.blocks.append(
            .heading(word("Outcomes claimed", sv: "Utfall som det begärs betalt för"), .section))
        try writeBars(claims, &notes)
        writeOverview(claims, &notes)
        for one in claims.outcomes where one.isShown && !one.counts.isEmpty {
            let figures = figures(one.counts, at: days(of: one.outcome, claims))
            notes.hidesSteps = notes.hidesSteps || figures.isShown.contains(false)
            for chart in try counted(one, figures) { append(chart, &notes) }
        }
        for chart in try valued(claims) { append(chart, &notes) }
    }

    private func figures(_ events: [RunningFigures.Event], at days: [Day]) -> RunningFigures {
        RunningFigures(events, at: days, below: hiddenBelow)
    }

    /// The days of a running count: those of all outcomes, and those of its own plan that are past.
    private func days(of outcome: Outcome, _ claims: ProgressClaims) -> [Day] {
        let planned = outcome.plan?.points.map(\.by) ?? []
        guard let last = claims.days.last else { return [] }
        return Set(claims.days + planned.filter { $0 < last }).sorted()
    }

    // MARK: Of all outcomes

    private func writeBars(_ claims: ProgressClaims, _ notes: inout ProgressNotes) throws {
        guard claims.outcomes.count > 1, claims.outcomes.count <= ChartLimits.bars,
            claims.outcomes.contains(where: \.isShown)
        else { return }
        append(
            try drawn(
                .bar, word("Claims", sv: "Antal"), across: word("Outcome", sv: "Utfall"),
                places: claims.outcomes.map { .text($0.outcome.title) },
                series: [Chart.Series(word("Claims", sv: "Antal"), claims.outcomes.map(\.count))]), &notes)
    }

    /// Writes what each outcome comes to beside its plan and its limit.
    private func writeOverview(_ claims: ProgressClaims, _ notes: inout ProgressNotes) {
        let last = claims.days.last ?? settlement.due
        let hasPlan = claims.outcomes.contains { $0.outcome.plan != nil }
        let limits = claims.outcomes.map { limit(of: $0.outcome.id) }
        let hasLimit = limits.contains { $0 != nil }
        var columns = [
            Column(word("Outcome", sv: "Utfall")), Column(word("Claims", sv: "Antal"), .end),
        ]
        if hasPlan { columns.append(Column(word("Planned by then", sv: "Planerat till dess"), .end)) }
        columns.append(Column(word("Value at its price", sv: "Värde till priset"), .end))
        if hasLimit { columns.append(Column(word("Limit", sv: "Gräns"), .end)) }
        let rows = zip(claims.outcomes, limits).map { one, limit -> [Cell] in
            let planned = one.outcome.plan?.points.last { $0.by <= last }
            return [.text(one.outcome.title), one.count]
                + (hasPlan ? [one.outcome.plan == nil ? .empty : .count(planned?.claims ?? 0)] : [])
                + [one.isShown ? money(one.value) : .missing(.withheld)]
                + (hasLimit ? [limit.map { .money($0.most) } ?? .empty] : [])
        }
        let caption = word("Claims and their value by \(last)", sv: "Antal och värde till och med \(last)")
        document.blocks.append(table(caption, columns, rows))
        notes.used.formUnion(rows.joined())
    }

    private func money(_ minorUnits: Int128) -> Cell {
        .amount(Amount(minorUnits: Ratio(minorUnits), currency: contract.currency))
    }

    /// Returns the limit that is of this outcome alone.
    private func limit(of id: OutcomeID) -> (title: String, most: Money)? {
        for limit in contract.limits {
            guard case .metric(let most) = limit.bound, covered(by: limit).map(\.id) == [id] else { continue }
            return (limit.title, most)
        }
        return nil
    }

    private func covered(by limit: ClaimLimit) -> [Outcome] {
        contract.outcomes.filter { limit.covers($0.id) }
    }

    // MARK: Of one outcome

    private func counted(_ one: ProgressClaims.OutcomeClaims, _ figures: RunningFigures) throws -> [Chart] {
        let outcome = one.outcome
        var targets: [Chart.Target] = []
        // Of one day alone, the value beside the limit says the same.
        if figures.isSeries, let limit = limit(of: outcome.id), let most = claims(paidBy: limit.most, outcome)
        {
            targets.append(
                Chart.Target(word("Paid in full up to", sv: "Betalas fullt ut till"), .count(most)))
        }
        targets += self.targets(of: { $0 == .outcome(outcome.id) }, near: one.count.figure) {
            Decimal(exactly: $0).map { .number($0) } ?? .ratio($0)
        }
        let name = word("Claims so far", sv: "Antal hittills")
        guard let plan = outcome.plan else {
            return try running(outcome.title, figures, named: name, targets: targets) { .count(Int($0)) }
        }
        let days = Set(figures.shownDays + plan.points.map(\.by)).sorted()
        return [
            try drawn(
                .line, outcome.title, across: word("Until", sv: "Till och med"),
                places: days.map { .day($0) },
                series: [
                    Chart.Series(
                        name, days.map { day in figures.count(at: day).map { .count(Int($0)) } ?? .empty }),
                    Chart.Series(
                        word("Planned", sv: "Planerat"),
                        days.map { day in
                            plan.points.first { $0.by == day }.map { .count($0.claims) } ?? .empty
                        }),
                ], targets: targets)
        ]
    }

    /// How many claims a limit pays in full, where all have one price.
    private func claims(paidBy most: Money, _ outcome: Outcome) -> Int? {
        guard outcome.index == nil, outcome.amendments.isEmpty, outcome.price.minorUnits > 0 else {
            return nil
        }
        return Int(most.minorUnits / outcome.price.minorUnits)
    }

    // MARK: Money

    /// Draws the value of claims at their prices beside what bounds it: each limit on some outcomes together, and the caps on
    /// all that claims are paid. What is known of one day alone stands in one chart of bars.
    ///
    /// A sum stands only at days at which each of the counts behind it is shown, so that it tells nothing more than these.
    private func valued(_ claims: ProgressClaims) throws -> [Chart] {
        let name = word("Value so far", sv: "Värde hittills")
        var bounds = contract.limits.compactMap { limit -> ValueBound? in
            guard case .metric(let most) = limit.bound else { return nil }
            return ValueBound(
                title: limit.title, outcomes: covered(by: limit), most: [most], name: limit.title)
        }
        if !bounds.contains(where: { $0.outcomes.count == contract.outcomes.count }) {
            bounds.append(
                ValueBound(
                    title: word("All claims", sv: "Allt begärt"), outcomes: contract.outcomes,
                    most: capsOnClaims.map(\.amount), name: word("Cap", sv: "Tak")))
        }
        let found = bounds.compactMap { bound in value(of: bound.outcomes, claims).map { (bound, $0) } }
        let single = found.filter { !$0.1.isSeries && !$0.0.most.isEmpty && $0.1.last != nil }
        var charts: [Chart] = []
        for (bound, figures) in found where figures.isSeries {
            charts += try running(
                word("Value of claims: \(bound.title)", sv: "Värde av det begärda: \(bound.title)"), figures,
                named: name, targets: bound.most.map { Chart.Target(bound.name, .money($0)) }, cell: money)
        }
        guard !single.isEmpty else { return charts }
        return charts + [
            try drawn(
                .bar, word("Value of claims and limits", sv: "Värde av det begärda och gränser"),
                across: word("Limit", sv: "Gräns"), places: single.map { .text($0.0.title) },
                series: [
                    Chart.Series(name, single.map { money($0.1.last?.count ?? 0) }),
                    Chart.Series(
                        word("Limit", sv: "Gräns"),
                        single.map { bound, _ in
                            bound.most.min { $0.minorUnits < $1.minorUnits }.map { .money($0) } ?? .empty
                        }),
                ])
        ]
    }

    private struct ValueBound {
        let title: String
        let outcomes: [Outcome]
        let most: [Money]
        /// What the bound itself is called.
        let name: String
    }

    /// Returns the value of outcomes' claims over time; nil where there are none, or one of their counts is hidden.
    private func value(of outcomes: [Outcome], _ claims: ProgressClaims) -> RunningFigures? {
        let own = claims.outcomes.filter { one in
            !one.counts.isEmpty && outcomes.contains { $0.id == one.outcome.id }
        }
        guard !own.isEmpty, own.allSatisfy(\.isShown) else { return nil }
        let counts = own.map { figures($0.counts, at: days(of: $0.outcome, claims)) }
        let values = RunningFigures(own.flatMap(\.values), at: claims.days, below: nil)
        let shown = claims.days.indices.filter { step in
            counts.allSatisfy { $0.count(at: claims.days[step]) != nil }
        }
        return RunningFigures(days: shown.map { claims.days[$0] }, counts: shown.map { values.counts[$0] })
    }

    /// Caps on just what claims are paid; none where a split shares it out over several payments.
    private var capsOnClaims: [Cap] {
        guard contract.paymentTerms.splits.isEmpty else { return [] }
        let payments = Set(contract.outcomes.map(\.payment))
        return contract.caps.filter { cap in payments.allSatisfy(cap.covers) }
    }
}
