package import OutcomesModel

// What the rows of a tariff ask for, and the figure that was held against each.
extension Tariff {
    /// Returns what one version of the tariff asks of its figure, from the easiest row to the hardest; empty where it has
    /// no row to be reached.
    ///
    /// The first tier of a price or a share begins at nothing, and is told where the figure does not reach even that.
    func requirements(of matter: TariffMatter, by version: Version) throws -> [Requirement] {
        let held = HeldFigure(tariff: self, clause: version.clause, matter: matter)
        switch version.mechanism {
        case .threshold(let table):
            return try table.rows.enumerated().map { index, row in
                try held.row(index, of: table.rows.count, table.reached, row.at, row.clause, row.place)
            }
        case .band(let band):
            return try band.points.enumerated().map { index, point in
                try held.row(index, of: band.points.count, .atLeast, point.at, point.clause, point.place)
            }
        case .step(let it):
            return try held.tiers(
                starts: [.zero] + it.tiers.dropLast().compactMap(\.upTo), it.tiers.map(\.place))
        case .savingsShare(let it):
            let ends = try it.tiers.dropLast().compactMap(\.upTo).map { try Figure.money($0).plain() }
            return try held.tiers(starts: [.zero] + ends, it.tiers.map(\.place))
        case .guarantee(let it):
            let guaranteed = try matter.amount(of: it.base).multiplied(by: it.share)
            return [try held.whole(.lessThan, Figure.money(guaranteed).plain())]
        case .referralShortfall(let it): return [try held.whole(.lessThan, it.expected)]
        case .termination(let it): return held.end(it)
        case .unitPrice, .activityGuarantee, .bonus, .netting, .staged, .standingCharge: return []
        }
    }
}

extension Figure {
    /// The figure as it is told beside what was asked; none where there is none.
    package var held: Requirement.Value? {
        switch self {
        case .none: nil
        case .number(let number): .number(number)
        case .money(let amount): .money(amount)
        }
    }

    /// Returns a threshold, which is written in major units, as what it is held against.
    package func threshold(_ at: Ratio) throws(ArithmeticError) -> Requirement.Value {
        guard case .money(let amount) = self else { return .number(at) }
        return .money(try Amount(majorUnits: at, currency: amount.currency))
    }
}

/// A tariff's figure, to be held against its rows.
private struct HeldFigure {
    let tariff: Tariff
    let clause: Clause
    let matter: TariffMatter

    func row(
        _ index: Int, of count: Int, _ reached: Reached, _ at: Ratio, _ own: Clause?, _ place: SourceLocation?
    ) throws -> Requirement {
        let clause = own ?? clause
        return try asked(
            .row(index + 1, of: count), reached, at,
            Clause(number: clause.number, source: clause.source, place: place ?? clause.place))
    }

    func tiers(starts: [Ratio], _ places: [SourceLocation?]) throws -> [Requirement] {
        let all = try starts.enumerated().map { index, start in
            try row(index, of: places.count, .moreThan, start, nil, places[index])
        }
        return all[0].isMet ? Array(all.dropFirst()) : all
    }

    func whole(_ reached: Reached, _ at: Ratio) throws -> Requirement {
        try asked(.tariff, reached, at, clause)
    }

    private func asked(
        _ subject: Requirement.Subject, _ reached: Reached, _ at: Ratio, _ clause: Clause
    ) throws -> Requirement {
        let figure = matter.figure
        guard let held = figure.held else {
            throw TariffProblem.wrongFigure(expected: .number, came: .none)
        }
        return Requirement(
            subject, of: tariff.id, title: tariff.title, figure: held,
            unrounded: matter.unrounded == figure ? nil : matter.unrounded?.held, reached,
            try figure.threshold(at), unit: matter.unit, isMet: reached.holds(try figure.plain(), at),
            clause: clause)
    }

    /// What an early end asks for: that there was one, and on which day.
    func end(_ payment: TerminationPayment) -> [Requirement] {
        guard let ended = matter.endedOn else {
            return [
                Requirement(
                    .tariff, of: tariff.id, title: tariff.title, figure: .truth(false), .atLeast,
                    .truth(true), isMet: false, clause: clause)
            ]
        }
        return payment.rows.enumerated().compactMap { index, row in
            row.from.map { from in
                Requirement(
                    .row(index + 1, of: payment.rows.count), of: tariff.id, title: tariff.title,
                    figure: .day(ended), .atLeast, .day(from), isMet: from <= ended,
                    clause: Clause(
                        number: clause.number, source: clause.source, place: row.place ?? clause.place))
            }
        }
    }
}
