import Evaluation
import LuaHost
import OutcomesModel
import Settlement

/// What each cell of a table comes to. Cells lie row by row, with the totals last.
struct CrossTable {
    let rows: Keys
    let columns: Keys
    /// How many participants are in each cell.
    let people: [Int]
    /// What adds up over rows and columns: people, values or claims.
    let weights: [Int128]
    /// Sums of money in minor units, in each cell; empty where there is none.
    let minorUnits: [Int128]
    /// What was measured, where that is what it is of.
    let tally: CrossTally?

    var width: Int { columns.ids.count + 1 }
}

extension PackRun {
    /// The most cells of a table, so that no figure is worked out that nobody could look at.
    private static let mostCells = 10_000

    /// Sorts what is selected into the cells of a table.
    ///
    /// - Parameter keepsUnits: whether percentiles and intervals are wanted.
    func cross(
        _ selection: Selection, over window: Window, keepsUnits: Bool = false
    ) throws -> CrossTable {
        switch selection.matter {
        case .people:
            let count = evidence.participants.count
            return try crossed(selection, count, person: { $0 }, weight: { _ in 1 }, minorUnits: nil) {
                peopleKeys($0)
            }
        case .measurements(let indicator):
            return try crossed(selection, indicator, over: window, keepsUnits: keepsUnits)
        case .claims(let claims, _):
            var finder = ParticipantFinder(evidence.participants)
            let rows = claims.map { finder.row(of: $0.subject) }
            let prices = Dictionary(
                uniqueKeysWithValues: contract.outcomes.map { ($0.id, Int128($0.price.minorUnits)) })
            return try crossed(
                selection, claims.count, person: { rows[$0] }, weight: { Int128(claims[$0].quantity) },
                minorUnits: { (prices[claims[$0].outcome] ?? 0) * Int128(claims[$0].quantity) }
            ) { claimKeys($0, claims, rows: rows) }
        case .payments(let lines):
            return try crossed(
                selection, lines.count, person: { _ in nil }, weight: { _ in 1 },
                minorUnits: { Int128(lines[$0].amount.minorUnits) }
            ) { paymentKeys($0, lines) }
        }
    }

    private func crossed(
        _ selection: Selection, _ count: Int, person: (Int) -> Int?, weight: (Int) -> Int128,
        minorUnits: ((Int) -> Int128)?, keys: (Dimension) -> Keys
    ) throws -> CrossTable {
        let (rows, columns) = try axes(selection, whole: count, keys)
        let width = columns.ids.count + 1
        let size = (rows.ids.count + 1) * width
        var people = [Int](repeating: 0, count: size)
        var weights = [Int128](repeating: 0, count: size)
        var sums = [Int128](repeating: 0, count: minorUnits == nil ? 0 : size)
        // The one who was last in a cell, and all where they do not come one after the other.
        var seen = [Set<Int>](repeating: [], count: size)
        let isByPerson = if case .people = selection.matter { true } else { false }
        for item in try filtered(selection, count, keys) {
            let (row, column) = (Int(rows.places[item]), Int(columns.places[item]))
            let person = person(item)
            for cell in [
                row * width + column, row * width + width - 1, size - width + column, size - 1,
            ] {
                weights[cell] += weight(item)
                if let minorUnits { sums[cell] += minorUnits(item) }
                guard let person, isByPerson || seen[cell].insert(person).inserted else { continue }
                people[cell] += 1
            }
        }
        return CrossTable(
            rows: rows, columns: columns, people: people, weights: weights, minorUnits: sums, tally: nil)
    }

    private func crossed(
        _ selection: Selection, _ place: Int, over window: Window, keepsUnits: Bool
    ) throws -> CrossTable {
        let people = evidence.participants
        guard let reader = evidence.readers[contract.indicators[place].id] else {
            preconditionFailure("an indicator of the contract has no reader")
        }
        let (rows, columns) = try axes(selection, whole: people.count) {
            measurementKeys($0, reader, over: window)
        }
        let selected = try filteredPeople(selection)
        do throws(EvaluationError) {
            let tally = try CrossTally(
                of: reader, people, people: selected, over: window,
                starts: contract.starts, rows: rows.axis, columns: columns.axis, keepsUnits: keepsUnits)
            return CrossTable(
                rows: rows, columns: columns, people: tally.cells.map(\.people),
                weights: tally.cells.map { Int128($0.count) }, minorUnits: [], tally: tally)
        } catch {
            throw ApiError("\(error)", hint: "the findings say which rows were not used", blame: .evidence)
        }
    }

    private func axes(
        _ selection: Selection, whole count: Int, _ keys: (Dimension) -> Keys
    ) throws -> (rows: Keys, columns: Keys) {
        let found = selection.dimensions.map(keys)
        let rows = found.first ?? .whole(count)
        let columns = found.count > 1 ? found[1] : .whole(count)
        guard rows.ids.count * columns.ids.count <= Self.mostCells else {
            throw ApiError(
                "a table may have \(Self.mostCells) cells, and this one would have "
                    + "\(rows.ids.count) rows of \(columns.ids.count)")
        }
        return (rows, columns)
    }

    /// Returns the places of what all filters leave, ascending.
    private func filtered(
        _ selection: Selection, _ count: Int, _ keys: (Dimension) -> Keys
    ) throws -> [Int] {
        try selection.filters.reduce(Array(0..<count)) { left, filter in
            let found = keys(filter.dimension)
            guard let place = found.ids.firstIndex(of: filter.value).map(Int32.init) else {
                // A part of the calendar in which nothing is, is nothing's; a name that is none is a mistake.
                if case .entry = filter.dimension { return [] }
                if case .time = filter.dimension { return [] }
                throw ApiError(
                    "'\(filter.value)' is no value of \(filter.dimension.title(contract))",
                    hint: nearestName(to: filter.value, among: found.ids).map { "did you mean '\($0)'?" }
                        ?? "it has \(found.ids.joined(separator: ", "))")
            }
            return left.filter { found.places[$0] == place }
        }
    }

    /// Returns the places of the participants whom all filters leave.
    func filteredPeople(_ selection: Selection) throws -> [Int] {
        try filtered(selection, evidence.participants.count) { peopleKeys($0) }
    }

    /// Returns the claims that all filters leave.
    func filteredClaims(_ selection: Selection, _ claims: [Claim]) throws -> [Claim] {
        var finder = ParticipantFinder(evidence.participants)
        let rows = claims.map { finder.row(of: $0.subject) }
        return try filtered(selection, claims.count) { claimKeys($0, claims, rows: rows) }.map { claims[$0] }
    }
}
