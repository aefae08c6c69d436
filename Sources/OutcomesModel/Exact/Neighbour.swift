/// What stands beside a figure or a day, and may have been typed in its place by mistake.
package enum Neighbour {
    /// Returns a decimal number a step higher, with as many decimals as it has.
    ///
    /// - Parameter step: one unit of its last place, unless given.
    /// - Returns: nil for any other way of writing a number, and where the step does not fit into the decimals.
    package static func figure(above text: some StringProtocol, by step: Ratio? = nil) -> String? {
        guard let decimal = try? Decimal(text) else { return nil }
        let last = Decimal(units: 1, decimals: decimal.decimals).ratio
        guard let higher = try? decimal.ratio.adding(step ?? last),
            let units = try? higher.divided(by: last), units.isWhole,
            let fitting = Int64(exactly: units.numerator)
        else { return nil }
        return "\(Decimal(units: fitting, decimals: decimal.decimals))"
    }

    /// Returns the days before and after one that is written as `2016-08-01`; none for any other text.
    package static func days(beside text: some StringProtocol) -> [String] {
        guard let day = Day(iso: text) else { return [] }
        return [-1, 1].map { "\(day.adding(days: $0))" }.filter { Day(iso: $0) != nil }
    }
}
