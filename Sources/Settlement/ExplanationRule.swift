import OutcomesModel

extension Explanation.Rule {
    /// Returns what the parts come to; `claimed` where the rule does not say it.
    ///
    /// - Throws: where the parts cannot be put together, as sums of two currencies.
    func value(
        of parts: [Explanation.Value], as claimed: Explanation.Value
    ) throws(ArithmeticError) -> Explanation.Value? {
        switch self {
        case .given, .above: return parts.isEmpty ? claimed : nil
        case .computed: return claimed
        case .sum: return try folded(parts) { (a, b) throws(ArithmeticError) in try a.adding(b) }
        case .difference: return try folded(parts) { (a, b) throws(ArithmeticError) in try a.subtracting(b) }
        case .product: return try folded(parts) { (a, b) throws(ArithmeticError) in try a.multiplied(by: b) }
        case .quotient:
            guard parts.count == 2 else { return nil }
            return try parts[0].divided(by: parts[1])
        case .least:
            return try folded(parts) { (a, b) throws(ArithmeticError) in try b.isLess(than: a) ? b : a }
        case .greatest:
            return try folded(parts) { (a, b) throws(ArithmeticError) in try a.isLess(than: b) ? b : a }
        case .negative:
            guard parts.count == 1 else { return nil }
            switch parts[0] {
            case .money(let amount): return .money(amount.negated())
            case .number(let number): return .number(number.negated())
            case .truth, .day, .missing: return nil
            }
        }
    }

    private func folded(
        _ parts: [Explanation.Value],
        _ combine: (Explanation.Value, Explanation.Value) throws(ArithmeticError) -> Explanation.Value?
    ) throws(ArithmeticError) -> Explanation.Value? {
        guard var whole = parts.first else { return nil }
        for part in parts.dropFirst() {
            guard let next = try combine(whole, part) else { return nil }
            whole = next
        }
        return whole
    }
}

extension Explanation.Value {
    /// As the exact types write themselves.
    var plain: String {
        switch self {
        case .money(let amount): amount.description
        case .number(let number): number.description
        case .truth(let truth): truth ? "true" : "false"
        case .day(let day): day.description
        case .missing(let reason): "missing (\(reason))"
        }
    }

    fileprivate func adding(_ other: Self) throws(ArithmeticError) -> Self? {
        switch (self, other) {
        case (.money(let a), .money(let b)): .money(try a.adding(b))
        case (.number(let a), .number(let b)): .number(try a.adding(b))
        default: nil
        }
    }

    fileprivate func subtracting(_ other: Self) throws(ArithmeticError) -> Self? {
        switch (self, other) {
        case (.money(let a), .money(let b)): .money(try a.subtracting(b))
        case (.number(let a), .number(let b)): .number(try a.subtracting(b))
        case (.day(let a), .day(let b)): .number(Ratio(a.days(since: b)))
        default: nil
        }
    }

    fileprivate func multiplied(by other: Self) throws(ArithmeticError) -> Self? {
        switch (self, other) {
        case (.money(let a), .number(let b)), (.number(let b), .money(let a)): .money(try a.multiplied(by: b))
        case (.number(let a), .number(let b)): .number(try a.multiplied(by: b))
        default: nil
        }
    }

    fileprivate func divided(by other: Self) throws(ArithmeticError) -> Self? {
        switch (self, other) {
        case (.money(let a), .number(let b)): .money(try a.divided(by: b))
        case (.money(let a), .money(let b)): .number(try a.divided(by: b))
        case (.number(let a), .number(let b)): .number(try a.divided(by: b))
        default: nil
        }
    }

    fileprivate func isLess(than other: Self) throws(ArithmeticError) -> Bool {
        switch (self, other) {
        case (.money(let a), .money(let b)): try a.isLess(than: b)
        case (.number(let a), .number(let b)): a < b
        case (.day(let a), .day(let b)): a < b
        default: false
        }
    }
}
