package import OutcomesModel

extension ThresholdTable {
    /// Returns the hardest row that a figure has reached; none where it has reached none.
    package func row(for figure: Ratio) -> Row? { rows.last { reached.holds(figure, $0.at) } }

    /// Returns the sum of the hardest row that a figure has reached, and nothing where it has reached none.
    package func breakdown(
        for figure: Ratio, _ label: String, clause: Clause
    ) throws(ArithmeticError) -> Breakdown {
        var breakdown = Breakdown(rows[0].amount.currency)
        guard let row = row(for: figure) else { return breakdown }
        try breakdown.add(
            .init(PartLabel(label, .figure(figure)), amount: row.amount, clause: row.clause ?? clause))
        return breakdown
    }
}

extension Band {
    /// Returns the value for a figure: that of the band that it is in, or what lies on the line between two
    /// points; nil below the first.
    package func value(for figure: Ratio) throws(ArithmeticError) -> Ratio? {
        guard let place = points.lastIndex(where: { $0.at <= figure }) else { return nil }
        guard interpolates, place + 1 < points.count else { return points[place].value }
        let (low, high) = (points[place], points[place + 1])
        let part = try figure.subtracting(low.at).divided(by: high.at.subtracting(low.at))
        return try low.value.adding(high.value.subtracting(low.value).multiplied(by: part))
    }

    /// - Parameter base: the sum that rates are of; it is not asked for where the values are sums.
    package func breakdown(
        for figure: Ratio, of base: Amount, _ label: String, clause: Clause
    ) throws(ArithmeticError) -> Breakdown {
        let amount: Amount
        let point = points.last { $0.at <= figure }
        let value = try value(for: figure) ?? .zero
        let name: PartLabel
        switch worth {
        case .sums(let currency):
            amount = Amount(minorUnits: value, currency: currency)
            name = PartLabel(label, .figure(figure))
        case .rates:
            amount = try base.multiplied(by: value)
            name = PartLabel(label, .figure(figure), .share(value, of: base))
        }
        var breakdown = Breakdown(amount.currency)
        guard let point else { return breakdown }
        try breakdown.add(.init(name, amount: amount, clause: point.clause ?? clause))
        return breakdown
    }
}

extension Reached {
    /// Between a figure and a threshold, as a sentence says it.
    package var inWords: String {
        switch self {
        case .atLeast: "at least"
        case .moreThan: "more than"
        case .atMost: "at most"
        case .lessThan: "less than"
        }
    }
}
