package import OutcomesModel

/// Why returns cannot be computed from what the terms or the events say.
package enum ReturnsError: Error, Equatable, Sendable {
    case rate(Ratio)
    case discountRate(Ratio)
    case index(base: Ratio, now: Ratio)
    case indexBounds(floor: Ratio, cap: Ratio)
    case currency(expected: Currency, came: Currency)
    case arithmetic(ArithmeticError)

    case noClasses
    case noTiers
    case duplicateClass(ClassID)
    case noInvestors(ClassID)
    case duplicateInvestor(ClassID, PartyID)
    case investorShare(ClassID, PartyID, Ratio)
    case unknownClass(ClassID, known: [ClassID])
    case share(Tier.Kind, Ratio)
    case simpleHurdle(ClassID)
    case multiple(ClassID, Ratio)
    case emptySplit
    case negativeCap(Money)
    case guarantee(ClassID, share: Ratio)
    case guaranteeLimit(ClassID, Money)

    case eventAmount(event: String, Day, Money)
    case clawbackAboveReceived(ClassID, Day, asked: Money, received: Money)

    case schedule(field: String, expected: String, came: String)

    /// Runs exact arithmetic, and tells what does not fit as an error of this target.
    static func exactly<Value>(
        _ body: () throws(ArithmeticError) -> Value
    ) throws(ReturnsError) -> Value {
        do { return try body() } catch { throw .arithmetic(error) }
    }
}
