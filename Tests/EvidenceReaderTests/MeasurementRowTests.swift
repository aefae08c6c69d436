import EvidenceReader
import OutcomesModel
import Testing

@Suite struct MeasurementRowTests {
    /// Rows below a header of all seven columns, and everything that is said of them.
    static let bad: [(row: String, told: [String])] = [
        (
            "A,wellbeing,2018-01-31",
            [
                "rejected row.columns file.csv:3:4: the row has 3 cells, and the header has 7 (a cell with nothing in it still needs its comma)"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,18,5,,,",
            [
                "rejected row.columns file.csv:3:8: the row has 8 cells, and the header has 7 (a decimal comma is written as a point (18.5), and a text with commas stands in quotes)"
            ]
        ),
        (
            #"A,wellbeing,2018-01-31,1"8,,,"#,
            [
                "rejected row.quotes file.csv:3:4: a quote stands in the midst of a cell (put the whole cell in quotes, and write a quote in it twice)"
            ]
        ),
        (
            #""A"x,wellbeing,2018-01-31,18,,,"#,
            [
                "rejected row.quotes file.csv:3:1: a quote stands in the midst of a cell (put the whole cell in quotes, and write a quote in it twice)"
            ]
        ),
        (
            ",wellbeing,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the subject is empty (say whom the row is about, and a person by a pseudonym)"
            ]
        ),
        (
            " A,wellbeing,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the subject begins or ends with a space (take the space out, or it is another subject)"
            ]
        ),
        (
            "A\tB,wellbeing,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the subject has a character that cannot be seen, such as a tab or a line break"
            ]
        ),
        (
            "A\u{200B},wellbeing,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the subject has a character that cannot be seen, such as a tab or a line break"
            ]
        ),
        (
            String(repeating: "x", count: 65) + ",wellbeing,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the subject has 65 characters, and a pseudonym at most 64"
            ]
        ),
        (
            "191212121212,wellbeing,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the subject looks like a national number, which has no place here (write a pseudonym, and keep the key outside)"
            ]
        ),
        (
            "121212-1212,wellbeing,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the subject looks like a national number, which has no place here (write a pseudonym, and keep the key outside)"
            ]
        ),
        (
            "19121212+1212,wellbeing,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the subject looks like a national number, which has no place here (write a pseudonym, and keep the key outside)"
            ]
        ),
        (
            "anna@example.org,wellbeing,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the subject looks like a mail address, which has no place here (write a pseudonym, and keep the key outside)"
            ]
        ),
        (
            "group:treatd,occupancy,2018-01-31,18,,,",
            [
                "rejected row.group file.csv:3:1: the group, 'treatd', is not declared in the contract (did you mean 'treated'?)"
            ]
        ),
        (
            "group:Anna Andersson,occupancy,2018-01-31,18,,,",
            [
                "rejected row.group file.csv:3:1: the group, text of 14 characters, is not declared in the contract"
            ]
        ),
        (
            "group:treated,wellbeing,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the row is about a group, and wellbeing is about a participant (write the pseudonym of one person as the subject) [group:treated]"
            ]
        ),
        (
            "contract,occupancy,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the row is about the contract, and occupancy is about a group (write group:ID as the subject, with the id of a declared group) [contract]"
            ]
        ),
        (
            "A,jobs,2018-01-31,18,,,",
            [
                "rejected row.subject file.csv:3:1: the row is about a participant, and jobs is about the contract (write contract as the subject) [A]"
            ]
        ),
        (
            "A,welbeing,2018-01-31,18,,,",
            [
                "rejected row.indicator file.csv:3:2: the indicator, 'welbeing', is not declared in the contract (did you mean 'wellbeing'?) [A]"
            ]
        ),
        (
            "A,shoe_size,2018-01-31,18,,,",
            [
                "rejected row.indicator file.csv:3:2: the indicator, 'shoe_size', is not declared in the contract [A]"
            ]
        ),
        (
            "A,Anna Andersson,2018-01-31,18,,,",
            [
                "rejected row.indicator file.csv:3:2: the indicator, text of 14 characters, is not declared in the contract [A]"
            ]
        ),
        (
            "A,,2018-01-31,18,,,",
            [
                "rejected row.indicator file.csv:3:2: the indicator is empty [A]"
            ]
        ),
        (
            "A,wellbeing,,18,,,",
            [
                "rejected row.day file.csv:3:3: day is empty, and a day as 2018-01-31 was expected [A]"
            ]
        ),
        (
            "A,wellbeing,2018-13-01,18,,,",
            [
                "rejected row.day file.csv:3:3: day is '2018-13-01', and a day as 2018-01-31 was expected (there is no month 13) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-00-01,18,,,",
            [
                "rejected row.day file.csv:3:3: day is '2018-00-01', and a day as 2018-01-31 was expected (there is no month 0) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-02-29,18,,,",
            [
                "rejected row.day file.csv:3:3: day is '2018-02-29', and a day as 2018-01-31 was expected (that month has 28 days) [A]"
            ]
        ),
        (
            "A,wellbeing,0000-01-01,18,,,",
            [
                "rejected row.day file.csv:3:3: day is '0000-01-01', and a day as 2018-01-31 was expected (years are 0001 to 9999) [A]"
            ]
        ),
        (
            "A,wellbeing,01/02/2018,18,,,",
            [
                "rejected row.day file.csv:3:3: day is '01/02/2018', and a day as 2018-01-31 was expected (write year, month and day, as 2018-01-31) [A]"
            ]
        ),
        (
            "A,wellbeing,2018/02/01,18,,,",
            [
                "rejected row.day file.csv:3:3: day is '2018/02/01', and a day as 2018-01-31 was expected (write it as 2018-02-01) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-2-1,18,,,",
            [
                "rejected row.day file.csv:3:3: day is '2018-2-1', and a day as 2018-01-31 was expected (write it as 2018-02-01) [A]"
            ]
        ),
        (
            "A,wellbeing,20180201,18,,,",
            [
                "rejected row.day file.csv:3:3: day is '20180201', and a day as 2018-01-31 was expected (write year, month and day, as 2018-01-31) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-02-01T08:00,18,,,",
            [
                "rejected row.day file.csv:3:3: day is '2018-02-01T08:00', and a day as 2018-01-31 was expected (a day has no time: leave it at 2018-02-01) [A]"
            ]
        ),
        (
            "A,wellbeing,43101,18,,,",
            [
                "rejected row.day file.csv:3:3: day is '43101', and a day as 2018-01-31 was expected (it may be a spreadsheet's number of a day: give the column the form YYYY-MM-DD and save again) [A]"
            ]
        ),
        (
            "A,wellbeing,first of May,18,,,",
            [
                "rejected row.day file.csv:3:3: day is text of 12 characters, and a day as 2018-01-31 was expected [A]"
            ]
        ),
        (
            "A,wellbeing,٢٠١٨-٠١-٠١,18,,,",
            [
                "rejected row.day file.csv:3:3: day is text of 10 characters, and a day as 2018-01-31 was expected [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,18,,verifed,",
            [
                "rejected row.state file.csv:3:6: the state is text of 7 characters, and one of reported, verified, rejected, disputed was expected (did you mean 'verified'?) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,18,,Reported,",
            [
                "rejected row.state file.csv:3:6: the state is text of 8 characters, and one of reported, verified, rejected, disputed was expected (did you mean 'reported'?) [A]"
            ]
        ),
        (
            "contract,wellbing,2018-1-1,x,y,z,",
            [
                "rejected row.indicator file.csv:3:2: the indicator, 'wellbing', is not declared in the contract (did you mean 'wellbeing'?) [contract]",
                "rejected row.day file.csv:3:3: day is '2018-1-1', and a day as 2018-01-31 was expected (write it as 2018-01-01) [contract]",
                "rejected row.state file.csv:3:6: the state is text of 1 character, and one of reported, verified, rejected, disputed was expected [contract]",
            ]
        ),
    ]

    @Test(arguments: bad)
    func `a bad row is left out, and what is said of it tells what came and what is right`(
        row: String, told expected: [String]
    ) throws {
        let batch = try readMeasurements("G,wellbeing,2018-01-31,1,,,\n\(row)\nH,wellbeing,2018-01-31,2,,,\n")
        #expect(batch.findings.map(told) == expected)
        #expect(batch.measurements.map(\.line) == [2, 4])
    }

    static let repeated: [(rows: String, told: [String])] = [
        (
            "A,wellbeing,2018-01-31,18.5,,,\nA,wellbeing,2018-01-31,18.50,,,other",
            [
                "warning row.duplicate file.csv:3:1: the row says the same as line 2, and is left out [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,18.5,,,\nA,wellbeing,2018-01-31,18.6,,,",
            [
                "rejected row.duplicate file.csv:3:1: the row contradicts line 2 in value, and is left out (keep the row that is right; a correction of an earlier import is a file of its own) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,18.5,,,\nA,wellbeing,2018-01-31,18.5,,verified,",
            [
                "rejected row.duplicate file.csv:3:1: the row contradicts line 2 in state, and is left out (keep the row that is right; a correction of an earlier import is a file of its own) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,0,,,\nA,wellbeing,2018-01-31,,not_yet,verified,",
            [
                "rejected row.duplicate file.csv:3:1: the row contradicts line 2 in value, state, and is left out (keep the row that is right; a correction of an earlier import is a file of its own) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,1,,,\nA,balance,2018-01-31,1,,,\nA,wellbeing,2018-02-28,1,,,\nB,wellbeing,2018-01-31,1,,,",
            []
        ),
        (
            "A,wellbeing,2018-01-31,x,,,\nA,wellbeing,2018-01-31,1,,,",
            [
                "rejected row.value file.csv:2:4: the value is text of 1 character, and a number as 18.5 was expected [A]"
            ]
        ),
    ]

    @Test(arguments: repeated)
    func `of two rows about the same subject, indicator and day the first stays`(
        rows: String, told expected: [String]
    ) throws {
        let batch = try readMeasurements(rows)
        #expect(batch.findings.map(told) == expected)
        #expect(batch.rows + batch.findings.count == rows.split(separator: "\n").count)
    }

    @Test func `a good row gives a measurement with all that it says`() throws {
        let batch = try readMeasurements(
            """
            P-001,wellbeing,2018-01-31,18.5,,verified,survey 3
            P-002,wellbeing,2018-02-28,,moved,,
            P-002,balance,2018-02-28,,withdrawn,disputed,
            group:treated,occupancy,2018-01-31,0.75,,,
            contract,jobs,2018-01-31,-3,,rejected,
            """)
        #expect(batch.findings == [])
        #expect(batch.kind == .measurements)
        #expect(batch.participants == [])
        #expect(
            batch.measurements == [
                Measurement(
                    subject: .participant("P-001"), indicator: "wellbeing", day: Day(iso: "2018-01-31")!,
                    value: .number(185), state: .verified, source: "survey 3", line: 2),
                Measurement(
                    subject: .participant("P-002"), indicator: "wellbeing", day: Day(iso: "2018-02-28")!,
                    value: .missing(.other("moved")), state: .reported, source: "", line: 3),
                Measurement(
                    subject: .participant("P-002"), indicator: "balance", day: Day(iso: "2018-02-28")!,
                    value: .missing(.withdrawn), state: .disputed, source: "", line: 4),
                Measurement(
                    subject: .group("treated"), indicator: "occupancy", day: Day(iso: "2018-01-31")!,
                    value: .number(75), state: .reported, source: "", line: 5),
                Measurement(
                    subject: .contract, indicator: "jobs", day: Day(iso: "2018-01-31")!,
                    value: .number(-3), state: .rejected, source: "", line: 6),
            ])
    }

    @Test(
        arguments: [
            "P-001", "7", "12121-1212", "1212121-1212", "121212-121a", "191212121212x", "Contract", "Åsa",
            "site:4/P.7", String(repeating: "x", count: 64),
        ])
    func `letters, digits and a few signs make a pseudonym`(_ text: String)
        throws
    {
        let batch = try readMeasurements("\(text),wellbeing,2018-01-31,1,,,\n")
        #expect(batch.findings == [])
        #expect(batch.measurements.map(\.subject) == [.participant(text)])
    }

    @Test(
        arguments: [
            "anna@", "#4", "two words", "A\u{30A}sa", "1990-01-01-1234", "19900101.1234", "１９９００１０１",
            "19900101–1234",
        ])
    func `what may be a name or a number, or is not the same in every notation, is no pseudonym`(
        _ text: String
    ) throws {
        let batch = try readMeasurements("\(text),wellbeing,2018-01-31,1,,,\n")
        #expect(batch.measurements.isEmpty)
        #expect(batch.findings.map(\.rule) == ["row.subject"])
        #expect(batch.findings.allSatisfy { !$0.message.contains(text) })
    }

    @Test func `without the columns that may be left out a row is reported and says no source`() throws {
        let batch = try read(
            "value,day,indicator,subject\n1,2018-01-31,wellbeing,A\n,2018-01-31,wellbeing,B\n")
        #expect(batch.measurements.map(\.state) == [.reported])
        #expect(batch.measurements.map(\.source) == [""])
        #expect(batch.findings.map(\.rule) == ["row.missing"])
        #expect(batch.findings.map(\.place?.column) == [1])
    }

    @Test func `findings are in the order of the lines`() throws {
        let rows = (0..<500).map { "P\($0 % 100),wellbeing,2018-01-31,\($0 % 7 == 0 ? "x" : "1"),,," }
        let lines = try readMeasurements(rows.joined(separator: "\n")).findings.compactMap(\.place?.line)
        #expect(lines.count == 400)
        #expect(lines == lines.sorted())
    }
}
