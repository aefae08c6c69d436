package import OutcomesModel

/// Why a claim or a payment cannot be; nothing is paid then.
package enum SettlementError: Error, Equatable, Sendable {
    case unknownOutcome(OutcomeID, known: [OutcomeID])
    case unknownPayment(PaymentID, known: [PaymentID])
    case subject(outcome: OutcomeID, expected: SubjectKind, came: SubjectKind)
    case quantity(outcome: OutcomeID, came: Int64)
    case limit(outcome: OutcomeID, limit: Int64, claimed: Int64, more: Int64)
    /// All claims are more than can be counted.
    case count(outcome: OutcomeID, claimed: Int64, more: Int64)
    case negative(payment: PaymentID, amount: Amount)
    case arithmetic(payment: PaymentID, ArithmeticError)
    /// The price of an outcome cannot be had, or what its claims come to.
    case price(outcome: OutcomeID, TariffProblem)
    /// A payment is made in a currency for which the contract declares no rate on the day.
    case noRate(payment: PaymentID, Currency, on: Day)
    case journal(JournalError)
    /// The parts of an explanation do not account for its figure.
    case unaccounted(label: String, value: String, parts: String)
}

extension SettlementError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownOutcome(let outcome, let known):
            "there is no [[outcome]] '\(outcome)' in the contract\(suggestion(outcome.rawValue, known))"
        case .unknownPayment(let payment, let known):
            "there is no [[payment]] '\(payment)' in the contract\(suggestion(payment.rawValue, known))"
        case .subject(let outcome, let expected, let came):
            "outcome '\(outcome)' is claimed for a \(expected), and was claimed for a \(came)"
        case .quantity(let outcome, let came):
            "outcome '\(outcome)' must be claimed at least once, and was claimed \(came) times"
        case .limit(let outcome, let limit, let claimed, let more):
            "outcome '\(outcome)' may be claimed \(limit) times per participant and window; "
                + "\(claimed) are claimed and \(more) came"
        case .count(let outcome, let claimed, let more):
            "\(claimed) claims are made, and \(more) more of outcome '\(outcome)' are past 64 bits"
        case .negative(let payment, let amount):
            "payment '\(payment)' cannot be negative, and would be \(amount)"
        case .arithmetic(let payment, let error): "payment '\(payment)': \(error)"
        case .price(let outcome, let problem): "outcome '\(outcome)': \(problem)"
        case .noRate(let payment, let currency, let day):
            "payment '\(payment)' is made in \(currency), for which no [[exchange_rate]] holds on \(day)"
        case .journal(let error): "\(error)"
        case .unaccounted(let label, let value, let parts):
            "'\(label)' is \(value), and what it is explained by comes to \(parts)"
        }
    }

    private func suggestion(_ word: String, _ known: [some Identifier]) -> String {
        nearestName(to: word, among: known.map(\.rawValue)).map { "; did you mean '\($0)'?" } ?? ""
    }
}
