import OutcomesModel

/// An indicator of the contract, prepared for reading its values.
struct IndicatorReader {
    let indicator: Indicator
    /// What a whole number of the indicator's units is multiplied by to be one of `10^-18`; bounds are such.
    private let scale: Int128
    private let minimum: Int128?
    private let maximum: Int128?

    init(_ indicator: Indicator) {
        self.indicator = indicator
        scale = IndicatorReader.scale(indicator.decimals)
        minimum = indicator.minimum.map { Int128($0.units) * IndicatorReader.scale($0.decimals) }
        maximum = indicator.maximum.map { Int128($0.units) * IndicatorReader.scale($0.decimals) }
    }

    /// Reads a cell as a whole number of the indicator's units, which no digit is lost in.
    func read(_ cell: Range<Int>, in bytes: [UInt8]) -> Result<Int64, RowProblem> {
        let units: Int64
        do throws(ArithmeticError) {
            units = try number(cell, in: bytes).rescaled(to: indicator.decimals).units
        } catch {
            return .failure(problem(error, came: cellText(cell, in: bytes)))
        }
        // At most 2^63 × 10^18, which 128 bits hold.
        let exact = Int128(units) * scale
        if let minimum, exact < minimum, let shown = indicator.minimum {
            return .failure(.below(came: cellText(cell, in: bytes), minimum: shown, indicator: indicator.id))
        }
        if let maximum, exact > maximum, let shown = indicator.maximum {
            return .failure(.above(came: cellText(cell, in: bytes), maximum: shown, indicator: indicator.id))
        }
        return .success(units)
    }

    /// Reads why a value is missing: a standard reason, or one that the indicator names.
    func readReason(_ reason: Missing) -> Result<Missing, RowProblem> {
        guard case .other(let came) = reason, indicator.missing[reason] == nil else {
            return .success(reason)
        }
        let own = indicator.missing.keys.map(\.rawValue).filter { !Missing.standardReasons.contains($0) }
        let known = Missing.standardReasons + own.sorted()
        return .failure(.reason(came: came, known: known, indicator: indicator.id))
    }

    private func number(_ cell: Range<Int>, in bytes: [UInt8]) throws(ArithmeticError) -> Decimal {
        if let plain = plainNumber(cell, in: bytes) { return plain }
        return try Decimal(cellText(cell, in: bytes))
    }

    private func problem(_ error: ArithmeticError, came: String) -> RowProblem {
        switch error {
        case .tooManyDecimals: .decimals(came: came, allowed: indicator.decimals, indicator: indicator.id)
        case .overflow: .tooLarge(came: came)
        case .notANumber, .divisionByZero, .currencies, .inexactFloat, .unknownCurrency:
            .notANumber(came: came)
        }
    }

    private static func scale(_ decimals: Int) -> Int128 {
        (decimals..<Decimal.mostDecimals).reduce(1) { power, _ in power * 10 }
    }
}

/// Reads `[+-]digits[.digits]` of at most 18 digits, which is what nearly every cell is; nil for the rest,
/// which `Decimal` reads or refuses.
private func plainNumber(_ cell: Range<Int>, in bytes: [UInt8]) -> Decimal? {
    var position = cell.lowerBound
    guard position < cell.upperBound else { return nil }
    let isNegative = bytes[position] == Byte.minus
    if isNegative || bytes[position] == Byte.plus { position += 1 }
    guard cell.upperBound - position <= Decimal.mostDecimals + 1 else { return nil }
    var units: Int64 = 0
    var digits = 0
    var digitsBeforePoint: Int?
    while position < cell.upperBound {
        let byte = bytes[position]
        if isDigit(byte) {
            units = units &* 10 &+ Int64(byte &- Byte.zero)
            digits += 1
        } else if byte == Byte.point, digitsBeforePoint == nil {
            digitsBeforePoint = digits
        } else {
            return nil
        }
        position += 1
    }
    let decimals = digits - (digitsBeforePoint ?? digits)
    guard (1...Decimal.mostDecimals).contains(digits), digits > decimals,
        digitsBeforePoint == nil || decimals > 0
    else { return nil }
    return Decimal(units: isNegative ? -units : units, decimals: decimals)
}

/// Returns what to do about a text that is no number, where its form tells.
func numberHint(_ text: String) -> String? {
    let marks = text.filter { "., \u{A0}\u{202F}'".contains($0) }
    if wordsForNoValue.contains(text.lowercased()) {
        return "leave the value empty, and give a reason in missing"
    }
    if text.contains(where: { $0.isNumber && !$0.isASCII }) { return "write it with the digits 0 to 9" }
    if text.contains("\u{2212}") { return "write the sign as a hyphen, -" }
    guard text.contains(where: \.isNumber) else { return nil }
    let digits = text.drop { "+-".contains($0) }
    if marks == ".", digits.hasPrefix(".") || digits.hasSuffix(".") {
        return "write digits on both sides of the point"
    }
    let letters = text.filter(\.isLetter)
    if letters == "e" || letters == "E" { return "write all digits, without an exponent" }
    if marks.isEmpty || !letters.isEmpty || text.contains("%") { return "write the number alone, as in 18.5" }
    guard marks == ",", mayBeShown(text) else { return "write no group marks or spaces, as in 1234.5" }
    return digits.drop { $0 != "," }.count == 4
        ? "a comma is not read in a number: write a decimal point or no mark at all"
        : "a decimal comma is written as a point: \(text.replacing(",", with: "."))"
}
