package import OutcomesModel

/// How the rows, or the columns, of a table are told apart.
package enum TableAxis: Sendable {
    /// All in one place.
    case whole
    /// By person: a place below `count` for each participant of the table.
    case people(places: [Int32], count: Int)
    /// By the day of the value: a place below `count` for each day from `first` on.
    case days(first: Day, places: [Int32], count: Int)

    package var count: Int {
        switch self {
        case .whole: 1
        case .people(_, let count), .days(_, _, let count): count
        }
    }
}

/// What the values of many people come to in each cell of a table with margins, in one pass over the columns.
///
/// Cells lie row by row; each row ends with its total, and the last row has the totals of the columns.
package struct CrossTally: Sendable {
    package struct Cell: Sendable {
        /// People with a value in it. Somebody who has values in two cells counts once in their total.
        package fileprivate(set) var people = 0
        package fileprivate(set) var count: Int64 = 0
        package fileprivate(set) var sum: Int128 = 0
        package fileprivate(set) var least = Int64.max
        package fileprivate(set) var greatest = Int64.min

        fileprivate mutating func add(_ units: Int64) {
            count += 1
            // 2^63 values of 64 bits fit in 128 bits, so this sum cannot overflow.
            sum += Int128(units)
            least = min(least, units)
            greatest = max(greatest, units)
        }

        fileprivate mutating func add(_ other: Cell) {
            count += other.count
            sum += other.sum
            least = min(least, other.least)
            greatest = max(greatest, other.greatest)
        }
    }

    /// One more than the axis has places, for the totals.
    package let rows: Int
    package let columns: Int
    package private(set) var cells: [Cell]
    /// The values of each cell in ascending order, where they were asked for.
    private var units: [[Int64]]
    /// How far people are apart in each cell but the totals, where it was asked for.
    private(set) var spreads: [CellSpread]
    let indicator: Indicator

    /// Tallies each value of the window that the contract's policies leave; what is not yet due is not missing.
    ///
    /// - Parameters:
    ///   - people: places of participants, ascending.
    ///   - keepsUnits: whether percentiles and intervals are wanted.
    /// - Throws: `missing` and `nothingToFillWith`, by the contract's policies.
    package init(
        of reader: SeriesReader, _ table: ParticipantTable, people: [Int], over window: Window, starts: Day,
        rows: TableAxis, columns: TableAxis, keepsUnits: Bool
    ) throws(EvaluationError) {
        self.rows = rows.count + 1
        self.columns = columns.count + 1
        indicator = reader.indicator
        cells = Array(repeating: Cell(), count: self.rows * self.columns)
        units = keepsUnits ? Array(repeating: [], count: cells.count) : []
        spreads = keepsUnits ? Array(repeating: CellSpread(), count: cells.count) : []
        let (rows, columns) = (Place(rows), Place(columns))
        var seen = Seen(rows: self.rows, columns: self.columns)
        // Who enters after the day that is known has no figure yet.
        let people = people.filter { table.entries[$0] <= reader.asOf.number }
        let places = FoldColumn.People(table, rows: people, in: reader).places
        var slots = WindowSlots(window: window, starts: starts, reader: reader, awaitsAll: false)
        try reader.withRows { (lying) throws(EvaluationError) in
            for (number, person) in people.enumerated() {
                slots.move(to: table.entries[person])
                if let range = Self.plainRows(
                    lying.rows(ofSubjectAt: places[number]), of: lying, slots, exit: table.exits[person])
                {
                    guard rows.isByDay || columns.isByDay else {
                        // All that one person has is in one cell.
                        add(
                            lying.units, range, at: (rows.of(person, 0), columns.of(person, 0)), of: number,
                            &seen)
                        continue
                    }
                    for row in range {
                        let place = (rows.of(person, lying.days[row]), columns.of(person, lying.days[row]))
                        add(lying.units[row], at: place, of: number, &seen)
                    }
                    continue
                }
                let entry = Day(number: table.entries[person])
                let series = try reader.series(
                    of: .participant(table.pseudonyms[person]),
                    in: window.period(entry: entry, starts: starts),
                    exit: table.exit(person), awaitsAll: false)
                for (day, units) in series.values {
                    let place = (rows.of(person, day.number), columns.of(person, day.number))
                    add(units, at: place, of: number, &seen)
                }
            }
        }
        addTotals()
    }

    /// Returns the rows of one person in the window, nil where the reader must be asked.
    private static func plainRows(
        _ range: Range<Int>, of lying: LyingRows, _ slots: borrowing WindowSlots, exit: Int32
    ) -> Range<Int>? {
        guard exit == ParticipantTable.noExit || exit >= slots.last else { return nil }
        var (start, end, filled) = (range.lowerBound, range.lowerBound, 0)
        for row in range {
            let day = lying.days[row]
            guard day >= slots.first else {
                (start, end) = (row + 1, row + 1)
                continue
            }
            guard day <= slots.last else { break }
            guard lying.isPlain(row), slots.fill(&filled, on: day) else { return nil }
            end = row + 1
        }
        return filled == slots.slots.count ? start..<end : nil
    }

    private mutating func add(
        _ value: Int64, at place: (row: Int, column: Int), of person: Int, _ seen: inout Seen
    ) {
        let cell = place.row * columns + place.column
        cells[cell].add(value)
        let isNewPerson = count(person, at: place, &seen)
        guard !units.isEmpty else { return }
        units[cell].append(value)
        spreads[cell].add(value, isNewPerson: isNewPerson)
    }

    private mutating func add(
        _ values: UnsafeBufferPointer<Int64>, _ range: Range<Int>, at place: (row: Int, column: Int),
        of person: Int, _ seen: inout Seen
    ) {
        guard !range.isEmpty else { return }
        let cell = place.row * columns + place.column
        var own = Cell()
        for row in range { own.add(values[row]) }
        cells[cell].add(own)
        let isNewPerson = count(person, at: place, &seen)
        guard !units.isEmpty else { return }
        units[cell] += values[range]
        for row in range {
            spreads[cell].add(values[row], isNewPerson: isNewPerson && row == range.lowerBound)
        }
    }

    /// Counts a person in a cell and its totals, once each; false of somebody whose values the cell has already.
    private mutating func count(
        _ person: Int, at place: (row: Int, column: Int), _ seen: inout Seen
    ) -> Bool {
        let cell = place.row * columns + place.column
        guard seen.isNew(person, at: cell) else { return false }
        cells[cell].people += 1
        for kind in 0..<3 {
            let total = total(kind, of: place)
            if seen.isNew(person, at: total) { cells[total].people += 1 }
        }
        return true
    }

    /// The cell with the total of the row, of the column, or of all.
    private func total(_ kind: Int, of place: (row: Int, column: Int)) -> Int {
        switch kind {
        case 0: place.row * columns + columns - 1
        case 1: (rows - 1) * columns + place.column
        default: cells.count - 1
        }
    }

    private mutating func addTotals() {
        for place in spreads.indices { spreads[place].close() }
        for place in units.indices { units[place].sort() }
        for row in 0..<rows - 1 {
            for column in 0..<columns - 1 {
                let cell = row * columns + column
                for kind in 0..<3 {
                    let total = total(kind, of: (row, column))
                    cells[total].add(cells[cell])
                    if !units.isEmpty { units[total] += units[cell] }
                }
            }
        }
        for place in units.indices { units[place].sort() }
    }

    /// Whose value each cell got last: people come one after the other.
    private struct Seen {
        private var last: [Int]

        init(rows: Int, columns: Int) { last = Array(repeating: -1, count: rows * columns) }

        mutating func isNew(_ person: Int, at cell: Int) -> Bool {
            guard last[cell] != person else { return false }
            last[cell] = person
            return true
        }
    }

    /// An axis where it lies, so that each value finds its place in a few steps.
    private struct Place {
        private let byPerson: [Int32]
        private let byDay: [Int32]
        private let first: Int32

        init(_ axis: TableAxis) {
            switch axis {
            case .whole: (byPerson, byDay, first) = ([], [], 0)
            case .people(let places, _): (byPerson, byDay, first) = (places, [], 0)
            case .days(let day, let places, _): (byPerson, byDay, first) = ([], places, day.number)
            }
        }

        var isByDay: Bool { !byDay.isEmpty }

        func of(_ person: Int, _ day: Int32) -> Int {
            if !byPerson.isEmpty { return Int(byPerson[person]) }
            return byDay.isEmpty ? 0 : Int(byDay[Int(day - first)])
        }
    }
}

