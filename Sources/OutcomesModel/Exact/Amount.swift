/// Exact money before it is paid: any rational number of minor units of one currency.
public struct Amount: Hashable, Sendable {
    public let minorUnits: Ratio
    public let currency: Currency

    public init(minorUnits: Ratio, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    public init(_ money: Money) {
        self.init(minorUnits: Ratio(money.minorUnits), currency: money.currency)
    }

    /// Takes a number of major units: 18.5 SEK is 1,850 öre.
    public init(majorUnits: Ratio, currency: Currency) throws(ArithmeticError) {
        let minor = try majorUnits.multiplied(by: Ratio(powerOfTen(currency.minorDigits)))
        self.init(minorUnits: minor, currency: currency)
    }

    public static func zero(_ currency: Currency) -> Amount { Amount(minorUnits: .zero, currency: currency) }

    public var isZero: Bool { minorUnits.isZero }

    public func adding(_ other: Amount) throws(ArithmeticError) -> Amount {
        try same(other, "+")
        return Amount(minorUnits: try minorUnits.adding(other.minorUnits), currency: currency)
    }

    public func subtracting(_ other: Amount) throws(ArithmeticError) -> Amount {
        try same(other, "-")
        return Amount(minorUnits: try minorUnits.subtracting(other.minorUnits), currency: currency)
    }

    public func multiplied(by factor: Ratio) throws(ArithmeticError) -> Amount {
        Amount(minorUnits: try minorUnits.multiplied(by: factor), currency: currency)
    }

    public func divided(by divisor: Ratio) throws(ArithmeticError) -> Amount {
        guard !divisor.isZero else { throw .divisionByZero(dividend: description) }
        return Amount(minorUnits: try minorUnits.divided(by: divisor), currency: currency)
    }

    public func divided(by other: Amount) throws(ArithmeticError) -> Ratio {
        try same(other, "/")
        guard !other.isZero else { throw .divisionByZero(dividend: description) }
        return try minorUnits.divided(by: other.minorUnits)
    }

    public func negated() -> Amount { Amount(minorUnits: minorUnits.negated(), currency: currency) }

    /// Compares two sums of one currency.
    public func isLess(than other: Amount) throws(ArithmeticError) -> Bool {
        try same(other, "<")
        return minorUnits < other.minorUnits
    }

    private func same(_ other: Amount, _ operation: String) throws(ArithmeticError) {
        guard currency == other.currency else {
            throw .currencies(operation: operation, left: description, right: other.description)
        }
    }
}

extension Amount: CustomStringConvertible {
    /// The sum in major units, with at least the currency's decimals: `4000000.00 SEK`, `1/3 SEK`.
    public var description: String {
        guard let major = try? minorUnits.divided(by: Ratio(powerOfTen(currency.minorDigits))) else {
            return "\(minorUnits) minor units \(currency.code)"
        }
        guard let decimal = Decimal(exactly: major) else { return "\(major) \(currency.code)" }
        let shown = (try? decimal.rescaled(to: max(decimal.decimals, currency.minorDigits))) ?? decimal
        return "\(shown) \(currency.code)"
    }
}
