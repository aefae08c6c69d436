package import OutcomesModel

extension PriceIndex {
    /// Returns what prices are multiplied by where the index stands at `value`, within the declared bounds.
    package func factor(at value: Ratio) throws(ArithmeticError) -> Ratio {
        let factor = try value.divided(by: base)
        if let most, factor > most { return most }
        if let least, factor < least { return least }
        return factor
    }

    /// Returns a price where the index stands at `value`, rounded as the index says.
    package func price(_ price: Amount, at value: Ratio) throws(ArithmeticError) -> Amount {
        Amount(try rounding.apply(to: try price.multiplied(by: factor(at: value))).paid)
    }
}

extension Mechanism {
    /// Returns the same mechanism with other prices; sums and shares stay as they are.
    func pricing(
        _ change: (Amount) throws(ArithmeticError) -> Amount
    ) throws(ArithmeticError) -> Mechanism {
        do {
            switch self {
            case .unitPrice(let it): return .unitPrice(try UnitPrice(price: change(it.price)))
            case .step(let it):
                return .step(
                    try StepTariff(
                        tiers: it.tiers.map {
                            .init(
                                upTo: $0.upTo, price: try change($0.price), most: $0.most, place: $0.place)
                        }))
            case .staged(let it):
                return .staged(try StagedPayment(price: change(it.price), stages: it.stages))
            case .standingCharge(let it):
                return .standingCharge(
                    try StandingCharge(price: change(it.price), every: it.every, counting: it.counting))
            case .referralShortfall(let it):
                return .referralShortfall(
                    try ReferralShortfall(price: change(it.price), expected: it.expected))
            case .threshold, .band, .savingsShare, .activityGuarantee, .guarantee, .bonus, .netting,
                .termination:
                return self
            }
        } catch let error as ArithmeticError {
            throw error
        } catch {
            preconditionFailure("a positive factor made a price that cannot be: \(error)")
        }
    }
}
