package import OutcomesModel

/// One fold of an indicator over a window, for many people at once, without a list for each.
///
/// It answers what is plain: all values are there, count, and are whole. Whatever needs the contract's policies
/// for what is missing is left to `SeriesReader.series`, and so are errors.
package struct FoldColumn: Sendable {
    /// The whole figures over `denominators`, in the order of the people asked for.
    package let numerators: [Int64]
    /// 0 where the figure must be asked of the reader; at most 65,535.
    package let denominators: [Int32]

    /// The people whose values are folded: places in `MeasurementColumns.subjects`, -1 for one without values.
    package struct People: Sendable {
        /// Kept so that nothing else can come to lie where they lie.
        private let subjects: [SubjectID]
        let places: [Int32]
        let entries: [Int32]
        let exits: [Int32]

        /// - Parameter rows: of the table, ascending.
        package init(_ table: ParticipantTable, rows: [Int], in reader: SeriesReader) {
            subjects = reader.columns.subjects
            places = reader.places(of: table, rows: rows)
            entries = rows.map { table.entries[$0] }
            exits = rows.map { table.exits[$0] }
        }

        /// True where the reader's subjects are the very list that these places are in.
        package func fits(_ reader: SeriesReader) -> Bool {
            subjects.withUnsafeBufferPointer { own in
                reader.columns.subjects.withUnsafeBufferPointer {
                    own.baseAddress == $0.baseAddress && own.count == $0.count
                }
            }
        }
    }

    /// - Parameter shift: the power of ten that makes the indicator's units the figures that are wanted: -1 where
    ///   a unit is a tenth.
    package init(
        _ fold: Fold, of people: People, over window: Window, starts: Day, in reader: SeriesReader, shift: Int
    ) {
        let scale = Scale(shift: fold == .count ? 0 : shift)
        let count = people.places.count
        var slots = Slots(window: window, starts: starts, reader: reader)
        var numerators = [Int64](repeating: 0, count: count)
        var denominators = [Int32](repeating: 0, count: count)
        reader.withRows { rows in
            for person in 0..<count {
                slots.move(to: people.entries[person])
                let figure = Self.figure(
                    fold, place: people.places[person], exit: people.exits[person], slots, rows,
                    reader.indicator.every)
                guard let figure, let scaled = scale.apply(figure) else { continue }
                numerators[person] = scaled.numerator
                denominators[person] = scaled.denominator
            }
        }
        self.numerators = numerators
        self.denominators = denominators
    }

    /// Returns the fold in units of the indicator, nil where the reader must be asked.
    private static func figure(
        _ fold: Fold, place: Int32, exit: Int32, _ slots: borrowing Slots, _ rows: Rows,
        _ every: Indicator.Frequency
    ) -> (units: Int64, count: Int64)? {
        guard slots.isPast, exit == ParticipantTable.noExit || exit >= slots.last else { return nil }
        var tally = Tally()
        if place >= 0 {
            for row in Int(rows.offsets[Int(place)])..<Int(rows.offsets[Int(place) + 1]) {
                let day = rows.days[row]
                guard day >= slots.first else { continue }
                guard day <= slots.last else { break }
                guard rows.isPlain(row), tally.take(rows.units[row], on: day, slots) else { return nil }
            }
        }
        return slots.isComplete(tally) ? tally.folded(fold, every) : nil
    }

    /// The columns where they lie: a million people are read in a loop that counts no references.
    struct Rows {
        let offsets: UnsafeBufferPointer<UInt32>
        let days: UnsafeBufferPointer<Int32>
        let units: UnsafeBufferPointer<Int64>
        let reasonCodes: UnsafeBufferPointer<UInt16>
        let stateCodes: UnsafeBufferPointer<UInt8>
        /// A bit for each state that may pay.
        let payableCodes: UInt8

        /// True where the row is a number that may pay.
        func isPlain(_ row: Int) -> Bool {
            (reasonCodes.isEmpty || reasonCodes[row] == 0) && payableCodes & (1 << stateCodes[row]) != 0
        }
    }

    /// The values of one person so far.
    private struct Tally {
        var count: Int64 = 0
        var filledSlots = 0
        private var sum: Int64 = 0
        private var first: Int64 = 0
        private var last: Int64 = 0
        private var least = Int64.max
        private var greatest = Int64.min

        /// Returns false where the sum is past 64 bits.
        mutating func take(_ units: Int64, on day: Int32, _ slots: borrowing Slots) -> Bool {
            if count == 0 { first = units }
            last = units
            least = min(least, units)
            greatest = max(greatest, units)
            count += 1
            let (total, isTooLarge) = sum.addingReportingOverflow(units)
            sum = total
            // Days come in order, so that only the slot after the last filled one can be filled next.
            while filledSlots < slots.starts.count, slots.starts[filledSlots] <= day {
                let isLast = filledSlots + 1 == slots.starts.count
                guard isLast || day < slots.starts[filledSlots + 1] else { return false }
                filledSlots += 1
            }
            return !isTooLarge
        }

        func folded(_ fold: Fold, _ every: Indicator.Frequency) -> (units: Int64, count: Int64)? {
            if fold == .count { return (count, 1) }
            guard count > 0 else { return fold == .sum && every == .event ? (0, 1) : nil }
            switch fold {
            case .first: return (first, 1)
            case .last: return (last, 1)
            case .minimum: return (least, 1)
            case .maximum: return (greatest, 1)
            case .sum, .count: return (sum, 1)
            case .mean: return (sum, count)
            }
        }
    }

    /// The days of the window for the person at hand, and the first day of each slot that must have a value.
    private struct Slots {
        private(set) var first: Int32 = 0
        private(set) var last: Int32 = 0
        private(set) var starts: [Int32] = []
        /// Whether all of it is past on the day on which the figures are known.
        private(set) var isPast = false
        private let window: Window
        private let contractStarts: Day
        private let months: Int?
        private let asOf: Day
        private var entry: Int32?

        init(window: Window, starts: Day, reader: SeriesReader) {
            self.window = window
            contractStarts = starts
            months = reader.indicator.every.months
            asOf = reader.asOf
        }

        /// Most people have the entry of the one before, or a window that does not depend on it.
        mutating func move(to entry: Int32) {
            guard entry != self.entry else { return }
            self.entry = entry
            let period = window.period(entry: Day(number: entry), starts: contractStarts)
            first = period.first.number
            last = period.last.number
            isPast = period.last <= asOf
            starts = []
            guard let months else { return }
            var step = 0
            while case let start = period.first.adding(months: step), start <= period.last {
                starts.append(start.number)
                step += months
            }
        }

        borrowing func isComplete(_ tally: Tally) -> Bool { tally.filledSlots == starts.count }
    }

    /// Multiplies by a power of ten.
    private struct Scale {
        let factor: Int64
        let divisor: Int64

        init(shift: Int) {
            factor = shift > 0 ? Int64(powerOfTen(shift)) : 1
            divisor = shift < 0 ? Int64(powerOfTen(-shift)) : 1
        }

        func apply(_ figure: (units: Int64, count: Int64)) -> (numerator: Int64, denominator: Int32)? {
            let (top, topIsTooLarge) = figure.units.multipliedReportingOverflow(by: factor)
            let (bottom, bottomIsTooLarge) = figure.count.multipliedReportingOverflow(by: divisor)
            guard !topIsTooLarge, !bottomIsTooLarge else { return nil }
            return bottom <= 65_535 ? (top, Int32(bottom)) : nil
        }
    }
}

