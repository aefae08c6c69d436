import EvidenceReader
import OutcomesModel
import Testing

@Suite struct BlockTests {
    static let header = "subject,indicator,day,value,missing,state,source\n"

    /// Rows of all sorts, good and bad: quotes over lines, repeats, all ends of lines.
    static let rows: String = (0..<600).map { row in
        let end = ["\n", "\r\n", "\r", "\n \t\n"][row % 4]
        let source = ["s", "\"two\r\nlines, one \"\"cell\"\"\"", "a\"b", "Västerås", "", "\"x\"y"][row % 6]
        let value = ["1", "18.5", "x", "\"2.50\"", "", "100.1"][row % 6]
        let subject = ["P\(row % 50)", "group:treated", "a-much-longer-pseudonym-\(row % 70)", "Å\(row)"][
            row / 7 % 4]
        return "\(subject),wellbeing,2018-0\(1 + row % 9)-01,\(value),,,\(source)\(end)"
    }
    .joined()

    static let wanted = try! EvidenceReader(contract: contract).read(
        bytes: Array((header + rows).utf8), name: "file.csv")

    @Test(arguments: [1, 2, 8], [1, 7, 64, 1000, 1 << 20])
    func `the result is the same for any number of threads and any size of block`(
        threads: Int, blockBytes: Int
    ) throws {
        var limits = ReadingLimits()
        limits.threads = threads
        limits.blockBytes = blockBytes
        let batch = try EvidenceReader(contract: contract, limits: limits).read(
            bytes: Array((Self.header + Self.rows).utf8), name: "file.csv")
        #expect(Self.wanted.measurements.count > 90 && Self.wanted.findings.count > 300)
        #expect(batch.measurements == Self.wanted.measurements)
        #expect(batch.measurements.subjects == Self.wanted.measurements.subjects)
        #expect(batch.measurements.sources == Self.wanted.measurements.sources)
        #expect(batch.findings == Self.wanted.findings)
        #expect(batch.file == Self.wanted.file)
    }

    @Test(arguments: [1, 2, 8], [1, 7, 64, 1000, 1 << 20])
    func `people are the same for any number of threads and any size of block`(
        threads: Int, blockBytes: Int
    ) throws {
        let rows = (0..<300).map { row in
            "P\(row % 250),\(["treated", "", "nobody"][row % 3]),2018-01-\(10 + row % 20),,\(["north", ""][row % 2])\n"
        }
        let bytes = Array(("subject,group,entry,exit,site\n" + rows.joined()).utf8)
        var limits = ReadingLimits()
        limits.threads = threads
        limits.blockBytes = blockBytes
        let wanted = try EvidenceReader(contract: contract).read(bytes: bytes, name: "file.csv")
        let batch = try EvidenceReader(contract: contract, limits: limits).read(
            bytes: bytes, name: "file.csv")
        #expect(wanted.participants.count > 100 && wanted.findings.count > 100)
        #expect(batch.participants == wanted.participants)
        #expect(batch.findings == wanted.findings)
    }

