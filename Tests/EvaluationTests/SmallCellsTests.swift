import Evaluation
import Testing

/// What is hidden in tables of people, so that nobody can work out a figure of few.
@Suite struct SmallCellsTests {
    /// Returns a table with its totals: `12 <5 x` in a line for each row, the totals last.
    private func told(_ rows: [[Int]], below least: Int = 5) -> String {
        let table = Table(rows)
        let showings = table.showings(below: least)
        return (0..<table.rows).map { row in
            (0..<table.shownColumns).map { column in
                let cell = row * table.columns + column
                return switch showings[cell] {
                case .shown: "\(table.cells[cell])"
                case .small: "<\(least)"
                case .withheld: "x"
                }
            }.joined(separator: " ")
        }.joined(separator: "|")
    }

    static let columns: [(cells: [Int], told: String)] = [
        ([12, 30, 8], "12|30|8|50"),
        ([12, 3, 8], "12|<5|x|23"),
        ([3, 8, 8], "<5|x|8|19"),
        ([3, 4, 8], "<5|<5|8|15"),
        ([0, 3, 8], "0|<5|x|11"),
        // The total is small itself.
        ([0, 3], "0|<5|<5"),
        // With nobody else to hide behind, the total; an empty row is no cover.
        ([0, 4, 4], "0|<5|<5|x"),
        ([0, 3, 7], "0|<5|x|10"),
        ([3], "<5|<5"),
        ([4, 4, 9], "<5|<5|x|17"),
        ([1, 1, 9], "<5|<5|x|11"),
        ([1, 1], "<5|<5|<5"),
        ([4, 4], "<5|<5|x"),
        ([5, 5], "5|5|10"),
        ([0, 0], "0|0|0"),
        ([0, 9], "0|9|9"),
    ]

    @Test(arguments: columns)
    func `in a column the next smallest is withheld beside a small one`(cells: [Int], told: String) {
        #expect(self.told(cells.map { [$0] }) == told)
    }

    static let tables: [(rows: [[Int]], told: String)] = [
        ([[10, 20], [30, 40]], "10 20 30|30 40 70|40 60 100"),
        ([[3, 20], [30, 40]], "<5 x 23|x x 70|33 60 93"),
        ([[3, 20, 9], [30, 40, 50], [7, 8, 6]], "<5 20 x 32|30 40 50 120|x 8 x 21|40 68 65 173"),
        ([[10, 0], [30, 0]], "10 0 10|30 0 30|40 0 40"),
        ([[3, 0], [9, 0], [0, 20]], "<5 0 <5|x 0 x|0 20 20|12 20 32"),
    ]

    @Test(arguments: tables)
    func `in a table each small one has company in its row and its column`(rows: [[Int]], told: String) {
        #expect(self.told(rows) == told)
    }

    @Test func `1 shows all, and the smallest cell itself is shown`() {
        #expect(told([[1], [2], [30]], below: 1) == "1|2|30|33")
        #expect(told([[3], [30]], below: 3) == "3|30|33")
        // That the total is small would tell that each is 1.
        #expect(told([[1], [1], [0]], below: 3) == "<3|<3|0|x")
        #expect(told([[2], [30], [40]], below: 3) == "<3|x|40|72")
    }

    @Test func `where people are in several cells, what adds up are their values`() {
        // Two people with three values each in both months, and twenty with one.
        let showings = SmallCells.showings(
            of: SmallCells.Counts(
                rows: 3, columns: 3, people: [2, 2, 2, 20, 20, 20, 22, 22, 22],
                weights: [3, 3, 6, 20, 20, 40, 23, 23, 46], hasRowTotals: true), below: 5)
        #expect(showings.prefix(3).allSatisfy { $0 == .small })
        #expect(showings[3...].contains(.withheld))
    }

    /// A table of people with its totals.
    struct Table {
        let rows: Int
        let columns: Int
        let cells: [Int]
        let hasRowTotals: Bool

        init(_ inner: [[Int]]) {
            hasRowTotals = inner[0].count > 1
            let rows = inner.map { $0 + [$0.reduce(0, +)] }
            let totals = rows[0].indices.map { column in rows.reduce(0) { $0 + $1[column] } }
            cells = (rows + [totals]).flatMap { $0 }
            self.rows = rows.count + 1
            columns = totals.count
        }

        var shownColumns: Int { hasRowTotals ? columns : columns - 1 }

        func showings(below least: Int) -> [SmallCells.Showing] {
            SmallCells.showings(
                of: SmallCells.Counts(
                    rows: rows, columns: columns, people: cells, weights: cells.map { Int128($0) },
                    hasRowTotals: hasRowTotals), below: least)
        }

        /// Whether some other table has the same shown cells and another number in `cell`.
        ///
        /// Looks for it without any network: rows one by one, by how much each hidden cell differs. A table of
        /// sums is totally unimodular, so that where there is another one, one differs by 1 at most.
        func canDiffer(_ cell: Int, _ showings: [SmallCells.Showing], below least: Int) -> Bool {
            for first in [1, -1] where isPossible(cell, first, showings, least) {
                var states: Set<[Int]> = [Array(repeating: 0, count: columns)]
                for row in 0..<rows {
                    var next: Set<[Int]> = []
                    for change in changes(row, cell, first, showings, least) {
                        for state in states {
                            next.insert(zip(state, change).map { row == rows - 1 ? $0 - $1 : $0 + $1 })
                        }
                    }
                    states = next
                }
                if states.contains(Array(repeating: 0, count: columns)) { return true }
            }
            return false
        }

        /// All changes of a row that leave its own sum right.
        private func changes(
            _ row: Int, _ fixed: Int, _ change: Int, _ showings: [SmallCells.Showing], _ least: Int
        ) -> [[Int]] {
            var found: [[Int]] = [[]]
            for column in 0..<columns {
                let cell = row * columns + column
                let steps =
                    cell == fixed ? [change] : [-1, 0, 1].filter { isPossible(cell, $0, showings, least) }
                found = found.flatMap { start in steps.map { start + [$0] } }
            }
            return found.filter { $0.dropLast().reduce(0, +) == $0[columns - 1] }
        }

        private func isPossible(
            _ cell: Int, _ change: Int, _ showings: [SmallCells.Showing], _ least: Int
        ) -> Bool {
            if change == 0 || (!hasRowTotals && cell % columns == columns - 1) { return true }
            return switch showings[cell] {
            case .shown: false
            case .small: (1..<least).contains(cells[cell] + change)
            case .withheld: cells[cell] + change >= 0
            }
        }
    }

    @Test(arguments: UInt64(0)..<300)
    func `no hidden cell can be worked out from the totals`(seed: UInt64) {
        var figures = Figures(seed: seed)
        let size = (Int.random(in: 1...4, using: &figures), Int.random(in: 1...4, using: &figures))
        let most = [3, 6, 9, 20][Int(seed % 4)]
        let inner = (0..<size.0).map { _ in
            (0..<size.1).map { _ in Int.random(in: 0...most, using: &figures) }
        }
        let table = Table(inner)
        let least = [3, 5, 8][Int(seed % 3)]
        let showings = table.showings(below: least)
        for row in 0..<table.rows {
            for column in 0..<table.shownColumns {
                let cell = row * table.columns + column
                let isSmall = (1..<least).contains(table.cells[cell])
                #expect(isSmall ? showings[cell] != .shown : showings[cell] != .small)
                guard showings[cell] != .shown else { continue }
                let differs = table.canDiffer(cell, showings, below: least)
                #expect(differs, "\(inner), cell \(cell)")
            }
        }
    }
}
