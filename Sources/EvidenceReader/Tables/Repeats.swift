import OutcomesModel

/// Finds the rows about a subject, indicator and day that an earlier row is about.
///
/// Where the days of a file are few, a bit for each subject, indicator and day tells whether one came
/// before; where they are many, the rows of some subjects at a time are sorted.
struct Repeats {
    let subjects: [UInt32]
    let subjectCount: Int
    let indicators: [UInt16]
    let indicatorCount: Int
    let days: [Int32]

    /// The rows that are sorted at a time.
    static let mostAtOnce = 1 << 20

    /// Returns each repeated row with the first about the same, ascending.
    func find() -> [(row: Int, first: Int)] {
        guard let least = days.min(), let greatest = days.max() else { return [] }
        let span = Int(greatest) - Int(least) + 1
        var isDay = [Bool](repeating: false, count: span)
        for day in days { isDay[Int(day) - Int(least)] = true }
        var places = [Int32](repeating: 0, count: span)
        var dayCount = 0
        for place in 0..<span where isDay[place] {
            places[place] = Int32(dayCount)
            dayCount += 1
        }
        // Days are at most 9999 years, so that these are far from 64 bits.
        let series = subjectCount.multipliedReportingOverflow(by: indicatorCount * dayCount)
        guard !series.overflow, series.partialValue <= days.count * 32 + 4096 else { return sorted() }
        return byBits(least, places, dayCount)
    }

    private func byBits(_ least: Int32, _ places: [Int32], _ dayCount: Int) -> [(row: Int, first: Int)] {
        let words = (subjectCount * indicatorCount * dayCount + 63) / 64
        var seen = [UInt64](repeating: 0, count: words)
        var repeated: [Int] = []
        for row in days.indices {
            let series = Int(subjects[row]) * indicatorCount + Int(indicators[row])
            let bit = series * dayCount + Int(places[Int(days[row]) - Int(least)])
            let mask = UInt64(1) << UInt64(bit & 63)
            if seen[bit >> 6] & mask != 0 { repeated.append(row) }
            seen[bit >> 6] |= mask
        }
        return repeated.isEmpty ? [] : withFirsts(repeated)
    }

    /// Finds the first row for each of the repeated ones.
    private func withFirsts(_ repeated: [Int]) -> [(row: Int, first: Int)] {
        var firsts: [Key: Int] = [:]
        for row in repeated { firsts[key(row)] = -1 }
        for row in days.indices where firsts[key(row)] == -1 { firsts[key(row)] = row }
        return repeated.map { ($0, firsts[key($0)] ?? $0) }
    }

    private struct Key: Hashable, Comparable {
        let subject: UInt32
        let indicator: UInt16
        let day: Int32

        static func < (left: Key, right: Key) -> Bool {
            (left.subject, left.indicator, left.day) < (right.subject, right.indicator, right.day)
        }
    }

    private func key(_ row: Int) -> Key {
        Key(subject: subjects[row], indicator: indicators[row], day: days[row])
    }

    private func sorted() -> [(row: Int, first: Int)] {
        var repeated: [(row: Int, first: Int)] = []
        var rowsPerSubject = [UInt32](repeating: 0, count: subjectCount)
        for subject in subjects { rowsPerSubject[Int(subject)] += 1 }
        var from = 0
        while from < subjectCount {
            var upTo = from
            var rows = 0
            repeat {
                rows += Int(rowsPerSubject[upTo])
                upTo += 1
            } while upTo < subjectCount && rows + Int(rowsPerSubject[upTo]) <= Repeats.mostAtOnce
            repeated += repeats(ofSubjects: UInt32(from)..<UInt32(upTo), rows)
            from = upTo
        }
        return repeated.sorted { $0.row < $1.row }
    }

    private func repeats(ofSubjects range: Range<UInt32>, _ count: Int) -> [(row: Int, first: Int)] {
        var keyed: [(key: Key, row: Int)] = []
        keyed.reserveCapacity(count)
        for row in subjects.indices where range.contains(subjects[row]) { keyed.append((key(row), row)) }
        keyed.sort { ($0.key, $0.row) < ($1.key, $1.row) }
        var repeated: [(row: Int, first: Int)] = []
        var first = 0
        for place in keyed.indices.dropFirst() {
            if keyed[place].key == keyed[first].key {
                repeated.append((keyed[place].row, keyed[first].row))
            } else {
                first = place
            }
        }
        return repeated
    }
}
