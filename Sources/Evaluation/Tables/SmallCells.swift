/// What a table of people may show, where each figure of few people must stay unknown.
///
/// A cell with at least one person and fewer than the smallest cell allows is small. Whoever sees the others
/// and the totals must not be able to work it out, so that others are withheld, the next smallest first, until
/// each hidden cell could hold more than one number. A cell with nobody tells of no person and is shown as 0; it
/// is withheld only where nothing else is left.
/// - Source: cell suppression as in the Handbook on Statistical Disclosure Control (Hundepool and others,
///   2nd edition 2024), chapters 4 and 5. That each hidden cell has more than one feasible value is looked for
///   as a cycle in the residual network of the table: Gusfield, "A Graph Theoretic Approach to Statistical Data
///   Security", SIAM Journal on Computing 17 (1988).
package struct SmallCells: Sendable {
    package enum Showing: Sendable {
        case shown
        /// Of fewer people than may be shown.
        case small
        /// Hidden so that a small one cannot be worked out; small itself where that it is small would tell it.
        case withheld
    }

    /// A table with its totals: cells lie row by row, each row ends with its total, and the last row has the
    /// totals of the columns.
    package struct Counts: Sendable {
        let rows: Int
        let columns: Int
        let people: [Int]
        let weights: [Int128]
        let hasRowTotals: Bool
        let areWeightsPeople: Bool

        /// - Parameters:
        ///   - rows: with the row of totals.
        ///   - columns: with the column of totals, which is there also where it is not shown.
        ///   - people: in each cell.
        ///   - weights: what adds up in rows and columns, at least 0: people, values or claims.
        ///   - hasRowTotals: whether the column of totals is shown.
        package init(rows: Int, columns: Int, people: [Int], weights: [Int128], hasRowTotals: Bool) {
            precondition(
                people.count == rows * columns && weights.count == people.count,
                "a table of \(rows) rows of \(columns) has \(people.count) and \(weights.count) cells")
            self.rows = rows
            self.columns = columns
            self.people = people
            self.weights = weights
            self.hasRowTotals = hasRowTotals
            areWeightsPeople = zip(people, weights).allSatisfy { Int128($0) == $1 }
        }
    }

    private let counts: Counts
    private let least: Int
    private var showings: [Showing]

    private init(_ counts: Counts, below least: Int) {
        self.counts = counts
        self.least = least
        showings = counts.people.map { (1..<max(1, least)).contains($0) ? .small : .shown }
    }

    /// Returns how each cell is shown.
    ///
    /// - Parameter least: the fewest people whose figures may be shown together.
    package static func showings(of counts: Counts, below least: Int) -> [Showing] {
        var cells = SmallCells(counts, below: least)
        cells.withhold()
        return cells.showings
    }

    private mutating func withhold() {
        var isSolvable = true
        while isSolvable {
            isSolvable = false
            for cell in showings.indices where isVisible(cell) && showings[cell] != .shown {
                while !canDiffer(cell), let next = nextToWithhold(near: cell) {
                    showings[next] = .withheld
                    isSolvable = true
                }
            }
        }
    }

    /// Whether the cell is in the table that is shown.
    private func isVisible(_ cell: Int) -> Bool {
        counts.hasRowTotals || cell % counts.columns < counts.columns - 1
    }

    // MARK: What can be worked out

    /// Whether another table with the same shown cells has another number in this one.
    ///
    /// Each cell is an arc between its row and its column, along which a number can be moved. Cells of totals run
    /// the other way, so that a cycle is a change that leaves all sums right.
    private func canDiffer(_ cell: Int) -> Bool {
        let (from, to) = arc(cell)
        return canGrow(cell) && isReachable(from, from: to, without: cell)
            || canShrink(cell) && isReachable(to, from: from, without: cell)
    }

    /// Rows are the first nodes, columns those behind them.
    private func arc(_ cell: Int) -> (from: Int, to: Int) {
        let (row, column) = cell.quotientAndRemainder(dividingBy: counts.columns)
        let isTotalOfRow = column == counts.columns - 1
        let isTotalOfColumn = row == counts.rows - 1
        return isTotalOfRow == isTotalOfColumn
            ? (row, counts.rows + column) : (counts.rows + column, row)
    }

    private func canGrow(_ cell: Int) -> Bool {
        guard isVisible(cell) else { return true }
        return switch showings[cell] {
        case .shown: false
        case .small: !counts.areWeightsPeople || counts.people[cell] < least - 1
        case .withheld: true
        }
    }

    private func canShrink(_ cell: Int) -> Bool {
        guard isVisible(cell) else { return true }
        return switch showings[cell] {
        case .shown: false
        case .small: counts.weights[cell] > 1
        case .withheld: counts.weights[cell] > 0
        }
    }

    private func isReachable(_ target: Int, from start: Int, without taken: Int) -> Bool {
        var isSeen = [Bool](repeating: false, count: counts.rows + counts.columns)
        var open = [start]
        isSeen[start] = true
        while let node = open.popLast() {
            if node == target { return true }
            for cell in cells(at: node) where cell != taken {
                let (from, to) = arc(cell)
                let next = node == from ? to : from
                guard !isSeen[next], node == from ? canGrow(cell) : canShrink(cell) else { continue }
                isSeen[next] = true
                open.append(next)
            }
        }
        return false
    }

    /// The cells of a row or column.
    private func cells(at node: Int) -> StrideTo<Int> {
        node < counts.rows
            ? stride(from: node * counts.columns, to: (node + 1) * counts.columns, by: 1)
            : stride(from: node - counts.rows, to: counts.people.count, by: counts.columns)
    }

    // MARK: What is withheld

    /// Returns what to withhold: company for a hidden cell that has none in its row or column, the first such
    /// line; where each has, and a cell can still be worked out, a small total, one in its row or column, or anywhere.
    private func nextToWithhold(near cell: Int) -> Int? {
        let lines = (0..<counts.rows + counts.columns).filter { counts.hasRowTotals || $0 >= counts.rows }
        let (row, column) = cell.quotientAndRemainder(dividingBy: counts.columns)
        let bare = Set(lines.filter { cells(at: $0).count(where: isHidden) == 1 })
        for line in [row, counts.rows + column] + lines where bare.contains(line) {
            if let next = smallest(cells(at: line), in: bare) { return next }
        }
        // One person and one person in a total of fewer than three: what is said of the total tells each.
        let own = [row, counts.rows + column].filter(lines.contains)
        for line in own + lines {
            let totals = cells(at: line).filter { isVisible($0) && isTotal($0) }
            if let total = totals.first(where: { showings[$0] == .small }) { return total }
        }
        for line in own {
            if let next = smallest(cells(at: line), in: bare) { return next }
        }
        return smallest(showings.indices, in: bare)
            ?? showings.indices.first { isVisible($0) && showings[$0] == .small }
    }

    private func isTotal(_ cell: Int) -> Bool {
        cell / counts.columns == counts.rows - 1 || cell % counts.columns == counts.columns - 1
    }

    private func isHidden(_ cell: Int) -> Bool { isVisible(cell) && showings[cell] != .shown }

    /// The cell with the fewest people that is shown, the first of several; one that is company in two lines
    /// first, totals later, and cells with nobody last: often everyone knows that they are empty.
    private func smallest(_ cells: some Sequence<Int>, in bare: Set<Int>) -> Int? {
        cells.filter { isVisible($0) && showings[$0] == .shown }.map { cell in
            let (row, column) = cell.quotientAndRemainder(dividingBy: counts.columns)
            let isInTwo = bare.contains(row) && bare.contains(counts.rows + column)
            return (
                order: (counts.people[cell] == 0 ? 1 : 0, isTotal(cell) ? 1 : 0, isInTwo ? 0 : 1),
                people: counts.people[cell], cell: cell
            )
        }.min { first, second in
            first.order != second.order
                ? first.order < second.order : (first.people, first.cell) < (second.people, second.cell)
        }?.cell
    }
}
