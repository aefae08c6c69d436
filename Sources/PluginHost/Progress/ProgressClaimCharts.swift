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
        guard claims.outcomes.count > 1, claims.outcomes.count <= ChartLimits.bars else { return }
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
                + [one.isShown ? money(one.value) : one.count]
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
        if let limit = limit(of: outcome.id), let most = claims(paidBy: limit.most, outcome) {
            targets.append(Chart.Target(word("Paid in full up to", sv: "Betalas fullt ut till"), .count(most)))
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
                .line, outcome.title, across: word("Until", sv: "Till och med"), places: days.map { .day($0) },
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
        guard outcome.index == nil, outcome.amendments.isEmpty, outcome.price.minorUnits > 0 else { return nil }
        return Int(most.minorUnits / outcome.price.minorUnits)
    }

    // MARK: Money

    /// Draws the value of claims at their prices: of all, beside a cap on all that claims are paid, and of those that share
    /// a limit.
    ///
    /// A sum stands only at days at which each of the counts behind it is shown, so that it tells nothing more than these.
    private func valued(_ claims: ProgressClaims) throws -> [Chart] {
        let name = word("Value so far", sv: "Värde hittills")
        func chart(_ title: String, _ outcomes: [Outcome], _ targets: [Chart.Target]) throws -> [Chart] {
            let own = claims.outcomes.filter { one in
                outcomes.contains { $0.id == one.outcome.id } && !one.counts.isEmpty
            }
            guard !own.isEmpty, own.allSatisfy(\.isShown) else { return [] }
            let parts = own.map { one in
                (figures(one.counts, at: days(of: one.outcome, claims)),
                 RunningFigures(one.values, at: claims.days, below: nil))
            }
            let sums = claims.days.map { day -> Int128? in
                guard parts.allSatisfy({ $0.0.count(at: day) != nil }) else { return nil }
                return parts.reduce(0) { $0 + ($1.1.count(at: day) ?? 0) }
            }
            let shown = claims.days.indices.filter { sums[$0] != nil }
            return try running(
                title, RunningFigures(days: shown.map { claims.days[$0] }, counts: shown.map { sums[$0] ?? 0 }),
                named: name, targets: targets, cell: money)
        }
        var charts: [Chart] = []
        for limit in contract.limits {
            guard case .metric(let most) = limit.bound else { continue }
            charts += try chart(
                word("Value of claims: \(limit.title)", sv: "Värde av det begärda: \(limit.title)"),
                covered(by: limit), [Chart.Target(limit.title, .money(most))])
        }
        let isAll = contract.limits.contains { limit in
            if case .metric = limit.bound { covered(by: limit).count == contract.outcomes.count } else { false }
        }
        guard !isAll else { return charts }
        return charts
            + (try chart(
                word("Value of all claims", sv: "Värde av allt begärt"), contract.outcomes, capsOnClaims))
    }

    /// Caps on just what claims are paid; none where a split shares it out over several payments.
    private var capsOnClaims: [Chart.Target] {
        guard contract.paymentTerms.splits.isEmpty else { return [] }
        let payments = Set(contract.outcomes.map(\.payment))
        return contract.caps.filter { cap in payments.allSatisfy(cap.covers) }.map {
            Chart.Target(word("Cap, \($0.clause.words(in: language))", sv: "Tak, \($0.clause.words(in: language))"), .money($0.amount))
        }
    }
}
