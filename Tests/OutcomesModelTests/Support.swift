import OutcomesModel
import Testing

let sek = try! Currency(code: "SEK")
let usd = try! Currency(code: "USD")
let place = SourceLocation(file: "contract.toml", line: 7, column: 1)
let clause = Clause(number: "6.2", source: nil, place: place)

/// Reads `18.5`, `1/3`, and `max` for the greatest numerator or denominator of all.
func ratio(_ text: String) throws -> Ratio {
    let parts = text.split(separator: "/").map(String.init)
    if parts.count == 1, let decimal = try? Decimal(text) { return decimal.ratio }
    func whole(_ part: String) throws -> Int128 {
        switch part {
        case "max": .max
        case "-max": -.max
        default: try #require(Int128(part))
        }
    }
    return try Ratio(whole(parts[0]), over: parts.count == 2 ? whole(parts[1]) : 1)
}

func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

func period(_ first: String, _ last: String) throws -> Period {
    try #require(Period(first: day(first), last: day(last)))
}
