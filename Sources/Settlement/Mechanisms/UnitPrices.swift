package import OutcomesModel

extension UnitPrice {
    /// Returns the price of a number of units.
    package func breakdown(
        for quantity: Quantity, _ label: String, clause: Clause
    ) throws(ArithmeticError) -> Breakdown {
        var breakdown = Breakdown(price.currency)
        try breakdown.add(.units(PartLabel(label), quantity.number, at: price, clause))
        return breakdown
    }
}

extension StepTariff {
    /// Returns what the units of each tier are worth; units above the last tier's end are worth nothing.
    package func breakdown(
        for quantity: Quantity, _ label: String, clause: Clause
    ) throws(ArithmeticError) -> Breakdown {
        var breakdown = Breakdown(tiers[0].price.currency)
        var reached = Ratio.zero
        for tier in tiers where reached < quantity.number {
            let end = tier.upTo.map { min($0, quantity.number) } ?? quantity.number
            let units = try end.subtracting(reached)
            let name = PartLabel(label, tier.upTo.map { .upTo($0) } ?? .above(reached))
            try breakdown.add(.units(name, units, at: tier.price, clause))
            if let most = tier.most, let worth = breakdown.parts.last?.amount, try most.isLess(than: worth) {
                let excess = try most.subtracting(worth)
                try breakdown.add(.init(name.adding(.atMost(most)), amount: excess, clause: clause))
            }
            reached = end
        }
        return breakdown
    }
}

extension SavingsShare {
    /// Returns the share of each part of a saving; a loss is worth nothing.
    package func breakdown(
        for saving: Amount, _ label: String, clause: Clause
    ) throws(ArithmeticError) -> Breakdown {
        var breakdown = Breakdown(saving.currency)
        var reached = Amount.zero(saving.currency)
        for tier in tiers where try reached.isLess(than: saving) {
            var end = saving
            if let upTo = tier.upTo, try upTo.isLess(than: saving) { end = upTo }
            let part = try end.subtracting(reached)
            let name = PartLabel(label, .share(tier.share, of: part))
            try breakdown.add(.init(name, amount: try part.multiplied(by: tier.share), clause: clause))
            reached = end
        }
        return breakdown
    }
}

extension ReferralShortfall {
    /// Returns the price of each referral that is lacking of what was expected.
    package func breakdown(
        for referrals: Quantity, _ label: String, clause: Clause
    ) throws(ArithmeticError) -> Breakdown {
        var breakdown = Breakdown(price.currency)
        guard referrals.number < expected else { return breakdown }
        let lacking = try expected.subtracting(referrals.number)
        try breakdown.add(.units(PartLabel(label), lacking, at: price, clause))
        return breakdown
    }
}

extension StagedPayment {
    /// Returns each stage's share of the price for as many claims as its outcome has.
    package func breakdown(
        for counts: [OutcomeID: Int64], _ label: String, clause: Clause
    ) throws(ArithmeticError) -> Breakdown {
        var breakdown = Breakdown(price.currency)
        for stage in stages {
            guard let count = counts[stage.outcome], count > 0 else { continue }
            let worth = try price.multiplied(by: stage.share)
            try breakdown.add(
                .units(PartLabel(label, .stage(stage.outcome)), Ratio(count), at: worth, clause))
        }
        return breakdown
    }
}

extension Breakdown.Part {
    /// Returns the part for a number of units at one price.
    static func units(
        _ label: PartLabel, _ quantity: Ratio, at price: Amount, _ clause: Clause
    ) throws(ArithmeticError) -> Breakdown.Part {
        Breakdown.Part(
            label, quantity: quantity, unitPrice: price, amount: try price.multiplied(by: quantity),
            clause: clause)
    }
}
