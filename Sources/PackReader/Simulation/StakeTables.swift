import OutcomesModel

/// `[[stake]]`, what a party puts in or gains beside the payments, and `[[power]]`, what an evaluation must see.
extension SimulationReader {
    func parseStake(_ table: TableReader, _ quantities: [DrawnQuantity]) -> Stake? {
        let party = declared("party", contract.parties, in: table)
        let title = table.words("title")
        let kind = table.choice("kind", Stake.Kind.self)
        let sum = parseSum(table, quantities)
        let clause = table.clause(required: true)
        guard let party, let title, let kind, let sum, let clause else { return nil }
        return Stake(party: party.id, title: title.value, kind: kind, sum: sum, clause: clause)
    }

    private func parseSum(_ table: TableReader, _ quantities: [DrawnQuantity]) -> Stake.Sum? {
        let ways = ["amount", "term", "quantity"].filter(table.has)
        guard ways.count == 1 else {
            for key in ["amount", "term", "quantity", "each"] { _ = table.value(key, "", required: false) }
            faults.add(.simulation(.sumOfWhat), at: table.place)
            return nil
        }
        switch ways[0] {
        case "amount": return money("amount", table, required: true).map { .fixed($0) }
        case "term":
            let sums = contract.terms.filter { $0.currency == contract.currency }
            guard let term = declared("term", sums, in: table),
                let units = try? term.versions[0].value.rescaled(to: contract.currency.minorDigits).units
            else { return nil }
            return .fixed(Money(minorUnits: units, currency: contract.currency))
        default:
            let quantity = declared("quantity", quantities, in: table)
            guard let each = money("each", table, required: true), let quantity else { return nil }
            return .each(each, of: quantity.id)
        }
    }

    func parsePower(_ table: TableReader) -> PowerPlan? {
        let evaluation = declared("evaluation", contract.evaluations, in: table)
        let target = positive("target", table)
        let deviation = positive("deviation", table)
        let rate = share("rate", table, withEnds: true)
        let mean = positive("comparison_mean", table)
        let treatment = table.integer("treatment", in: 2...1_000_000, required: false)
        let comparison = table.integer("comparison", in: 2...1_000_000, required: false)
        let significance = share("significance", table) ?? Decimal(units: 5, decimals: 2)
        let power = share("power", table) ?? Decimal(units: 80, decimals: 2)
        let sides = table.integer("sides", in: 1...2, required: false)?.value ?? 2
        let clusterSize = parseClusterSize(table)
        let correlation = share("cluster_correlation", table, withEnds: true)
        let clause = table.clause(required: true)
        if rate != nil, deviation != nil { faults.add(.simulation(.rateAndDeviation), at: table.place) }
        if table.has("cluster_size") != table.has("cluster_correlation") {
            let (key, other) =
                table.has("cluster_size")
                ? ("cluster_size", "cluster_correlation") : ("cluster_correlation", "cluster_size")
            faults.add(.terms(.keyWithout(key, other)), at: table.place)
        }
        if power.ratio <= significance.ratio {
            let key = table.has("power") ? "power" : "significance"
            table.note(
                .outOfRange(
                    expected: "a power of more than the significance level",
                    came: "a power of \(power) at the level \(significance)"),
                key, at: table.place(of: key) ?? table.place)
        }
        guard let evaluation, let clause else { return nil }
        if let clusterSize, correlation != nil {
            let comparison = evaluation.method.comparison.map { comparison?.value ?? size(of: $0) }
            checkClusters(
                of: clusterSize, [treatment?.value ?? size(of: evaluation.treatment), comparison ?? nil],
                table)
        }
        return PowerPlan(
            evaluation: evaluation.id, target: target, deviation: deviation, rate: rate,
            comparisonMean: mean, treatment: treatment?.value, comparison: comparison?.value,
            significance: significance,
            power: power, isOneSided: sides == 1, clusterSize: clusterSize, clusterCorrelation: correlation,
            clause: clause)
    }

    /// Reads how many people are in a cluster on average, from 1 to 1,000,000.
    private func parseClusterSize(_ table: TableReader) -> Decimal? {
        guard let found = table.exact("cluster_size", required: false) else { return nil }
        guard found.value.ratio >= .one, found.value.ratio <= Ratio(1_000_000) else {
            table.note(
                .outOfRange(expected: "from 1 to 1000000", came: "\(found.value)"), "cluster_size",
                at: found.place)
            return nil
        }
        return found.value
    }

    private func size(of group: GroupID) -> Int? { contract.group(group)?.size }

    /// Notes where a group has fewer people than two clusters, so that nothing shows how much clusters differ.
    private func checkClusters(of size: Decimal, _ people: [Int?], _ table: TableReader) {
        guard let least = people.compactMap(\.self).min(), let half = try? Ratio(Int128(least), over: 2),
            size.ratio > half
        else { return }
        table.note(
            .outOfRange(
                expected: "at most half of the \(least) people of a group, so that it has two clusters",
                came: "\(size)"),
            "cluster_size", at: table.place(of: "cluster_size") ?? table.place)
    }

    private func positive(_ key: String, _ table: TableReader) -> Decimal? {
        guard let found = table.exact(key, required: false) else { return nil }
        guard found.value.units > 0 else {
            table.note(.outOfRange(expected: "more than 0", came: "\(found.value)"), key, at: found.place)
            return nil
        }
        return found.value
    }
}
