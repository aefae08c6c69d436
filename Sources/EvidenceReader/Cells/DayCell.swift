import OutcomesModel

/// Reads days as the file writes them, remembering the one that came last.
struct DayReader {
    private let pattern: DayPattern
    private let isISO: Bool
    private var latest = LatestText()

    init(_ pattern: DayPattern) {
        self.pattern = pattern
        isISO = pattern.isISO
    }

    /// Returns the day's number, nil where the cell is no day.
    @inline(__always)
    mutating func number(_ cell: Cell) -> Int32? {
        if let known = latest.value(of: cell) { return Int32(truncatingIfNeeded: known) }
        guard let day = isISO ? isoDay(cell) : pattern.day(cell) else { return nil }
        latest.set(cell, Int(day.number))
        return day.number
    }

    func problem(_ cell: Cell, column: String) -> RowProblem {
        .day(column: column, came: cell.text, pattern: pattern)
    }
}

/// Reads `2018-01-31` and nothing else.
private func isoDay(_ cell: Cell) -> Day? {
    guard cell.count == 10, cell[4] == Byte.minus, cell[7] == Byte.minus else { return nil }
    var isNumber = true
    func digits(_ places: Range<Int>) -> Int {
        var value = 0
        for place in places {
            let digit = cell[place] &- Byte.zero
            if digit > 9 { isNumber = false }
            value = value * 10 + Int(digit)
        }
        return value
    }
    let (year, month, day) = (digits(0..<4), digits(5..<7), digits(8..<10))
    return isNumber ? Day(year: year, month: month, day: day) : nil
}

/// Returns what to do about a text that is no day of the pattern, where its form tells.
func dayHint(_ text: String, _ pattern: DayPattern) -> String? {
    guard pattern.isISO else {
        if Day(iso: text) != nil { return "the file's [[evidence]] says dates = \"\(pattern.text)\"" }
        return text.utf8.contains(where: isDigit)
            ? "write it as \(pattern.text), as \(pattern.example())" : nil
    }
    return isoHint(text)
}

private func isoHint(_ text: String) -> String? {
    let numbers = text.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    guard let first = numbers.first, text.utf8.count <= 40 else { return nil }
    if let front = Day(iso: text.prefix(10)) { return "a day has no time: leave it at \(front)" }
    if text.utf8.count == 10, text.split(separator: "-").map(\.count) == [4, 2, 2], numbers.count == 3 {
        return impossible(year: first, month: numbers[1], day: numbers[2])
    }
    if numbers.count == 1, (20_000...60_000).contains(first), text.utf8.count == 5 {
        return "it may be a spreadsheet's number of a day: give the column the form YYYY-MM-DD and save again"
    }
    if numbers.count >= 3, first > 31, let meant = Day(year: first, month: numbers[1], day: numbers[2]) {
        return "write it as \(meant)"
    }
    return "write year, month and day, as 2018-01-31"
}

private func impossible(year: Int, month: Int, day: Int) -> String? {
    guard let start = Day(year: year, month: month, day: 1) else {
        return year == 0 ? "years are 0001 to 9999" : "there is no month \(month)"
    }
    let days = start.adding(months: 1).days(since: start)
    return "that month has \(days) days"
}
