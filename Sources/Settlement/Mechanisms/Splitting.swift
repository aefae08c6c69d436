package import OutcomesModel

extension PaymentSplit {
    /// Shares an exact amount over the payments: each one's exact share, and what it is rounded to.
    ///
    /// The whole is rounded once, by the contract's rounding; its rounding units are shared by largest
    /// remainder, so that what is paid adds up to it, and the exact shares to the exact amount.
    package func share(
        _ breakdown: Breakdown, rounding: Rounding
    ) throws(ApportionmentError) -> [(payment: PaymentID, breakdown: Breakdown, paid: Money)] {
        do {
            let whole = try rounding.apply(to: breakdown.amount).paid
            let unit = rounding.unit.minorUnits
            let steps = Money(minorUnits: whole.minorUnits / unit, currency: whole.currency)
            let paid = try steps.split(by: parts.map(\.weight))
            let weights = try parts.map(\.weight).reduce(Ratio.zero) { try $0.adding($1) }
            return try zip(parts, paid).map { part, steps in
                let weight = try part.weight.divided(by: weights)
                let shared = try breakdown.share(weight)
                // No more than the whole, which has fitted.
                let sum = Money(minorUnits: steps.minorUnits * unit, currency: steps.currency)
                return (part.payment, shared, sum)
            }
        } catch let error as ApportionmentError {
            throw error
        } catch let error as ArithmeticError {
            throw .arithmetic(error)
        } catch {
            preconditionFailure("splitting throws arithmetic errors only, and threw \(error)")
        }
    }
}
