package import OutcomesModel

/// What a tariff is priced by.
package enum Figure: Hashable, Sendable {
    case none
    case number(Ratio)
    case money(Amount)

    package var kind: FigureKind {
        switch self {
        case .none: .none
        case .number: .number
        case .money: .money
        }
    }

    /// Returns the figure as thresholds are written: money in major units.
    package func plain() throws(TariffProblem) -> Ratio {
        switch self {
        case .none: throw .wrongFigure(expected: .number, came: .none)
        case .number(let number): return number
        case .money(let amount):
            do throws(ArithmeticError) {
                return try amount.minorUnits.divided(by: Ratio(powerOfTen(amount.currency.minorDigits)))
            } catch {
                throw .arithmetic(error)
            }
        }
    }

    /// Returns the figure rounded as the contract says, before it is priced or compared.
    package func rounded(_ rounding: FigureRounding?) throws(TariffProblem) -> Figure {
        guard let rounding else { return self }
        do {
            let rounded = try rounding.apply(to: try plain())
            guard case .money(let amount) = self else { return .number(rounded) }
            return .money(try Amount(majorUnits: rounded, currency: amount.currency))
        } catch let error as TariffProblem {
            throw error
        } catch let error as ArithmeticError {
            throw .arithmetic(error)
        } catch {
            preconditionFailure("rounding throws two kinds of errors, and threw \(error)")
        }
    }

    fileprivate func quantity() throws(TariffProblem) -> Quantity {
        guard case .number(let number) = self else { throw .wrongFigure(expected: .number, came: kind) }
        return try Quantity(number)
    }

    fileprivate func sum() throws(TariffProblem) -> Amount {
        guard case .money(let amount) = self else { throw .wrongFigure(expected: .money, came: kind) }
        return amount
    }
}

/// All that a tariff's amount depends on, gathered by whoever knows the evidence.
package struct TariffMatter: Sendable {
    package var figure: Figure
    /// The figure before it was rounded; none where it is as it was found.
    package var unrounded: Figure?
    /// What a plain figure counts, where the terms say so.
    package var unit: String?
    /// What each tariff gives that the figure is the sum of.
    package var netted: [NettedSum] = []
    /// How often each outcome is claimed, for stages.
    package var counts: [OutcomeID: Int64] = [:]
    /// Values of terms, in the contract's currency, as of the version's day.
    package var bases: [TermID: Amount] = [:]
    /// The days of the settlement's window that count.
    package var days: (first: Day, last: Day)
    /// The last day of a contract that ended early.
    package var endedOn: Day?
    /// Where the tariff's index stands.
    package var index: (index: PriceIndex, value: Ratio)?
    /// The tariff's conditions, each with the figure that was held against it.
    package var conditions: [Requirement] = []
    /// What the tariffs depended on that the figure is the sum of.
    package var behind: [Requirement] = []
    package let currency: Currency

    package init(figure: Figure, days: (first: Day, last: Day), currency: Currency) {
        self.figure = figure
        self.days = days
        self.currency = currency
    }
}

extension Tariff {
    /// Returns what one version of the tariff comes to: priced, bound by `most`, and nothing where a condition
    /// does not hold.
    package func breakdown(
        of matter: TariffMatter, by version: Version
    ) throws(TariffProblem) -> Breakdown {
        do {
            var mechanism = version.mechanism
            if let (index, value) = matter.index {
                mechanism = try mechanism.pricing { (price) throws(ArithmeticError) in
                    try index.price(price, at: value)
                }
            }
            var breakdown = try mechanism.breakdown(of: matter, title, version.clause)
            if let most = version.most {
                try breakdown.limit(to: most, PartLabel(title, .atMost(most)), clause: version.clause)
            }
            breakdown.add(
                matter.behind + (try requirements(of: matter, by: version)) + matter.conditions)
            if let condition = matter.conditions.first(where: { !$0.isMet }), !breakdown.amount.isZero {
                let lost = breakdown.amount.negated()
                try breakdown.add(
                    .init(
                        PartLabel(condition.title, .notMet), amount: lost, clause: condition.clause))
            }
            return breakdown
        } catch let error as TariffProblem {
            throw error
        } catch let error as ArithmeticError {
            throw .arithmetic(error)
        } catch {
            preconditionFailure("a tariff throws two kinds of errors, and threw \(error)")
        }
    }
}

extension Mechanism {
    fileprivate func breakdown(
        of matter: TariffMatter, _ label: String, _ clause: Clause
    ) throws -> Breakdown {
        switch self {
        case .unitPrice(let it):
            return try it.breakdown(for: matter.figure.quantity(), label, clause: clause)
        case .step(let it):
            return try it.breakdown(for: matter.figure.quantity(), label, clause: clause)
        case .threshold(let it):
            return try it.breakdown(for: matter.figure.plain(), label, clause: clause)
        case .band(let it):
            var base = Amount.zero(matter.currency)
            if case .rates(let sum) = it.worth { base = try matter.amount(of: sum) }
            return try it.breakdown(for: matter.figure.plain(), of: base, label, clause: clause)
        case .savingsShare(let it):
            return try it.breakdown(for: matter.figure.sum(), label, clause: clause)
        case .activityGuarantee(let it):
            return try it.breakdown(of: matter.amount(of: it.base), label, clause: clause)
        case .guarantee(let it):
            return try it.breakdown(
                of: matter.amount(of: it.base), received: matter.figure.sum(), label, clause: clause)
        case .bonus(let amount):
            var breakdown = Breakdown(amount.currency)
            try breakdown.add(.init(PartLabel(label), amount: amount, clause: clause))
            return breakdown
        case .netting: return try net(matter.netted, in: matter.currency, label, clause: clause)
        case .staged(let it): return try it.breakdown(for: matter.counts, label, clause: clause)
        case .standingCharge(let it):
            return try it.breakdown(from: matter.days.first, to: matter.days.last, label, clause: clause)
        case .referralShortfall(let it):
            return try it.breakdown(for: matter.figure.quantity(), label, clause: clause)
        case .termination(let it):
            return try it.breakdown(
                of: matter.amount(of: it.base), endedOn: matter.endedOn, label, clause: clause)
        }
    }
}

extension TariffMatter {
    func amount(of base: BaseSum) throws(TariffProblem) -> Amount {
        switch base {
        case .sum(let amount): return amount
        case .term(let term):
            guard let amount = bases[term] else { throw .wrongBase(term) }
            return amount
        }
    }
}
