import InvestorReturns
import OutcomesModel
import Testing

let sek = try! Currency(code: "SEK")
let usd = try! Currency(code: "USD")

func day(_ text: String) -> Day { Day(iso: text)! }

func money(_ text: String) -> Money { try! Money(text, sek) }

/// Reads `18.5` and `1/3`.
func ratio(_ text: String) -> Ratio {
    let parts = text.split(separator: "/").map { try! Decimal($0).ratio }
    return parts.count == 1 ? parts[0] : try! parts[0].divided(by: parts[1])
}

/// Takes major units of any number of decimals, as an exact amount.
func amount(_ text: String) -> Amount { try! Amount(majorUnits: ratio(text), currency: sek) }

/// Returns what an error tells first.
func told(_ body: () throws(ReturnsError) -> some Any) -> ReturnsError? {
    do {
        _ = try body()
        return nil
    } catch { return error }
}
