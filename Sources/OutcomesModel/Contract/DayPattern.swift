/// How a file writes days: `YYYY`, `MM` and `DD` in any order, each once, with marks between them.
public struct DayPattern: Hashable, Sendable {
    /// As it was declared.
    public let text: String
    private let yearAt: Int
    private let monthAt: Int
    /// None where it names a month.
    private let dayAt: Int?
    /// The bytes of the pattern, 0 where a digit stands.
    private let marks: [UInt8]

    /// Which day a month stands for.
    public enum MonthDay: String, CaseIterable, Sendable {
        case first, last
    }

    /// `YYYY-MM-DD`
    public static let iso = DayPattern("YYYY-MM-DD")!

    /// Reads a pattern such as `DD/MM/YYYY`, or `YYYY-MM` for months.
    public init?(_ text: String) {
        var marks = Array(text.utf8)
        func take(_ letters: String) -> Int? {
            let wanted = Array(letters.utf8)
            let places = marks.indices.filter { marks[$0...].starts(with: wanted) }
            guard places.count == 1 else { return nil }
            for place in places[0]..<(places[0] + wanted.count) { marks[place] = 0 }
            return places[0]
        }
        guard let year = take("YYYY"), let month = take("MM") else { return nil }
        let day = take("DD")
        let isMark = { (byte: UInt8) in byte == 0 || "-/. ".utf8.contains(byte) }
        guard marks.allSatisfy(isMark) else { return nil }
        self.text = text
        (yearAt, monthAt, dayAt) = (year, month, day)
        self.marks = marks
    }

    /// True where it names a day, false where it names a month.
    public var namesDay: Bool { dayAt != nil }

    public var isISO: Bool { text == "YYYY-MM-DD" }

    /// How a day is written in it, for messages.
    public func example(_ day: Day = Day(year: 2018, month: 1, day: 31)!) -> String {
        let parts = day.parts
        var bytes = marks
        write(parts.year, 4, at: yearAt, in: &bytes)
        write(parts.month, 2, at: monthAt, in: &bytes)
        if let dayAt { write(parts.day, 2, at: dayAt, in: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads a day, and where the pattern names a month its first or last day.
    public func day(_ text: some Collection<UInt8>, of month: MonthDay = .first) -> Day? {
        guard text.count == marks.count else { return nil }
        let bytes = Array(text)
        for (place, mark) in marks.enumerated() {
            let isRight =
                mark == 0
                ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) : bytes[place] == mark
            guard isRight else { return nil }
        }
        let year = number(bytes, yearAt, 4)
        let monthNumber = number(bytes, monthAt, 2)
        if let dayAt { return Day(year: year, month: monthNumber, day: number(bytes, dayAt, 2)) }
        guard let first = Day(year: year, month: monthNumber, day: 1) else { return nil }
        return month == .first ? first : first.adding(months: 1).adding(days: -1)
    }

    private func number(_ bytes: [UInt8], _ start: Int, _ length: Int) -> Int {
        bytes[start..<(start + length)].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private func write(_ number: Int, _ length: Int, at start: Int, in bytes: inout [UInt8]) {
        var rest = number
        for place in (start..<(start + length)).reversed() {
            bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }
}
