import OutcomesModel

extension Contract {
    func hasRate(for currency: Currency, on day: Day) -> Bool {
        exchangeRate(currency)?.version(on: day) != nil
    }

    /// Returns what a payment of the contract's currency is in its own, converted and rounded once; nil where
    /// it is made in the contract's.
    func conversion(
        of paid: Money, by payment: Payment, on day: Day
    ) throws(ArithmeticError) -> PaymentLine.Conversion? {
        guard let rounding = payment.foreign,
            let version = exchangeRate(rounding.unit.currency)?.version(on: day)
        else { return nil }
        // Minor units of two currencies may stand for different decimals: 2 for SEK, 0 for JPY.
        let major = try Ratio(paid.minorUnits).divided(by: Ratio(powerOfTen(paid.currency.minorDigits)))
        let exact = try Amount(majorUnits: major.divided(by: version.rate), currency: rounding.unit.currency)
        let (sum, residue) = try rounding.apply(to: exact)
        return PaymentLine.Conversion(paid: sum, residue: residue, rate: version.rate, clause: version.clause)
    }
}
