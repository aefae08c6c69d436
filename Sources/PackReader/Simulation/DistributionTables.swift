import OutcomesModel

/// `distribution` of a `[[quantity]]`: that its parameters are a distribution's is checked by what draws from it.
extension SimulationReader {
    ///
    /// - Parameter people: how many there are, where the quantity is how many of them have a value.
    func parseDistribution(_ parent: TableReader, ofPeople people: Int?) -> DrawnDistribution? {
        guard
            let table = parent.table(
                "distribution", name: "`distribution`",
                expected: "{ kind = \"normal\", mean = \"0\", deviation = \"1\" }"),
            let kind = table.choice("kind", DrawnDistribution.Kind.self)
        else { return nil }
        let drawn = parse(kind, table, people)
        table.finish()
        return drawn
    }

    private func parse(
        _ kind: DrawnDistribution.Kind, _ table: TableReader, _ people: Int?
    ) -> DrawnDistribution? {
        func exact(_ key: String) -> Found<Decimal>? { table.exact(key) }
        // All keys are read before one of them may end it, so that none is called unknown beside a wrong one.
        switch kind {
        case .fixed: return exact("value").map { .fixed($0.value) }
        case .normal, .logNormal:
            let (mean, deviation) = (exact("mean"), exact("deviation"))
            if kind == .logNormal { require(mean, "mean", table, "more than 0") { $0.units > 0 } }
            require(deviation, "deviation", table, "more than 0") { $0.units > 0 }
            guard let mean = mean?.value, let deviation = deviation?.value else { return nil }
            return kind == .normal
                ? .normal(mean: mean, deviation: deviation) : .logNormal(mean: mean, deviation: deviation)
        case .uniform:
            let (from, to) = (exact("from"), exact("to"))
            requireOrder(from?.value, to, table)
            guard let from = from?.value, let to = to?.value else { return nil }
            return .uniform(from: from, to: to)
        case .triangular:
            let (from, mode, to) = (exact("from"), exact("mode"), exact("to"))
            requireOrder(from?.value, to, table)
            guard let from = from?.value, let to = to?.value, let found = mode else { return nil }
            if from.ratio < to.ratio {
                require(mode, "mode", table, "from \(from) to \(to)") {
                    $0.ratio >= from.ratio && $0.ratio <= to.ratio
                }
            }
            return .triangular(from: from, mode: found.value, to: to)
        case .beta:
            let (a, b) = (exact("a"), exact("b"))
            let from = table.exact("from", required: false)?.value ?? Decimal(units: 0, decimals: 0)
            let to = table.exact("to", required: false)
            require(a, "a", table, "more than 0") { $0.units > 0 }
            require(b, "b", table, "more than 0") { $0.units > 0 }
            let end = to?.value ?? Decimal(units: 1, decimals: 0)
            requireOrder(from, Found(value: end, place: to?.place ?? table.place), table)
            guard let a = a?.value, let b = b?.value else { return nil }
            return .beta(a: a, b: b, from: from, to: end)
        case .binomial:
            let (trials, probability) = (table.integer("trials", in: 1...Self.most), exact("probability"))
            require(probability, "probability", table, "from 0 to 1") { $0.units >= 0 && $0.ratio <= .one }
            guard let trials, let probability else { return nil }
            if let people, trials.value > people {
                table.note(
                    .outOfRange(
                        expected: "at most \(people), the people of whom it is drawn how many",
                        came: "\(trials.value)"), "trials", at: trials.place)
            }
            return .binomial(trials: trials.value, probability: probability.value)
        case .poisson:
            let mean = exact("mean")
            require(mean, "mean", table, "more than 0, and at most \(Self.most)") {
                $0.units > 0 && $0.ratio <= Ratio(Int128(Self.most))
            }
            return mean.map { .poisson(mean: $0.value) }
        case .discrete: return parseDiscrete(table)
        case .empirical: return .empirical
        }
    }

    /// The most trials, and the greatest mean, that a number of events is drawn by.
    private static let most = 1_000_000

    private func require(
        _ found: Found<Decimal>?, _ key: String, _ table: TableReader, _ expected: String,
        _ holds: (Decimal) -> Bool
    ) {
        guard let found, !holds(found.value) else { return }
        table.note(.outOfRange(expected: expected, came: "\(found.value)"), key, at: found.place)
    }

    private func requireOrder(_ from: Decimal?, _ to: Found<Decimal>?, _ table: TableReader) {
        guard let from else { return }
        require(to, "to", table, "more than `from`, \(from)") { $0.ratio > from.ratio }
    }

    private func parseDiscrete(_ table: TableReader) -> DrawnDistribution? {
        let (values, weights) = (decimals("values", table), decimals("weights", table))
        if let values {
            for (earlier, later) in zip(values, values.dropFirst()) {
                require(later, "values", table, "more than the value before it, \(earlier.value)") {
                    $0.ratio > earlier.value.ratio
                }
            }
        }
        guard let weights else { return nil }
        for weight in weights { require(weight, "weights", table, "0 or more") { $0.units >= 0 } }
        if weights.allSatisfy({ $0.value.units == 0 }) {
            require(weights[0], "weights", table, "at least one weight that is more than 0") { _ in false }
        }
        guard let values else { return nil }
        guard values.count == weights.count else {
            table.note(
                .malformed(expected: "\(values.count) weights, one for each value", came: "\(weights.count)"),
                "weights", at: table.place(of: "weights") ?? table.place)
            return nil
        }
        return .discrete(values: values.map(\.value), weights: weights.map(\.value))
    }

    /// Reads a list of at least one exact value, each with its place.
    private func decimals(_ key: String, _ table: TableReader) -> [Found<Decimal>]? {
        let expected = "a list of exact values, such as [\"0\", \"1\"]"
        guard let list = table.value(key, expected, required: true) else { return nil }
        guard case .array(let elements) = list.content else {
            table.noteWrongType(key, list, expected: expected)
            return nil
        }
        guard !elements.isEmpty else {
            table.note(.empty(what: "an empty list", mayBeLeftOut: false), key, at: list.place)
            return nil
        }
        let found = elements.compactMap { table.exact(key, of: $0) }
        return found.count == elements.count ? found : nil
    }
}
