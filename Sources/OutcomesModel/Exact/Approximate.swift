// What statistics and drawings are made with. No amount and no threshold comes of a binary float.

extension Ratio {
    /// The nearest binary float, or its neighbour.
    package var approximate: Double { Double(numerator) / Double(denominator) }
}

extension Decimal {
    /// The nearest binary float, or its neighbour.
    package var approximate: Double { Double(units) / Double(powerOfTen(decimals)) }
}
