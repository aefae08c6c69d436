import OutcomesModel

/// Reads a day, as `2018-01-31` and in no other form.
func readDay(_ text: String, column: String) -> Result<Day, RowProblem> {
    Day(iso: text).map { .success($0) } ?? .failure(.day(column: column, came: text))
}

/// Returns what to do about a text that is no day, where its form tells.
func dayHint(_ text: String) -> String? {
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
