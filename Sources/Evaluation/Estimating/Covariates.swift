import OutcomesModel
import Statistics

/// What is known before of the people of two groups: those who have all of it.
struct CovariateTable {
    /// Rows of the participants, by pseudonym.
    var rows: [Int] = []
    var treated: [Bool] = []
    var columns: [Design.Column] = []
    var excluded: (treatment: [Missing: Int], comparison: [Missing: Int]) = ([:], [:])

    func design() throws(StatisticsError) -> Design { try Design(columns, rows: rows.count) }
}

extension EstimationTask {
    /// Reads covariates of two groups; who lacks one is left out as not measured.
    ///
    /// No outcome is read, so that neither a score nor a pair can depend on one.
    func covariates(
        _ covariates: [Covariate], of treatment: GroupID, and comparison: GroupID
    ) -> CovariateTable {
        var table = CovariateTable()
        let people = evaluator.participants
        var values = covariates.map { _ in [Double]() }
        var levels = covariates.map { _ in [Int]() }
        for row in evaluator.rows {
            guard let group = people.group(row), group == treatment || group == comparison else { continue }
            let isTreated = group == treatment
            var own: [(value: Double, level: Int)] = []
            for covariate in covariates {
                guard let known = self.value(of: covariate, row) else { break }
                own.append(known)
            }
            guard own.count == covariates.count else {
                if isTreated {
                    table.excluded.treatment[.notMeasured, default: 0] += 1
                } else {
                    table.excluded.comparison[.notMeasured, default: 0] += 1
                }
                continue
            }
            table.rows.append(row)
            table.treated.append(isTreated)
            for (place, known) in own.enumerated() {
                values[place].append(known.value)
                levels[place].append(known.level)
            }
        }
        for (place, covariate) in covariates.enumerated() {
            switch covariate {
            case .indicator(let id): table.columns.append(Design.Column(id.rawValue, values[place]))
            case .attribute(let id):
                let declared = contract.attributes.first { $0.id == id }?.values ?? []
                // Those that anybody has; the first of them is what the others are beside.
                for level in Set(levels[place]).sorted().dropFirst() {
                    table.columns.append(
                        Design.Column("\(id) \(declared[level])", levels[place].map { $0 == level }))
                }
            }
        }
        return table
    }

    /// Returns a number, or the place of a declared value; nil where it is not known.
    private func value(of covariate: Covariate, _ row: Int) -> (value: Double, level: Int)? {
        let people = evaluator.participants
        switch covariate {
        case .attribute(let id):
            guard let value = people.attribute(id)?[row],
                let place = contract.attributes.first(where: { $0.id == id })?.values.firstIndex(of: value)
            else { return nil }
            return (0, place)
        case .indicator(let id):
            guard let reader = evaluator.readers[id], let decimals = contract.indicator(id)?.decimals,
                let units = reader.last(
                    of: .participant(people.pseudonyms[row]), upTo: Day(number: people.entries[row]))
            else { return nil }
            return (Decimal(units: units, decimals: decimals).ratio.approximate, 0)
        }
    }
}
