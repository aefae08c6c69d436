import OutcomesModel

/// The rows of a table by indicator and subject, in the order in which chunks have them.
///
/// Within a subject they are as in the table; `sortByDay` sorts those of one subject.
struct MeasurementOrder {
    let table: MeasurementTable
    /// The subjects' texts, by their codes in the table.
    let texts: TextList
    /// Of each subject's code, the place among all subjects.
    let ranks: [UInt32]
    /// Codes of subjects in ascending order, one for each text.
    let subjects: [UInt32]
    /// Places in the table.
    var rows: [UInt32]
    let parts: [Part]

    /// The rows of one indicator.
    struct Part {
        let indicator: IndicatorID
        let rows: Range<Int>
    }

    init(_ table: MeasurementTable) {
        self.table = table
        var texts = TextList()
        texts.reserve(texts: table.subjects.count, bytes: table.subjects.count * 12)
        for subject in table.subjects { texts.append(subject) }
        var ranks = [UInt32](repeating: 0, count: texts.count)
        var subjects: [UInt32] = []
        for code in texts.ascendingPlaces() {
            let isSame = subjects.last.map { texts.compare(Int($0), with: texts, Int(code)) == 0 } ?? false
            if !isSame { subjects.append(code) }
            ranks[Int(code)] = UInt32(subjects.count - 1)
        }
        self.texts = texts
        self.ranks = ranks
        self.subjects = subjects
        let bySubject = Self.ordered(
            (0..<UInt32(table.count)).map { $0 }, by: table.subjectCodes, ranks, ranks: subjects.count)
        let indicators = table.indicators.indices.sorted {
            table.indicators[$0].rawValue.utf8.lexicographicallyPrecedes(
                table.indicators[$1].rawValue.utf8)
        }
        var indicatorRanks = [UInt32](repeating: 0, count: indicators.count)
        for (rank, code) in indicators.enumerated() { indicatorRanks[code] = UInt32(rank) }
        rows = Self.ordered(
            bySubject, by: table.indicatorCodes, indicatorRanks, ranks: indicators.count)
        var counts = [Int](repeating: 0, count: indicators.count)
        for code in table.indicatorCodes { counts[Int(code)] += 1 }
        var parts: [Part] = []
        var start = 0
        for code in indicators where counts[code] > 0 {
            parts.append(Part(indicator: table.indicators[code], rows: start..<start + counts[code]))
            start += counts[code]
        }
        self.parts = parts
    }

    /// Returns the first and last day of all rows.
    var days: ClosedRange<Int32>? {
        guard let first = table.days.min(), let last = table.days.max() else { return nil }
        return first...last
    }

    /// Sorts the rows of every subject by day.
    mutating func sortByDay() {
        let (days, lines, codes) = (table.days, table.lines, table.subjectCodes)
        for part in parts {
            var start = part.rows.lowerBound
            while start < part.rows.upperBound {
                let rank = ranks[Int(codes[Int(rows[start])])]
                var end = start + 1
                while end < part.rows.upperBound && ranks[Int(codes[Int(rows[end])])] == rank { end += 1 }
                sortByDay(start..<end, days, lines)
                start = end
            }
        }
    }

    /// Sorts rows of one subject by day, and rows of one day by line.
    mutating func sortByDay(_ range: Range<Int>, _ days: [Int32], _ lines: [UInt32]) {
        var isSorted = true
        for place in range.dropFirst() where days[Int(rows[place - 1])] >= days[Int(rows[place])] {
            isSorted = false
        }
        guard !isSorted else { return }
        rows[range].sort { left, right in
            (days[Int(left)], lines[Int(left)], left) < (days[Int(right)], lines[Int(right)], right)
        }
    }

    /// Sorts rows by the rank of their codes; rows of one rank stay as they are.
    private static func ordered<Code: FixedWidthInteger>(
        _ rows: [UInt32], by codes: [Code], _ ranks: [UInt32], ranks count: Int
    ) -> [UInt32] {
        var starts = [Int](repeating: 0, count: count + 1)
        var isSorted = true
        var last: UInt32 = 0
        for row in rows {
            let rank = ranks[Int(codes[Int(row)])]
            isSorted = isSorted && rank >= last
            last = rank
            starts[Int(rank) + 1] += 1
        }
        guard !isSorted else { return rows }
        for rank in 0..<count { starts[rank + 1] += starts[rank] }
        var sorted = [UInt32](repeating: 0, count: rows.count)
        for row in rows {
            let rank = Int(ranks[Int(codes[Int(row)])])
            sorted[starts[rank]] = row
            starts[rank] += 1
        }
        return sorted
    }
}

extension TextList {
    mutating func append(_ subject: SubjectID) {
        if case .participant(let pseudonym) = subject {
            append(pseudonym)
        } else {
            append(subject.description)
        }
    }

    /// Reads a text as a subject.
    func subject(_ place: Int) -> SubjectID {
        // Only these two letters can begin what is no pseudonym.
        switch bytes[range(place).lowerBound] {
        case UInt8(ascii: "c"), UInt8(ascii: "g"): SubjectID(text: self[place])
        default: .participant(self[place])
        }
    }
}
