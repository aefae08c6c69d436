package import OutcomesModel

/// One fold of an indicator over a window, for many people at once, without a list for each.
///
/// It answers what is plain: all values are there, count, and are whole. Whatever needs the contract's policies
/// for what is missing is left to `SeriesReader.series`, and so are errors.
package struct FoldColumn: Sendable {
    /// The whole figures over `denominators`, in lowest terms, in the order of the people asked for.
    package private(set) var numerators: [Int64] = []
    /// 0 where the figure must be asked of the reader; at most 65,535.
    package private(set) var denominators: [Int32] = []

    /// The people whose values are folded: places in `MeasurementColumns.subjects`, -1 for one without values.
    package struct People: Sendable {
        let places: [Int32]
        let entries: [Int32]
        let exits: [Int32]

        /// - Parameter rows: of the table, ascending.
        package init(_ table: ParticipantTable, rows: [Int], in reader: SeriesReader) {
            places = reader.places(of: table, rows: rows)
            entries = rows.map { table.entries[$0] }
            exits = rows.map { table.exits[$0] }
        }
    }

    /// - Parameter shift: the power of ten that makes the indicator's units the figures that are wanted: -1 where
    ///   a unit is a tenth.
    package init(
        _ fold: Fold, of people: People, over window: Window, starts: Day, in reader: SeriesReader, shift: Int
    ) {
        let scale = Scale(shift: fold == .count ? 0 : shift)
        numerators.reserveCapacity(people.places.count)
        denominators.reserveCapacity(people.places.count)
        var slots = Slots(window: window, starts: starts, reader: reader)
        for person in people.places.indices {
            slots.move(to: people.entries[person])
            let figure = Self.figure(
                fold, place: people.places[person], exit: people.exits[person], slots, reader
            ).flatMap(scale.apply)
            numerators.append(figure?.numerator ?? 0)
            denominators.append(figure?.denominator ?? 0)
        }
    }

    /// Returns the fold in units of the indicator, nil where the reader must be asked.
    private static func figure(
        _ fold: Fold, place: Int32, exit: Int32, _ slots: Slots, _ reader: SeriesReader
    ) -> (units: Int64, count: Int64)? {
        guard slots.isPast, exit == ParticipantTable.noExit || exit >= slots.last else { return nil }
        var tally = Tally()
        guard place >= 0 else { return slots.isComplete(tally) ? tally.folded(fold, reader.indicator) : nil }
        let rows = reader.columns.rows(ofSubjectAt: Int(place))
        for row in rows {
            let day = reader.columns.days[row]
            guard day >= slots.first else { continue }
            guard day <= slots.last else { break }
            guard reader.isPlain(row), tally.take(reader.columns.units[row], on: day, slots) else {
                return nil
            }
        }
        return slots.isComplete(tally) ? tally.folded(fold, reader.indicator) : nil
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
        mutating func take(_ units: Int64, on day: Int32, _ slots: Slots) -> Bool {
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

        func folded(_ fold: Fold, _ indicator: Indicator) -> (units: Int64, count: Int64)? {
            if fold == .count { return (count, 1) }
            guard count > 0 else { return fold == .sum && indicator.every == .event ? (0, 1) : nil }
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

        func isComplete(_ tally: Tally) -> Bool { tally.filledSlots == starts.count }
    }

    /// Multiplies by a power of ten and brings into lowest terms.
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
            var (common, rest) = (UInt64(bottom), top.magnitude)
            while rest != 0 { (common, rest) = (rest, common % rest) }
            let denominator = UInt64(bottom) / common
            guard denominator <= 65_535, common <= UInt64(Int64.max) else { return nil }
            return (top / Int64(common), Int32(denominator))
        }
    }
}

extension SeriesReader {
    /// Returns where the values of people begin, walking both lists once: people and subjects are sorted alike.
    fileprivate func places(of table: ParticipantTable, rows: [Int]) -> [Int32] {
        var next = 0
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

    /// True where the row is a number that may pay.
    fileprivate func isPlain(_ row: Int) -> Bool {
        (columns.reasonCodes.isEmpty || columns.reasonCodes[row] == 0)
            && payableCodes & (1 << columns.stateCodes[row]) != 0
    }
}
