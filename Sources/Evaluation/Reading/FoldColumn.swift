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
        let scale = Scale(shift: fold.isInUnit ? shift : 0)
        let count = people.places.count
        var slots = WindowSlots(window: window, starts: starts, reader: reader, awaitsAll: true)
        var tally = Tally(fold, reader.indicator)
        var numerators = [Int64](repeating: 0, count: count)
        var denominators = [Int32](repeating: 0, count: count)
        reader.withRows { rows in
            for person in 0..<count {
                slots.move(to: people.entries[person])
                let exit = people.exits[person]
                guard slots.isPast, exit == ParticipantTable.noExit || exit >= slots.last,
                    tally.takes(rows.rows(ofSubjectAt: people.places[person]), of: rows, slots),
                    let figure = tally.folded(fold, reader.indicator.every, through: slots.last),
                    let scaled = scale.apply(figure)
                else { continue }
                numerators[person] = scaled.numerator
                denominators[person] = scaled.denominator
            }
        }
        self.numerators = numerators
        self.denominators = denominators
    }

    /// The values of one person after the other.
    private struct Tally {
        private var count: Int64 = 0
        private var sum: Int64 = 0
        private var first: Int64 = 0
        private var last: Int64 = 0
        private var least = Int64.max
        private var greatest = Int64.min
        private var daysAbove: Int64 = 0
        private var lastDay: Int32 = 0
        /// All of them, where the fold needs them.
        private var units: [Int64] = []
        private let keepsUnits: Bool
        /// Above what days are counted.
        private let level: Int128

        init(_ fold: Fold, _ indicator: Indicator) {
            switch fold {
            case .percentile: (keepsUnits, level) = (true, .max)
            // A level past 128 bits is above all values, or below; the reader says that it does not fit.
            case .daysAtOrAbove(let level):
                (keepsUnits, self.level) = (
                    false, (try? Fold.leastUnits(atOrAbove: level, indicator)) ?? .max
                )
            default: (keepsUnits, level) = (false, .max)
            }
        }

        /// Takes what one person has in the window; returns false where the reader must be asked.
        mutating func takes(_ range: Range<Int>, of rows: LyingRows, _ slots: borrowing WindowSlots) -> Bool {
            (count, sum, least, greatest, daysAbove) = (0, 0, .max, .min, 0)
            if keepsUnits { units.removeAll(keepingCapacity: true) }
            var filled = 0
            for row in range {
                let day = rows.days[row]
                guard day >= slots.first else { continue }
                guard day <= slots.last else { break }
                guard rows.isPlain(row), slots.fill(&filled, on: day), take(rows.units[row], on: day) else {
                    return false
                }
            }
            return filled == slots.slots.count
        }

        /// Returns false where the sum is past 64 bits.
        private mutating func take(_ units: Int64, on day: Int32) -> Bool {
            if count == 0 { first = units } else { countDays(until: day) }
            last = units
            lastDay = day
            least = min(least, units)
            greatest = max(greatest, units)
            count += 1
            if keepsUnits { self.units.append(units) }
            let (total, isTooLarge) = sum.addingReportingOverflow(units)
            sum = total
            return !isTooLarge
        }

        private mutating func countDays(until day: Int32) {
            if Int128(last) >= level { daysAbove += Int64(day - lastDay) }
        }

        /// Returns a whole number over another one, nil where the reader must be asked.
        mutating func folded(
            _ fold: Fold, _ every: Indicator.Frequency, through end: Int32
        ) -> (units: Int64, count: Int64)? {
            if fold == .count { return (count, 1) }
            guard count > 0 else { return fold.isZeroWithoutEvents && every == .event ? (0, 1) : nil }
            switch fold {
            case .first: return (first, 1)
            case .last: return (last, 1)
            case .min: return (least, 1)
            case .max: return (greatest, 1)
            case .sum, .count: return (sum, 1)
            case .mean: return (sum, count)
            case .daysAtOrAbove:
                countDays(until: end + 1)
                return level == .max ? nil : (daysAbove, 1)
            case .percentile(let percent):
                units.sort()
                guard let figure = try? percentile(percent, of: units),
                    let top = Int64(exactly: figure.numerator),
                    let bottom = Int64(exactly: figure.denominator)
                else { return nil }
                return (top, bottom)
            }
        }
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
}
