import OutcomesModel

// What a tier owes, and who gets it.
extension WaterfallRun {
    /// Pays one tier out of what is left of a receipt.
    mutating func pay(
        _ index: Int, of left: Money, receipt: Money, on day: Day
    ) throws(ReturnsError) -> (Money, [WaterfallLine]) {
        let tier = waterfall.tiers[index]
        let basis = try basis(of: tier, index, receipt: receipt)
        let before = owed(by: tier, index, basis)
        let wanted = try before?.money(waterfall.currency, rounding: .halfEven) ?? left
        let amount = min(left, max(wanted, .zero(waterfall.currency)))
        guard amount.minorUnits > 0 else { return (amount, []) }
        let owed = before.map {
            WaterfallLine.Owed(before: $0, paid: amount, after: $0 - FixedPoint(amount.minorUnits))
        }
        let lines = try lines(
            tier.kind, number: index + 1, of: tier.portions, amount, on: day, left: left, basis: basis,
            owed: owed, accruals: tiers[index].accruals)
        tiers[index].paid = try tiers[index].paid.plus(amount)
        tiers[index].accruals = []
        if case .preferredReturn = tier {
            tiers[index].balance = tiers[index].balance - FixedPoint(amount.minorUnits)
        }
        try repayCapital(of: tier, number: index + 1, amount, on: day)
        for line in lines {
            guard let id = line.investors else { continue }
            let received = try state(of: id).received.plus(line.amount)
            classes[id]?.received = received
            moveHurdles(
                of: id, by: try Money.zero(line.amount.currency).minus(line.amount),
                .payment(tier: index + 1), on: day)
        }
        let rest = balance(of: tier, index)
        tiers[index].movements =
            rest.signum == 0 ? [] : [Reckoning.Movement(day: day, cause: .carried, amount: rest)]
        return (amount, lines)
    }

    /// Returns what a tier still owes whose balance moves.
    private func balance(of tier: Tier, _ index: Int) -> FixedPoint {
        switch tier {
        case .capital(let id): FixedPoint(state(of: id).capital.minorUnits)
        case .preferredReturn, .hurdle: tiers[index].balance
        case .fee, .multiple, .catchUp, .split, .residual: .zero
        }
    }

    /// Returns what makes up what a tier still owes.
    private func basis(of tier: Tier, _ index: Int, receipt: Money) throws(ReturnsError) -> Reckoning.Basis {
        switch tier {
        case .fee(_, let share): return .share(share, of: receipt)
        case .capital, .preferredReturn, .hurdle: return .movements(tiers[index].movements)
        case .multiple(let id, let multiple):
            let state = state(of: id)
            return .multiple(multiple, drawn: state.drawn, received: state.received)
        case .catchUp(_, let share):
            // x = share · (preferred + x), so that x = preferred · share / (1 - share).
            let part = try ReturnsError.exactly { () throws(ArithmeticError) in
                try share.divided(by: Ratio.one.subtracting(share))
            }
            return .catchUp(part: part, preferred: preferredPaid, paid: tiers[index].paid)
        case .split, .residual: return .rest
        }
    }

    /// Returns what a tier still owes, in minor units; none where it gives all that is left.
    private func owed(by tier: Tier, _ index: Int, _ basis: Reckoning.Basis) -> FixedPoint? {
        switch basis {
        case .share(let share, let receipt): FixedPoint(receipt.minorUnits).multiplied(by: share)
        case .movements: balance(of: tier, index)
        case .multiple(let multiple, let drawn, let received):
            FixedPoint(drawn.minorUnits).multiplied(by: multiple) - FixedPoint(received.minorUnits)
        case .catchUp(let part, let preferred, let paid):
            FixedPoint(preferred.minorUnits).multiplied(by: part) - FixedPoint(paid.minorUnits)
        case .rest, .received, .feeReturned: nil
        }
    }

    /// Takes off the capital what a tier repays of it, and counts the rest as preferred return.
    private mutating func repayCapital(
        of tier: Tier, number: Int, _ amount: Money, on day: Day
    ) throws(ReturnsError) {
        switch tier {
        case .capital(let id), .hurdle(let id, _), .multiple(let id, _):
            let repaid = min(state(of: id).capital, amount)
            try moveCapital(
                of: id, by: Money.zero(repaid.currency).minus(repaid), .payment(tier: number), on: day)
            preferredPaid = try preferredPaid.plus(amount.minus(repaid))
        case .preferredReturn: preferredPaid = try preferredPaid.plus(amount)
        case .fee, .catchUp, .split, .residual: break
        }
    }

