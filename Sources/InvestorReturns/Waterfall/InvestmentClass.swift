package import OutcomesModel

/// The id of one class of capital: senior, junior, or whatever the contract calls it.
package struct ClassID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Capital of one rank, and who holds which share of it.
package struct InvestmentClass: Hashable, Sendable {
    package let id: ClassID
    /// In the order that breaks ties between remainders.
    package let investors: [Investor]

    package init(id: ClassID, investors: [Investor]) {
        self.id = id
        self.investors = investors
    }

    package struct Investor: Hashable, Sendable {
        package let party: PartyID
        /// Beside the shares of the others: 5, 3 and 3 are fine.
        package let share: Ratio

        package init(party: PartyID, share: Ratio) {
            self.party = party
            self.share = share
        }
    }

    /// Splits a sum by largest remainder, a tie to the first.
    func split(_ money: Money) throws(ReturnsError) -> [Money] {
        try money.split(byPositive: investors.map(\.share))
    }
}

extension Money {
    /// Splits by weights whose signs were checked when the terms were made.
    func split(byPositive weights: [Ratio]) throws(ReturnsError) -> [Money] {
        do { return try split(by: weights) } catch .arithmetic(let error) { throw .arithmetic(error) } catch {
            preconditionFailure("shares that were checked cannot split \(self): \(error)")
        }
    }

    func plus(_ other: Money) throws(ReturnsError) -> Money {
        try ReturnsError.exactly { () throws(ArithmeticError) in try adding(other) }
    }

    func minus(_ other: Money) throws(ReturnsError) -> Money {
        try ReturnsError.exactly { () throws(ArithmeticError) in try subtracting(other) }
    }
}
