import Foundation
import Testing

@Suite struct HostileEvidenceTests {
    // Number, day, and what is said of the row.
    static let rows: [(value: String, day: String, told: String)] = [
        ("1e400", "2025-01-31", "a number as 18.5 was expected"),
        ("NaN", "2025-01-31", "a number as 18.5 was expected"),
        ("inf", "2025-01-31", "a number as 18.5 was expected"),
        ("٣", "2025-01-31", "a number as 18.5 was expected"),
        ("３.5", "2025-01-31", "a number as 18.5 was expected"),
        ("0x1F", "2025-01-31", "a number as 18.5 was expected"),
        ("1_000", "2025-01-31", "a number as 18.5 was expected"),
        ("--1", "2025-01-31", "a number as 18.5 was expected"),
        ("1.", "2025-01-31", "a number as 18.5 was expected"),
        ("−3", "2025-01-31", "a number as 18.5 was expected"), ("1.55", "2025-01-31", "decimals"),
        ("99999999999999999999999", "2025-01-31", "64 bits"), ("-0.1", "2025-01-31", "below"),
        ("100.1", "2025-01-31", "above"), ("", "2025-01-31", "neither"),
        ("30.5", "2025-13-01", "a day as 2018-01-31 was expected"),
        ("30.5", "2025-02-30", "a day as 2018-01-31 was expected"),
        ("30.5", "2025-00-10", "a day as 2018-01-31 was expected"),
        ("30.5", "2025-1-1", "a day as 2018-01-31 was expected"),
        ("30.5", "0000-01-01", "a day as 2018-01-31 was expected"),
        ("30.5", "٢٠٢٥-٠١-٠١", "a day as 2018-01-31 was expected"),
        ("30.5", "2025-01-31T00:00:00Z", "a day as 2018-01-31 was expected"),
        ("30.5", "99999-01-01", "a day as 2018-01-31 was expected"),
        ("30.5", "", "a day as 2018-01-31 was expected"),
    ]

    @Test func `each cell that is no number or day is a finding at its line`() throws {
        let fund = try Fund()
        var text = Fund.header
        for (person, row) in Self.rows.enumerated() {
            text += "\(Fund.name(person)),WELLBEING,\(row.day),\(row.value),survey\n"
        }
        try fund.write(text + "\(Fund.name(900)),WELLBEING,2025-01-31,30.5,survey\n", to: "measurements.csv")
        let ended = try fund.utfall("import", Fund.pack, "measurements.csv", "--json")
        #expect(ended.status == 1)
        let files = try #require(
            try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [[String: Any]])
        #expect(files.first?["new"] as? Int == 1)
        let findings = try #require(files.first?["findings"] as? [[String: Any]])
        #expect(findings.count == Self.rows.count)
        for (index, (row, finding)) in zip(Self.rows, findings).enumerated() {
            let place = finding["place"] as? String
            let message = finding["message"] as? String ?? ""
            #expect(place?.hasPrefix("measurements.csv:\(index + 2):") == true, "\(row): \(place ?? "")")
            #expect(message.contains(row.told), "\(row): \(message)")
        }
    }

    private static let size = ProcessInfo.processInfo.isFull ? 10_000_000_000 : 20_000_000
    /// In megabytes.
    private static let longRow = ProcessInfo.processInfo.isFull ? 100 : 20

    // What goes on for ever, how it ends, and what is said of it.
    static let streams: [(kind: String, endless: String, status: Int32, told: String)] = [
        (
            "rows of one long cell", "yes \(String(repeating: "garbage ", count: 500))", 1,
            "standard input: 0 measurements, "
        ),
        ("one row without an end", "yes '' | tr '\\n' x", 1, "standard input: 0 measurements, 1 rejected"),
        (
            "a quote without an end", "{ printf '\"'; yes '' | tr '\\n' x; }", 4,
            "error: standard input:2: the quoted cell that begins here has no end"
        ),
        ("bytes of any kind", "cat /dev/urandom", 4, "error: standard input:"),
        ("zeros", "cat /dev/zero", 4, "error: standard input:"),
    ]

    @Test(arguments: streams)
    func `garbage of any length ends within a small memory`(
        kind: String, endless: String, status: Int32, told: String
    ) throws {
        let fund = try Fund()
        let header = Fund.header.trimmingCharacters(in: .newlines)
        let ended = try fund.shell(
            "{ echo \(header); { \(endless); } | head -c \(Self.size); }"
                + " | $UTFALL import $PACK - --as measurements"
        )
        #expect(ended.status == status, "\(ended.complaint)")
        #expect(
            (ended.output + ended.complaint).hasPrefix(told), "\(ended.output.prefix(300)) \(ended.complaint)"
        )
        #expect(ended.heldLittle, "\(ended.peakMegabytes) MB")
        #expect(ended.output.utf8.count < 10_000)
    }

    @Test(arguments: ["x", "\"", "\"x\n"])
    func `a row of many megabytes is passed over, and the next ones are read`(begin: String) throws {
        let fund = try Fund()
        let row = "\(Fund.name(1)),WELLBEING,2025-01-28,31.5,survey"
        let last = "\(Fund.name(1)),WELLBEING,2025-02-28,31.5,survey"
        try fund.write(Fund.header + row + "\n" + begin, to: "first")
        try fund.write((begin.hasPrefix("\"") ? "\"" : "") + "\n" + last + "\n", to: "last")
        let ended = try fund.shell(
            "{ cat first; head -c \(Self.longRow)000000 /dev/zero | tr '\\0' 7; cat last; }"
                + " | $UTFALL import $PACK - --as measurements"
        )
        #expect(ended.status == 1)
        #expect(
            ended.output.hasPrefix(
                "standard input: 2 measurements, 1 rejected, batch 1\n  standard input:3:"), "\(ended.output)"
        )
        #expect(ended.heldLittle, "\(ended.peakMegabytes) MB")
    }
}