    /// Splits what a tier pays over its parties, and notes what investors get.
    mutating func lines(
        _ kind: Tier.Kind, number: Int? = nil, of portions: [Tier.Portion], _ amount: Money, on day: Day,
        left: Money, basis: Reckoning.Basis, owed: WaterfallLine.Owed? = nil,
        accruals: [WaterfallLine.Accrual] = []
    ) throws(ReturnsError) -> [WaterfallLine] {
        var lines: [WaterfallLine] = []
        func add(_ party: PartyID, _ id: ClassID?, _ part: Money, _ share: Ratio?) {
            guard part.minorUnits != 0 else { return }
            lines.append(
                WaterfallLine(
                    kind: kind, tier: number, party: party, investors: id, amount: part, owed: owed,
                    accruals: accruals,
                    reckoning: Reckoning(left: left, paid: amount, share: share, basis: basis)))
        }
        let shares = portions.map(\.share)
        for (portion, part) in zip(portions, try amount.split(byPositive: shares)) {
            let portionShare = portion.share.part(of: shares)
            switch portion.recipient {
            case .party(let party): add(party, nil, part, portionShare)
            case .investors(let id):
                let investors = investors(of: id)
                for (investor, money) in zip(investors, try split(part, in: id)) {
                    let share = investor.share.part(of: investors.map(\.share))
                    add(
                        investor.party, id, money,
                        portionShare.flatMap { whole in share.flatMap { try? whole.multiplied(by: $0) } })
                }
            }
        }
        for line in lines {
            guard let id = line.investors else { continue }
            note(day, line.party, id, kind == .clawback ? .clawback : .payment, line.amount)
        }
        return lines
    }

    mutating func moveCapital(
        of id: ClassID, by money: Money, _ cause: Reckoning.Movement.Cause, on day: Day
    ) throws(ReturnsError) {
        let capital = try state(of: id).capital.plus(money)
        classes[id]?.capital = capital
        for (index, tier) in waterfall.tiers.enumerated() where tier == .capital(id) {
            move(index, by: money, cause, on: day)
        }
    }

    mutating func moveHurdles(
        of id: ClassID, by money: Money, _ cause: Reckoning.Movement.Cause, on day: Day
    ) {
        for (index, tier) in waterfall.tiers.enumerated() {
            if case .hurdle(id, _) = tier {
                tiers[index].balance = tiers[index].balance + FixedPoint(money.minorUnits)
                move(index, by: money, cause, on: day)
            }
        }
    }

    private mutating func move(
        _ index: Int, by money: Money, _ cause: Reckoning.Movement.Cause, on day: Day
    ) {
        guard money.minorUnits != 0 else { return }
        tiers[index].movements.append(
            Reckoning.Movement(day: day, cause: cause, amount: FixedPoint(money.minorUnits)))
    }

    mutating func note(
        _ day: Day, _ party: PartyID, _ id: ClassID, _ kind: InvestorFlow.Kind, _ amount: Money
    ) {
        guard amount.minorUnits != 0 else { return }
        flows.append(InvestorFlow(day: day, party: party, investors: id, kind: kind, amount: amount))
    }

    func investors(of id: ClassID) -> [InvestmentClass.Investor] { held(id).investors }

    func split(_ money: Money, in id: ClassID) throws(ReturnsError) -> [Money] {
        try held(id).split(money)
    }

    private func held(_ id: ClassID) -> InvestmentClass {
        guard let held = waterfall.classes.first(where: { $0.id == id }) else {
            preconditionFailure("class '\(id)' was checked and is not there")
        }
        return held
    }

    func state(of id: ClassID) -> ClassState {
        guard let state = classes[id] else {
            preconditionFailure("class '\(id)' was checked and has no state")
        }
        return state
    }
}

extension Ratio {
    /// Returns its part of all weights; none past 128 bits.
    fileprivate func part(of weights: [Ratio]) -> Ratio? {
        try? divided(by: weights.reduce(Ratio.zero) { try $0.adding($1) })
    }
}

func min(_ left: Money, _ right: Money) -> Money {
    left.minorUnits <= right.minorUnits ? left : right
}
func max(_ left: Money, _ right: Money) -> Money {
    left.minorUnits >= right.minorUnits ? left : right
}
