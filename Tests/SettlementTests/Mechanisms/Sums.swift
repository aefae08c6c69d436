import OutcomesModel
import Settlement

func exact(_ text: String) -> Ratio { try! Decimal(text).ratio }
func amount(_ text: String, _ currency: Currency = sek) -> Amount {
    try! Amount(majorUnits: exact(text), currency: currency)
}
func day(_ text: String) -> Day { Day(iso: text)! }

/// The sum of a breakdown, after its parts were seen to add up to it.
func sum(_ breakdown: Breakdown) throws -> String {
    let parts = try breakdown.parts.reduce(Amount.zero(breakdown.amount.currency)) {
        try $0.adding($1.amount)
    }
    return parts == breakdown.amount ? "\(breakdown.amount)" : "\(parts) is not \(breakdown.amount)"
}

func parts(_ breakdown: Breakdown) -> [String] { breakdown.parts.map { "\($0.label) = \($0.amount)" } }
