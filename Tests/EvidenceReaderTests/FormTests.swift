import EvidenceReader
import OutcomesModel
import Testing

@Suite struct FormTests {
    static let plain =
        "subject,indicator,day,value,source\nA,wellbeing,2018-01-31,1,x\nB,wellbeing,2018-02-28,2.5,y\n"

    /// The same two rows in other forms, and the lines that they are on.
    static let same: [(name: String, text: String, lines: [Int])] = [
        ("LF", plain, [2, 3]),
        ("CRLF", plain.replacing("\n", with: "\r\n"), [2, 3]),
        ("CR", plain.replacing("\n", with: "\r"), [2, 3]),
        ("no end of the last line", String(plain.dropLast()), [2, 3]),
        ("a byte order mark", "\u{FEFF}" + plain, [2, 3]),
        ("remarks", "# one, \"two\n#three\r\n" + plain, [4, 5]),
        ("a byte order mark and remarks", "\u{FEFF}# one\n" + plain, [3, 4]),
        ("blank lines", "\n" + plain.replacing("\n", with: "\n \t\n\r\n"), [5, 8]),
        ("blank lines among remarks", "#\n\n#\n\n" + plain, [6, 7]),
        (
            "spaces in the header",
            plain.replacing("subject,indicator,day", with: " subject ,\tindicator, day "), [2, 3]
        ),
        ("quotes", plain.split(separator: "\n").map { quoted($0) + "\r\n" }.joined(), [2, 3]),
        ("a last cell in quotes", String(plain.dropLast(2)) + "\"y\"", [2, 3]),
    ]

    private static func quoted(_ line: some StringProtocol) -> String {
        line.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",")
    }

    @Test(arguments: same)
    func `the form of a file does not change what it says`(name: String, text: String, lines: [Int]) throws {
        let batch = try read(text)
        #expect(batch.findings == [])
        #expect(batch.measurements.map(\.subject) == [.participant("A"), .participant("B")])
        #expect(batch.measurements.map(\.value) == [.number(10), .number(25)])
        #expect(batch.measurements.map(\.source) == ["x", "y"])
        #expect(batch.measurements.map(\.line) == lines)
    }

    static let cells: [(cell: String, text: String)] = [
        ("plain", "plain"), ("\"a, b\"", "a, b"), ("\"a \"\"b\"\"\"", "a \"b\""), ("\"\"\"\"", "\""),
        ("\"\"", ""), ("", ""), ("\"a\nb\r\nc\"", "a\nb\r\nc"), (" å ", " å "), ("#", "#"),
        ("\"\"\"\"\"a\"", "\"\"a"),
    ]

    @Test(arguments: cells)
    func `a quoted cell holds commas, line ends and doubled quotes`(cell: String, text: String) throws {
        let batch = try read(
            "subject,indicator,day,value,source\nA,wellbeing,2018-01-31,1,\(cell)\nB,wellbeing,2018-02-28,2.5,z\n"
        )
        #expect(batch.findings == [])
        #expect(batch.measurements.map(\.source) == [text, "z"])
        #expect(batch.measurements.map(\.line) == [2, 3 + text.utf8.count { $0 == UInt8(ascii: "\n") }])
    }

    @Test func `a remark below the header is a row`() throws {
        let batch = try read(Self.plain + "# remark\n")
        #expect(batch.findings.map(\.rule) == ["row.columns"])
        #expect(batch.findings.map(\.place?.description) == ["file.csv:4:2"])
    }

    static let privateTexts = [
        "Anna Andersson", "Andersson", "ANDERSSON", "Andersson-2", "191212-1212", "20121212+1212",
        "191212121212",
        "anna.andersson@example.org",
        "Anna Andersson;1", "Annas telefon är 070",
    ]

    @Test(arguments: privateTexts)
    func `no message repeats what may be a person's name, number or address`(_ text: String) throws {
        var messages: [String] = []
        let measurement = ["A", "wellbeing", "2018-01-31", "1", "", "", ""]
        // The last column, source, is free text, and the first, a pseudonym, may be told once it is one.
        for column in 1..<6 {
            var cells = measurement
            cells[column] = text
            messages += try readMeasurements(cells.joined(separator: ",") + "\n").findings.map(told)
        }
        for column in 1..<6 {
            var cells = ["A", "treated", "2018-01-31", "", "", ""]
            cells[column] = text
            messages += try readParticipants(cells.joined(separator: ",") + "\n").findings.map(told)
        }
        for header in ["\(text),1,2\n", "\(text),indicator,day,value\n"] {
            let error = #expect(throws: EvidenceError.self) { try read(header + "A,b,c,1\n") }
            messages += error.map { told($0) + ["\($0)"] } ?? []
        }
        #expect(messages.count >= 12)
        #expect(messages.filter { $0.contains(text) } == [])
    }

    @Test func `no change of bytes stops the reader, and no row is both used and rejected`() throws {
        var state: UInt64 = 11
        func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let marks = Array("\",\n\r#;\t .-@0a{}[]:\\u".utf8) + [0x00, 0xC3, 0xA5, 0xE2, 0x80, 0x8B, 0xFF]
        let files =
            [
                Self.plain,
                "subject,group,entry,exit,site\nA,treated,2018-01-31,,north\nB,,2018-02-28,2018-03-01,\n",
                #"{"subject":"A","indicator":"wellbeing","day":"2018-01-31","value":1,"source":"\u00e5\n"}"#
                    + "\n\n"
                    + #"{"subject":"B","indicator":"wellbeing","day":"2018-01-31","value":2.5}"#,
            ].map { Array($0.utf8) } + [PackedFileTests.packed]
        var read = 0
        for turn in 0..<10_000 {
            var bytes = files[turn % files.count]
            for _ in 0...next(below: 4) {
                let place = next(below: bytes.count)
                switch next(below: 3) {
                case 0: bytes[place] = marks[next(below: marks.count)]
                case 1: bytes.insert(marks[next(below: marks.count)], at: place)
                default: bytes.remove(at: place)
                }
            }
            guard let batch = try? EvidenceReader(contract: contract).read(bytes: bytes, name: "file.csv")
            else {
                continue
            }
            read += 1
            let used = batch.measurements.map(\.line) + batch.participants.map(\.line)
            let found = batch.findings.compactMap(\.place?.line)
            #expect(found == found.sorted() && Set(used).isDisjoint(with: found))
        }
        #expect(read > 1_000)
    }
}
