package import OutcomesModel

/// A number in steps of `1 / (40,077 · 10^36)`: what a balance is carried in while it accrues.
///
/// The step divides 360, 365, 366 and every power of ten up to 10^36, so that simple interest by any of our
/// day counts, and interest compounded over whole years, adds up without any error; all else is off by at
/// most half a step for each operation (1.25 · 10^-41).
package struct FixedPoint: Hashable, Sendable {
    let steps: WideInteger

    /// 9 · 61 · 73 is what 360, 365 and 366 have beside powers of two and five, and 2 and 5 are in 10^36.
    static let stepsPerOne = WideInteger(40_077) * WideInteger.power(10, 36)

    package static let zero = FixedPoint(0)
    package static let one = FixedPoint(1)

    init(steps: WideInteger) { self.steps = steps }

    package init(_ whole: some BinaryInteger) {
        steps = WideInteger(Int128(whole)) * FixedPoint.stepsPerOne
    }

    /// Takes the step that is next to a ratio, half-even.
    package init(_ ratio: Ratio) { self = FixedPoint(ratio.numerator).divided(by: Ratio(ratio.denominator)) }

    package var signum: Int { steps.signum }

    package static prefix func - (number: FixedPoint) -> FixedPoint { FixedPoint(steps: -number.steps) }

    package static func + (left: FixedPoint, right: FixedPoint) -> FixedPoint {
        FixedPoint(steps: left.steps + right.steps)
    }

    package static func - (left: FixedPoint, right: FixedPoint) -> FixedPoint {
        FixedPoint(steps: left.steps - right.steps)
    }

    package static func * (left: FixedPoint, right: FixedPoint) -> FixedPoint {
        FixedPoint(
            steps: (left.steps * right.steps).divided(by: FixedPoint.stepsPerOne, rounding: .halfEven))
    }

    /// Multiplies first and rounds to a step once.
    package func multiplied(by ratio: Ratio) -> FixedPoint {
        FixedPoint(
            steps: (steps * WideInteger(ratio.numerator))
                .divided(by: WideInteger(ratio.denominator), rounding: .halfEven))
    }

    /// Divides by a ratio that is not zero.
    package func divided(by ratio: Ratio) -> FixedPoint {
        precondition(!ratio.isZero, "a balance was divided by zero")
        return FixedPoint(
            steps: (steps * WideInteger(ratio.denominator))
                .divided(by: WideInteger(ratio.numerator), rounding: .halfEven))
    }

    package func divided(by other: FixedPoint) -> FixedPoint {
        FixedPoint(
            steps: (steps * FixedPoint.stepsPerOne).divided(by: other.steps, rounding: .halfEven))
    }

    /// Returns the whole number that `mode` gives.
    ///
    /// - Throws: `overflow` past 64 bits.
    package func rounded(_ mode: RoundingMode) throws(ArithmeticError) -> Int64 {
        try rounded(mode, decimals: 0).units
    }

    /// Returns the decimal of `decimals` places that `mode` gives.
    ///
    /// - Throws: `overflow` past 64 bits.
    package func rounded(_ mode: RoundingMode, decimals: Int) throws(ArithmeticError) -> Decimal {
        let scaled = (steps * WideInteger(powerOfTen(decimals)))
            .divided(by: FixedPoint.stepsPerOne, rounding: mode)
        guard let units = scaled.narrow.flatMap({ Int64(exactly: $0) }) else {
            throw .overflow(operation: "rounded to", left: "a balance", right: "64 bits")
        }
        return Decimal(units: units, decimals: decimals)
    }
}

extension FixedPoint: Comparable {
    package static func < (left: FixedPoint, right: FixedPoint) -> Bool { left.steps < right.steps }
}

extension FixedPoint: CustomStringConvertible {
    /// The value to six decimals, or fewer where that is past 64 bits.
    package var description: String {
        for decimals in [6, 0] {
            if let shown = try? rounded(.halfEven, decimals: decimals) { return shown.description }
        }
        return signum < 0 ? "less than -2^63" : "more than 2^63"
    }
}
