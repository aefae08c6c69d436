package import OutcomesModel

// How figures are shown to people: groups of three with commas, a point, and a plain minus sign. What is
// shown is always the exact value: a sum that has no decimal form is a fraction, `13,333,333 1/3 SEK`.

/// When a sum shows its minor units.
package enum MinorUnits: Sendable {
    /// Not where the sum is whole major units: `4,000,000 SEK`.
    case whereNeeded
    /// In all of a column, because one of its sums needs them: `4,000,000.00 SEK`.
    case always
}

extension Money {
    /// Returns the sum as people read it: `4,000,000 SEK`, `1,871,540.25 GBP`.
    package func grouped(_ minorUnits: MinorUnits = .whereNeeded) -> String {
        Amount(self).grouped(minorUnits)
    }
}

extension Amount {
    /// Returns the exact sum as people read it: `4,000,000 SEK`, `0.125 SEK`, `13,333,333 1/3 SEK`.
    package func grouped(_ minorUnits: MinorUnits = .whereNeeded) -> String {
        guard let majorUnits else { return "\(plain) \(currency.code)" }
        let decimals = minorUnits == .whereNeeded && majorUnits.isWhole ? 0 : currency.minorDigits
        return "\(majorUnits.grouped(leastDecimals: decimals)) \(currency.code)"
    }

    /// The exact sum in major units for machines, without the currency: `4000000.00`, `0.125`, `1/3`.
    package var plain: String {
        guard let majorUnits else {
            // Too near the end of 128 bits to be divided, so that the division is left standing.
            return "\(minorUnits.plain)/1" + String(repeating: "0", count: currency.minorDigits)
        }
        return majorUnits.plain(leastDecimals: currency.minorDigits)
    }

    var isWholeMajorUnits: Bool { majorUnits?.isWhole == true }

    var majorUnits: Ratio? {
        try? minorUnits.multiplied(by: Decimal(units: 1, decimals: currency.minorDigits).ratio)
    }
}

extension Decimal {
    package var grouped: String { groupedByThousands(description) }
}

extension Int {
    package var grouped: String { groupedByThousands(String(self)) }
}

extension Ratio {
    /// The exact value as people read it: `0.4`, `1,250`, `2 1/3`.
    package var grouped: String { grouped(leastDecimals: 0) }

    /// The exact value for machines: `0.4`, `1250`, `7/3`.
    package var plain: String { plain(leastDecimals: 0) }

    fileprivate func grouped(leastDecimals: Int) -> String {
        guard !isWhole, Decimal(exactly: self) == nil else {
            return groupedByThousands(plain(leastDecimals: leastDecimals))
        }
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        let fraction = "\(groupedByThousands("\(rest.magnitude)"))/\(groupedByThousands("\(denominator)"))"
        if whole == 0 { return numerator < 0 ? "-\(fraction)" : fraction }
        return "\(groupedByThousands("\(whole)")) \(fraction)"
    }

    fileprivate func plain(leastDecimals: Int) -> String {
        guard let decimal = Decimal(exactly: self) else {
            return isWhole ? "\(numerator)" : "\(numerator)/\(denominator)"
        }
        let padded = try? decimal.rescaled(to: max(decimal.decimals, leastDecimals))
        return (padded ?? decimal).description
    }
}

extension Language {
    /// Returns a plain figure as it is read in this language: `1,234.5`, `1 234,5`.
    func grouped(_ plain: String) -> String { figures(groupedByThousands(plain)) }

    /// Returns a figure that is grouped as in English as it is written in this language.
    ///
    /// - Source: CLDR, the number symbols of `en` and `sv`; Swedish groups by spaces that never break.
    package func figures(_ grouped: String) -> String {
        switch self {
        case .en: grouped
        case .sv:
            String(
                grouped.map { sign in
                    switch sign {
                    case ",": "\u{A0}"
                    case ".": ","
                    case "-": "\u{2212}"
                    default: sign
                    }
                })
        }
    }
}

/// Returns `-1234567.25` as `-1,234,567.25`.
private func groupedByThousands(_ plain: String) -> String {
    let negative = plain.hasPrefix("-")
    let parts = plain.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
    var grouped = ""
    for (index, digit) in parts[0].enumerated() {
        if index > 0, (parts[0].count - index).isMultiple(of: 3) { grouped.append(",") }
        grouped.append(digit)
    }
    let decimals = parts.count == 2 ? ".\(parts[1])" : ""
    return (negative ? "-" : "") + grouped + decimals
}