    @Test(arguments: [16, 1000, 1 << 20])
    func `a row that is too long is a finding, and nothing of it is kept`(blockBytes: Int) throws {
        var limits = ReadingLimits()
        limits.rowBytes = 200
        limits.blockBytes = blockBytes
        let long = String(repeating: "x", count: 5_000)
        let text =
            "subject,indicator,day,value\nA,wellbeing,2018-01-31,1\n\(long)\nB,wellbeing,2018-01-31,\"\(long)\n\(long)\"\r\n"
            + "C,wellbeing,2018-01-31,3\n"
        let batch = try EvidenceReader(contract: contract, limits: limits).read(
            bytes: Array(text.utf8), name: "file.csv")
        #expect(batch.measurements.map(\.line) == [2, 6])
        #expect(
            batch.findings.map(told) == [
                "rejected row.length file.csv:3: the row is longer than 200 bytes, and is left out (look for a quote that is never closed, or for what is no text)",
                "rejected row.length file.csv:4: the row is longer than 200 bytes, and is left out (look for a quote that is never closed, or for what is no text)",
            ])
    }

    static let longFaults: [(tail: [UInt8], told: String)] = [
        (
            [0xC3],
            "evidence file.csv:3: what stands at byte offset 1228 is not UTF-8; expected text in UTF-8; (the file is probably Windows-1252 or Latin-1: save it from the spreadsheet as 'CSV UTF-8', or run iconv -f WINDOWS-1252 -t UTF-8, or declare its encoding in an [[evidence]] of the contract)"
        ),
        (
            [0x00, 0x0A],
            "evidence file.csv:3: a zero byte at byte offset 1228; expected text in UTF-8; (the file is damaged, or UTF-16: save it from the spreadsheet as 'CSV UTF-8', or run iconv -f UTF-16 -t UTF-8)"
        ),
        (
            [],
            #"evidence file.csv:2: the quoted cell that begins here has no end; expected a closing "; (write a quote that belongs to the text twice, as "")"#
        ),
    ]

    @Test(arguments: longFaults, [16, 50, 1 << 20])
    func `what makes a file useless is told from within a row that is too long`(
        fault: (tail: [UInt8], told: String), blockBytes: Int
    ) throws {
        var limits = ReadingLimits()
        limits.rowBytes = 50
        limits.blockBytes = blockBytes
        let quoted = Array(("\"" + String(repeating: "å", count: 300) + "\n").utf8)
        let bytes =
            Array("subject,indicator,day,value\n".utf8) + quoted
            + Array(String(repeating: "ö", count: 299).utf8) + fault.tail
        let error = #expect(throws: EvidenceError.self) {
            try EvidenceReader(contract: contract, limits: limits).read(bytes: bytes, name: "file.csv")
        }
        #expect(error.map(told) == [fault.told])
    }

    @Test func `beyond so many findings the rest are counted by their kind`() throws {
        var limits = ReadingLimits()
        limits.findings = 5
        limits.blockBytes = 100
        let garbage = (0..<2_000).map { $0 % 2 == 0 ? "x\n" : "A,wellbeing,2018-01-31,y\n" }.joined()
        let batch = try EvidenceReader(contract: contract, limits: limits).read(
            bytes: Array(("subject,indicator,day,value\nA,wellbeing,2018-01-31,1\n" + garbage).utf8),
            name: "file.csv")
        #expect(batch.rows == 1)
        #expect(batch.findings.prefix(5).compactMap(\.place?.line) == [3, 4, 5, 6, 7])
        #expect(
            batch.findings.dropFirst(5).map(told) == [
                "rejected row.columns file.csv: … and 997 more rows of this kind (mend what is told above first)",
                "rejected row.value file.csv: … and 998 more rows of this kind (mend what is told above first)",
            ])
    }

    @Test func `repeated rows are told among the others, and counted beyond the limit`() throws {
        var limits = ReadingLimits()
        limits.findings = 3
        let rows = (0..<1_500).map { $0 == 1 ? "x\n" : "A,wellbeing,2018-01-31,\($0 % 3 == 0 ? 2 : 1)\n" }
            .joined()
        let batch = try EvidenceReader(contract: contract, limits: limits).read(
            bytes: Array(("subject,indicator,day,value\n" + rows).utf8), name: "file.csv")
        #expect(batch.rows == 1)
        #expect(batch.findings.prefix(3).map(\.rule) == ["row.columns", "row.duplicate", "row.duplicate"])
        #expect(
            batch.findings.dropFirst(3).map(\.message) == [
                "… and 998 more rows of this kind", "… and 498 more rows of this kind",
            ])
    }

    @Test func `where days are many, repeats are found as well`() throws {
        let rows = (0..<4_000).map { row in
            "P\(row % 1_000),wellbeing,\(Day(number: Int32(row % 1_500 * 3))),\(row % 7)\n"
        }
        let batch = try read("subject,indicator,day,value\n" + rows.joined())
        var firsts: [String: Int] = [:]
        var repeats = 0
        for row in 0..<4_000 {
            let key = "\(row % 1_000) \(row % 1_500)"
            if firsts[key] == nil { firsts[key] = row } else { repeats += 1 }
        }
        #expect(repeats == 1_000)
        #expect(batch.rows == 4_000 - repeats)
        #expect(batch.findings.count == repeats)
    }

    @Test func `a file of more lines than can be numbered is refused`() {
        var limits = ReadingLimits()
        limits.lines = 100
        let error = #expect(throws: EvidenceError.self) {
            try EvidenceReader(contract: contract, limits: limits).read(
                bytes: Array(("subject,indicator,day,value\nx\n" + String(repeating: "\n", count: 200)).utf8),
                name: "file.csv")
        }
        #expect(
            error.map(told) == [
                "evidence file.csv: the file has more than 100 lines; expected a file of fewer lines; (split it)"
            ])
    }

    static let heads: [(name: String, text: String, told: String)] = [
        (
            "columns", "subject" + String(repeating: ",", count: 30) + "\n",
            "evidence file.csv:1: the header has 31 columns; expected at most 20 columns"
        ),
        (
            "bytes", "# remark\n" + String(repeating: "x", count: 300),
            "evidence file.csv:2: the header is longer than 100 bytes; expected subject,indicator,day,value for measurements, or subject,group,entry for participants"
        ),
    ]

    @Test(arguments: heads)
    func `a header has its limits`(name: String, text: String, told expected: String) {
        var limits = ReadingLimits()
        limits.columns = 20
        limits.rowBytes = 100
        let error = #expect(throws: EvidenceError.self) {
            try EvidenceReader(contract: contract, limits: limits).read(
                bytes: Array(text.utf8), name: "file.csv")
        }
        #expect(error.map(told) == [expected])
    }
}
