import OutcomesModel

// Between exact figures and those of statistics. A statistic becomes exact only through a rounding that the
// contract names.

extension Ratio {
    /// Takes a float for the binary fraction that it is, to at most 60 binary places; nil where it is not
    /// finite, or too large.
    init?(nearest value: Double) {
        guard value.isFinite, value.magnitude < 0x1p60 else { return nil }
        let places = 60 - max(0, value.exponent)
        let scaled = (value * Double(sign: .plus, exponent: places, significand: 1)).rounded(.toNearestOrEven)
        guard let ratio = try? Ratio(Int128(scaled), over: Int128(1) << Int128(places)) else { return nil }
        self = ratio
    }
}

extension FigureRounding {
    /// Returns the multiple of the unit that the mode gives for a statistic.
    func apply(toStatistic value: Double) throws(EvaluationError) -> Ratio {
        guard let exact = Ratio(nearest: value) else {
            throw .statistics("the figure \(value) is too large to be rounded")
        }
        do throws(ArithmeticError) { return try apply(to: exact) } catch { throw .arithmetic(error) }
    }
}
