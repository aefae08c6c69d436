/// How a figure becomes an amount; to have one is the proof that its parts fit together.
public enum Mechanism: Hashable, Sendable {
    case unitPrice(UnitPrice)
    case step(StepTariff)
    case threshold(ThresholdTable)
    case band(Band)
    case savingsShare(SavingsShare)
    case activityGuarantee(ShareOfSum)
    case guarantee(Guarantee)
    case bonus(Amount)
    case netting
    case staged(StagedPayment)
    case standingCharge(StandingCharge)
    case referralShortfall(ReferralShortfall)
    case termination(TerminationPayment)

    /// What `kind` of a `[[tariff]]` says.
    public enum Kind: String, CaseIterable, Sendable {
        case unitPrice = "unit_price"
        case step
        case threshold
        case band
        case savingsShare = "savings_share"
        case activityGuarantee = "activity_guarantee"
        case guarantee
        case bonus
        case netting
        case staged
        case standingCharge = "standing_charge"
        case referralShortfall = "referral_shortfall"
        case termination
    }

    public var kind: Kind {
        switch self {
        case .unitPrice: .unitPrice
        case .step: .step
        case .threshold: .threshold
        case .band: .band
        case .savingsShare: .savingsShare
        case .activityGuarantee: .activityGuarantee
        case .guarantee: .guarantee
        case .bonus: .bonus
        case .netting: .netting
        case .staged: .staged
        case .standingCharge: .standingCharge
        case .referralShortfall: .referralShortfall
        case .termination: .termination
        }
    }
}

extension Mechanism {
    /// The term that it takes a share of, where that is no stated sum.
    package var baseTerm: TermID? {
        let base: BaseSum? =
            switch self {
            case .activityGuarantee(let share): share.base
            case .guarantee(let guarantee): guarantee.base
            case .termination(let payment): payment.base
            case .band(let band): if case .rates(let base) = band.worth { base } else { nil }
            case .unitPrice, .step, .threshold, .savingsShare, .bonus, .netting, .staged, .standingCharge,
                .referralShortfall:
                nil
            }
        guard case .term(let term)? = base else { return nil }
        return term
    }
}

/// Why rows, prices or shares make no mechanism. Rows are counted from 1.
public enum MechanismFault: Error, Equatable, Sendable {
    case noRows
    /// A row that does not come after the one before it.
    case unsorted(row: Int, came: String, after: String)
    /// A row that nothing reaches, because the one before it has no end.
    case afterOpenRow(row: Int)
    case negative(String, row: Int?, came: String)
    case notAShare(row: Int?, came: String)
    /// Shares that are not the whole together.
    case sharesDoNotAddUp(came: String)
    case repeated(row: Int, came: String)
}

extension MechanismFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noRows: "there are no rows"
        case .unsorted(let row, let came, let after):
            "row \(row) has \(came), which does not come after \(after)"
        case .afterOpenRow(let row): "row \(row) is never reached: the row before it has no end"
        case .negative(let what, let row, let came):
            "\(what)\(Self.inRow(row)) is \(came), and cannot be less than 0"
        case .notAShare(let row, let came): "the share\(Self.inRow(row)) is \(came), and must be 0 to 1"
        case .sharesDoNotAddUp(let came): "the shares add up to \(came), and must add up to 1"
        case .repeated(let row, let came): "row \(row) names \(came) once more"
        }
    }

    /// The row at fault, where it is one.
    public var row: Int? {
        switch self {
        case .unsorted(let row, _, _), .afterOpenRow(let row), .repeated(let row, _): row
        case .negative(_, let row, _), .notAShare(let row, _): row
        case .noRows, .sharesDoNotAddUp: nil
        }
    }

    private static func inRow(_ row: Int?) -> String { row.map { " of row \($0)" } ?? "" }
}

func checkNotNegative(_ sum: Amount, _ what: String, row: Int? = nil) throws(MechanismFault) {
    guard sum.minorUnits.signum >= 0 else { throw .negative(what, row: row, came: "\(sum)") }
}

func checkShare(_ share: Ratio, row: Int? = nil) throws(MechanismFault) {
    guard share.signum >= 0, share <= .one else { throw .notAShare(row: row, came: "\(share)") }
}

/// Checks that each figure is more than the one before it.
func checkAscending(_ figures: [Ratio]) throws(MechanismFault) {
    for (place, pair) in zip(figures, figures.dropFirst()).enumerated() where pair.1 <= pair.0 {
        throw .unsorted(row: place + 2, came: "\(pair.1)", after: "\(pair.0)")
    }
}
