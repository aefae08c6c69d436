/// What can be paid: a whole number of minor units of one currency.
public struct Money: Hashable, Sendable {
    public let minorUnits: Int64
    public let currency: Currency

    public init(minorUnits: Int64, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// Reads a sum in major units, such as `"10000000.00"`.
    ///
    /// - Throws: `notANumber`, `tooManyDecimals` past the currency's minor unit, `overflow`.
    public init(_ text: some StringProtocol, _ currency: Currency) throws(ArithmeticError) {
        let decimal = try Decimal(text).rescaled(to: currency.minorDigits)
        self.init(minorUnits: decimal.units, currency: currency)
    }

    public static func zero(_ currency: Currency) -> Money { Money(minorUnits: 0, currency: currency) }

    public func adding(_ other: Money) throws(ArithmeticError) -> Money {
        try combined(other, "+", Int64.addingReportingOverflow)
    }

    public func subtracting(_ other: Money) throws(ArithmeticError) -> Money {
        try combined(other, "-", Int64.subtractingReportingOverflow)
    }

    private func combined(
        _ other: Money, _ operation: String,
        _ apply: (Int64) -> (Int64) -> (partialValue: Int64, overflow: Bool)
    ) throws(ArithmeticError) -> Money {
        guard currency == other.currency else {
            throw .currencies(operation: operation, left: description, right: other.description)
        }
        let (result, overflow) = apply(minorUnits)(other.minorUnits)
        guard !overflow else {
            throw .overflow(operation: operation, left: description, right: other.description)
        }
        return Money(minorUnits: result, currency: currency)
    }

    /// The sum in major units with all the currency's decimals: `4000000.00`.
    public var majorUnits: String {
        Decimal(units: minorUnits, decimals: currency.minorDigits).description
    }
}

extension Money: CustomStringConvertible {
    public var description: String { "\(majorUnits) \(currency.code)" }
}
