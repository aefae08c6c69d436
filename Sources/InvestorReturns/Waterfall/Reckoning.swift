package import OutcomesModel

/// How a line of a waterfall came to its amount: what was left for its tier, what that owed, and the line's share.
package struct Reckoning: Hashable, Sendable {
    /// What was left of the receipt for the tier; of what goes back, what was left to be taken.
    package let left: Money
    /// What the tier paid to all its parties.
    package let paid: Money
    /// The line's share of that before it is rounded; none where it does not fit in 128 bits.
    package let share: Ratio?
    package let basis: Basis

    /// What makes up what a tier owes.
    package enum Basis: Hashable, Sendable {
        /// A share of the receipt.
        case share(Ratio, of: Money)
        /// All that it has come to since the tier last paid; the sum is what it owes.
        case movements([Movement])
        /// A multiple of what was drawn, less what was received.
        case multiple(Ratio, drawn: Money, received: Money)
        /// A part of the preferred return that was paid, less what the party got of it before.
        case catchUp(part: Ratio, preferred: Money, paid: Money)
        /// It gives all that is left.
        case rest
        /// A share of what goes back, of the fee that the tier had got until then.
        case feeReturned(Ratio, of: Money, had: Money)
        /// What goes back is taken from what the class had received.
        case received(Money)
    }

    /// What moved a balance on a day.
    package struct Movement: Hashable, Sendable {
        package let day: Day
        package let cause: Cause
        /// In minor units, not rounded; what lowers the balance is below zero.
        package let amount: FixedPoint

        package enum Cause: Hashable, Sendable {
            /// What rounding left, or money did not suffice for, when the tier last paid.
            case carried
            case drawdown
            /// What was paid back is owed again.
            case clawback
            case accrual(WaterfallLine.Accrual)
            /// What a tier, by its number, has paid to the class.
            case payment(tier: Int)
        }
    }
}

extension FixedPoint {
    /// Returns the number as an exact ratio, where it has at most six decimals beside what days over 360, 365 and 366
    /// give; rounded to six decimals otherwise. None past 128 bits.
    package var shown: Ratio? {
        for decimals in 0...6 {
            let unit = WideInteger.power(10, 36 - decimals)
            let scaled = steps.divided(by: unit, rounding: .halfEven)
            guard scaled * unit == steps else { continue }
            return scaled.narrow.flatMap { try? Ratio($0, over: 40_077 * powerOfTen(decimals)) }
        }
        return (steps * WideInteger(powerOfTen(6))).divided(by: FixedPoint.stepsPerOne, rounding: .halfEven)
            .narrow.flatMap { try? Ratio($0, over: powerOfTen(6)) }
    }
}
