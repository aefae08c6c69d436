import OutcomesModel

extension InvestmentClass {
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