extension SeriesReader {
    /// Returns where the values of people begin, walking both lists from the first of them on: people and subjects are sorted alike.
    fileprivate func places(of table: ParticipantTable, rows: [Int]) -> [Int32] {
        guard let first = rows.first else { return [] }
        var next = columns.firstPlace(from: .participant(table.pseudonyms[first]))
        return rows.map { row in
            let subject = SubjectID.participant(table.pseudonyms[row])
            // Mostly the next one; to compare what comes first costs more than to see that two are the same.
            while next < columns.subjects.count, columns.subjects[next] != subject,
                columns.subjects[next] < subject
            {
                next += 1
            }
            guard next < columns.subjects.count, columns.subjects[next] == subject else { return -1 }
            next += 1
            return Int32(next - 1)
        }
    }

    fileprivate func withRows(_ body: (FoldColumn.Rows) -> Void) {
        columns.offsets.withUnsafeBufferPointer { offsets in
            columns.days.withUnsafeBufferPointer { days in
                columns.units.withUnsafeBufferPointer { units in
                    columns.reasonCodes.withUnsafeBufferPointer { reasonCodes in
                        columns.stateCodes.withUnsafeBufferPointer { stateCodes in
                            body(
                                FoldColumn.Rows(
                                    offsets: offsets, days: days, units: units, reasonCodes: reasonCodes,
                                    stateCodes: stateCodes, payableCodes: payableCodes))
                        }
                    }
                }
            }
        }
    }
}
