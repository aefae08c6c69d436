/// An exact amount with the parts that it is made of, in the order in which they were found.
///
/// The parts add up to the amount, since it is nothing but their sum.
public struct Breakdown: Hashable, Sendable {
    public private(set) var amount: Amount
    public private(set) var parts: [Part] = []
    /// What the amount depended on, whether it was met or not.
    public private(set) var requirements: [Requirement] = []

    public init(_ currency: Currency) { amount = .zero(currency) }

    public struct Part: Hashable, Sendable {
        /// What it is for, or what took it off.
        public let words: PartLabel
        public let quantity: Ratio?
        public let unitPrice: Amount?
        /// Below zero where a limit took it off.
        public let amount: Amount
        public let clause: Clause

        /// The same in English, as rules and stored statements have it.
        public var label: String { words.text(in: .en) }

        public init(
            _ words: PartLabel, quantity: Ratio? = nil, unitPrice: Amount? = nil, amount: Amount,
            clause: Clause
        ) {
            self.words = words
            self.quantity = quantity
            self.unitPrice = unitPrice
            self.amount = amount
            self.clause = clause
        }
    }

    /// Adds a part; where that does not fit, the breakdown is as before.
    public mutating func add(_ part: Part) throws(ArithmeticError) {
        amount = try amount.adding(part.amount)
        parts.append(part)
    }

    public mutating func add(_ other: Breakdown) throws(ArithmeticError) {
        let sum = try amount.adding(other.amount)
        parts += other.parts
        requirements += other.requirements
        amount = sum
    }

    /// Adds what the amount depended on, which changes nothing of it.
    public mutating func add(_ requirements: [Requirement]) { self.requirements += requirements }

    /// Takes off what is above `most`, as a part of its own.
    public mutating func limit(
        to most: Amount, _ label: PartLabel, clause: Clause
    ) throws(ArithmeticError) {
        guard try most.isLess(than: amount) else { return }
        try add(Part(label, amount: try most.subtracting(amount), clause: clause))
    }

    /// Returns the same parts, each multiplied by `share`.
    public func share(_ share: Ratio) throws(ArithmeticError) -> Breakdown {
        var shared = Breakdown(amount.currency)
        shared.add(requirements)
        for part in parts {
            try shared.add(
                Part(
                    part.words, quantity: part.quantity, unitPrice: part.unitPrice,
                    amount: try part.amount.multiplied(by: share), clause: part.clause))
        }
        return shared
    }
}
