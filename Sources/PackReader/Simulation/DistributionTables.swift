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
        func exact(_ key: String) -> Decimal? { table.exact(key)?.value }
        switch kind {
        case .fixed: return exact("value").map { .fixed($0) }
        case .normal, .logNormal:
            guard case let (mean?, deviation?) = (exact("mean"), exact("deviation")) else { return nil }
            return kind == .normal
                ? .normal(mean: mean, deviation: deviation) : .logNormal(mean: mean, deviation: deviation)
        case .uniform:
            guard case let (from?, to?) = (exact("from"), exact("to")) else { return nil }
            return .uniform(from: from, to: to)
        case .triangular:
            guard case let (from?, mode?, to?) = (exact("from"), exact("mode"), exact("to")) else {
                return nil
            }
            return .triangular(from: from, mode: mode, to: to)
        case .beta:
            let from = table.exact("from", required: false)?.value ?? Decimal(units: 0, decimals: 0)
            let to = table.exact("to", required: false)?.value ?? Decimal(units: 1, decimals: 0)
            guard case let (a?, b?) = (exact("a"), exact("b")) else { return nil }
            return .beta(a: a, b: b, from: from, to: to)
        case .binomial:
            guard
                case let (trials?, probability?) = (
                    table.integer("trials", in: 1...1_000_000), exact("probability")
                )
            else { return nil }
            if let people, trials.value > people {
                table.note(
                    .outOfRange(
                        expected: "at most \(people), the people of whom it is drawn how many",
                        came: "\(trials.value)"), "trials", at: trials.place)
            }
            return .binomial(trials: trials.value, probability: probability)
        case .poisson: return exact("mean").map { .poisson(mean: $0) }
        case .discrete: return parseDiscrete(table)
        case .empirical: return .empirical
        }
    }

    private func parseDiscrete(_ table: TableReader) -> DrawnDistribution? {
        let values = decimals("values", table)
        let weights = decimals("weights", table)
        guard let values, let weights else { return nil }
        guard values.count == weights.count else {
            table.note(
                .malformed(expected: "\(values.count) weights, one for each value", came: "\(weights.count)"),
                "weights", at: table.place)
            return nil
        }
        return .discrete(values: values, weights: weights)
    }

    private func decimals(_ key: String, _ table: TableReader) -> [Decimal]? {
        guard let texts = table.value(key, "a list of exact values", required: true) else { return nil }
        guard case .array(let elements) = texts.content, !elements.isEmpty else {
            table.noteWrongType(key, texts, expected: "a list of exact values, such as [\"0\", \"1\"]")
            return nil
        }
        let found = elements.compactMap { try? $0.exactValue() }
        guard found.count == elements.count else {
            table.noteWrongType(key, texts, expected: "a list of exact values, such as [\"0\", \"1\"]")
            return nil
        }
        return found
    }
}
