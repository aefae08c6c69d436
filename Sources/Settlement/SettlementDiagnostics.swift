package import OutcomesModel

extension SettlementError: Diagnosable {
    package var diagnostics: [Diagnostic] {
        switch self {
        case .unknownOutcome, .unknownPayment, .subject, .quantity, .limit, .count, .negative,
            .arithmetic, .price:
            [Diagnostic(.pack, description)]
        case .noRate(_, let currency, let day):
            [
                Diagnostic(
                    .pack, description,
                    expected: "an [[exchange_rate]] of \(currency) from \(day) or before")
            ]
        case .journal, .unaccounted: [Diagnostic(.host, description)]
        }
    }
}