extension CrossTally {
    /// Returns a figure of one cell in the indicator's unit, nil where nothing is in it; its `count` is then 0.
    ///
    /// - Parameter fold: of those that know no order: sum, mean, count, min, max or a percentile.
    /// - Throws: `arithmetic`.
    package func folded(_ fold: Fold, at cell: Int) throws(EvaluationError) -> Ratio? {
        let found = cells[cell]
        if fold == .count { return Ratio(found.count) }
        guard found.count > 0 else { return nil }
        do throws(ArithmeticError) {
            let figure: Ratio
            switch fold {
            case .sum: figure = Ratio(found.sum)
            case .mean: figure = try Ratio(found.sum, over: Int128(found.count))
            case .min: figure = Ratio(found.least)
            case .max: figure = Ratio(found.greatest)
            case .percentile(let percent): figure = try percentile(percent, of: units[cell])
            case .first, .last, .count, .daysAtOrAbove:
                preconditionFailure("\(fold) is not a figure of a cell")
            }
            return try figure.multiplied(by: Decimal(units: 1, decimals: indicator.decimals).ratio)
        } catch {
            throw .arithmetic(error)
        }
    }
}

/// A part of the calendar that days are put together by.
package enum CalendarPart: String, CaseIterable, Sendable {
    case month, quarter, year

    /// Returns a number that is the same for all days of one part, and one more for those of the next.
    package func number(of day: Day) -> Int { day.monthIndex / months }

    /// Returns what people call the part with a number: `2016-08`, `2016 Q3`, `2016`.
    package func title(_ number: Int) -> String {
        let (year, rest) = (number * months).quotientAndRemainder(dividingBy: 12)
        let name = String(year)
        let padded = String(repeating: "0", count: max(0, 4 - name.count)) + name
        return switch self {
        case .month: "\(padded)-\(rest < 9 ? "0" : "")\(rest + 1)"
        case .quarter: "\(padded) Q\(rest / 3 + 1)"
        case .year: padded
        }
    }

    /// Returns the last day of the part with a number.
    package func lastDay(of number: Int) -> Day {
        let (year, month) = ((number + 1) * months).quotientAndRemainder(dividingBy: 12)
        // Days end with the year 9999.
        return Day(year: year, month: month + 1, day: 1)?.adding(days: -1)
            ?? Day(year: 9999, month: 12, day: 31)!
    }

    private var months: Int {
        switch self {
        case .month: 1
        case .quarter: 3
        case .year: 12
        }
    }
}

extension SeriesReader {
    /// Returns the axis of a part of the calendar over all days on which a value of the window may count, and
    /// the part's numbers.
    package func axis(
        by part: CalendarPart, over window: Window, starts: Day, entries: some Sequence<Int32>
    ) -> (axis: TableAxis, numbers: [Int]) {
        let entry = entries.min().map { Day(number: $0) } ?? starts
        let first = window.period(entry: entry, starts: starts).first
        return part.axis(first: first, last: max(first, asOf))
    }
}

extension CalendarPart {
    /// Returns the axis over the days from a first to a last one, and the numbers of the part on it.
    package func axis(first: Day, last: Day) -> (axis: TableAxis, numbers: [Int]) {
        let (low, high) = (number(of: first), number(of: last))
        let places = (first.number...last.number).map { Int32(number(of: Day(number: $0)) - low) }
        return (.days(first: first, places: places, count: high - low + 1), Array(low...high))
    }
}
