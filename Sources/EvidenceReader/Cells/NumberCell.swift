import OutcomesModel

/// How the numbers of an indicator are read where there is nothing unusual about them.
struct PlainNumbers: Sendable {
    private let decimals: Int
    private let mark: UInt8
    /// The least and the greatest whole number of the indicator's units that is within its bounds.
    let least: Int64
    let greatest: Int64
    /// What the slots of its subjects are marked with.
    let subjectTag: UInt32

    init(_ indicator: Indicator, mark: DecimalMark) {
        decimals = indicator.decimals
        self.mark = mark == .point ? Byte.point : Byte.comma
        let unit = powersOfTen[Decimal.mostDecimals - indicator.decimals]
        // Bounds are compared as whole numbers of 10^-18, which 128 bits hold.
        least = indicator.minimum.map { Int64(clamping: -floored(-exact($0), by: unit)) } ?? .min
        greatest = indicator.maximum.map { Int64(clamping: floored(exact($0), by: unit)) } ?? .max
        subjectTag = indicator.subject.tag
    }

    /// Reads `[-]digits[.digits]` of at most 18 bytes, within the bounds, which is what nearly every cell is;
    /// nil for the rest, of which `IndicatorReader` tells what it is.
    @inline(__always)
    func units(_ cell: Cell) -> Int64? {
        guard var place = cell.baseAddress, cell.count <= Decimal.mostDecimals else { return nil }
        let end = place + cell.count
        let isNegative = cell.count > 0 && place.pointee == Byte.minus
        if isNegative { place += 1 }
        let start = place
        var units: Int64 = 0
        while place < end {
            let digit = place.pointee &- Byte.zero
            guard digit <= 9 else { break }
            units = units &* 10 &+ Int64(digit)
            place += 1
        }
        guard place > start else { return nil }
        var missing = decimals
        if place < end {
            guard place.pointee == mark, place + 1 < end else { return nil }
            place += 1
            missing -= end - place
            while place < end {
                let digit = place.pointee &- Byte.zero
                guard digit <= 9 else { return nil }
                units = units &* 10 &+ Int64(digit)
                place += 1
            }
        }
        guard missing >= 0 else { return nil }
        if missing > 0 {
            let (scaled, overflow) = units.multipliedReportingOverflow(by: power(missing))
            if overflow { return nil }
            units = scaled
        }
        if isNegative { units = -units }
        return units >= least && units <= greatest ? units : nil
    }

    private func power(_ exponent: Int) -> Int64 {
        var power: Int64 = 1
        for _ in 0..<exponent { power &*= 10 }
        return power
    }
}

/// An indicator of the contract, prepared for reading its values.
struct IndicatorReader: Sendable {
    let indicator: Indicator
    let plain: PlainNumbers
    private let mark: DecimalMark
    private let separator: Separator

    init(_ indicator: Indicator, mark: DecimalMark, separator: Separator) {
        self.indicator = indicator
        self.mark = mark
        self.separator = separator
        plain = PlainNumbers(indicator, mark: mark)
    }

    /// Reads a cell as a whole number of the indicator's units, which no digit is lost in.
    func read(_ cell: Cell) -> Result<Int64, RowProblem> {
        let text = cell.text
        let units: Int64
        do throws(ArithmeticError) {
            units = try number(text).rescaled(to: indicator.decimals).units
        } catch {
            return .failure(problem(error, came: text))
        }
        if units < plain.least, let minimum = indicator.minimum {
            return .failure(.below(came: text, minimum: minimum, indicator: indicator.id))
        }
        if units > plain.greatest, let maximum = indicator.maximum {
            return .failure(.above(came: text, maximum: maximum, indicator: indicator.id))
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

    private func number(_ text: String) throws(ArithmeticError) -> Decimal {
        guard mark == .comma else { return try Decimal(text) }
        // A point in such a file may be a group mark as well as a decimal one.
        guard !text.utf8.contains(Byte.point) else { throw .notANumber(text: text) }
        return try Decimal(text.replacing(",", with: "."))
    }

    private func problem(_ error: ArithmeticError, came: String) -> RowProblem {
        switch error {
        case .tooManyDecimals: .decimals(came: came, allowed: indicator.decimals, indicator: indicator.id)
        case .overflow: .tooLarge(came: came)
        case .notANumber, .divisionByZero, .currencies, .inexactFloat, .unknownCurrency:
            .notANumber(came: came, mark: mark, separator: separator)
        }
    }
}

/// Returns a decimal as a whole number of `10^-18`.
private func exact(_ decimal: Decimal) -> Int128 {
    Int128(decimal.units) * powersOfTen[Decimal.mostDecimals - decimal.decimals]
}

private func floored(_ number: Int128, by divisor: Int128) -> Int128 {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
}

/// From 10^0 to 10^18.
private let powersOfTen: [Int128] = (0...Decimal.mostDecimals).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
}

/// Returns what to do about a text that is no number in a file with this decimal mark, where its form tells.
func numberHint(_ text: String, _ mark: DecimalMark, _ separator: Separator) -> String? {
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
    if mark == .comma {
        return marks == "."
            ? "the file's [[evidence]] says decimal = \",\": write a decimal comma or no mark at all"
            : "write no group marks or spaces, as in 1234,5"
    }
    guard marks == ",", mayBeShown(text) else { return "write no group marks or spaces, as in 1234.5" }
    if separator != .comma {
        return "if the comma is the decimal mark, declare decimal = \",\" in an [[evidence]] of the contract"
    }
    return digits.drop { $0 != "," }.count == 4
        ? "a comma is not read in a number: write a decimal point or no mark at all"
        : "a decimal comma is written as a point: \(text.replacing(",", with: "."))"
}
