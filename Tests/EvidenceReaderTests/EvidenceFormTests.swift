import EvidenceReader
import OutcomesModel
import Testing

@Suite struct EvidenceFormTests {
    /// A contract whose only difference is that it has these forms.
    static func contract(_ forms: EvidenceForm...) -> Contract {
        let plain = EvidenceReaderTests.contract
        return Contract(
            id: plain.id, title: plain.title, currency: plain.currency, rounding: plain.rounding,
            starts: plain.starts, ends: plain.ends, source: nil, payableStates: plain.payableStates,
            parties: [], indicators: plain.indicators, attributes: plain.attributes, groups: plain.groups,
            windows: [], outcomes: [], terms: [], evaluations: [], payments: [], settlements: [], caps: [],
            evidenceForms: forms)
    }

    static func read(
        _ text: String, _ forms: EvidenceForm..., named name: String = "file.csv",
        as id: EvidenceFormID? = nil
    ) throws -> EvidenceBatch {
        try read(Array(text.utf8), contract(forms), name, id)
    }

    static func read(
        _ bytes: [UInt8], _ contract: Contract, _ name: String = "file.csv", _ id: EvidenceFormID? = nil
    ) throws -> EvidenceBatch {
        try EvidenceReader(contract: contract).read(bytes: bytes, name: name, as: id)
    }

    private static func contract(_ forms: [EvidenceForm]) -> Contract {
        forms.isEmpty ? EvidenceReaderTests.contract : contract(forms[0], forms.dropFirst())
    }

    private static func contract(_ first: EvidenceForm, _ rest: ArraySlice<EvidenceForm>) -> Contract {
        rest.isEmpty ? contract(first) : contract(first, rest[rest.startIndex])
    }

    static let register = EvidenceForm(
        id: "register", file: "well*.csv", kind: .measurements,
        columns: [.subject: "participant_id", .day: "date", .value: "score"],
        indicators: ["WEMWBS": "wellbeing"], ignored: ["comment"])

    @Test func `a form says what the file calls its columns and indicators`() throws {
        let batch = try Self.read(
            "comment,participant_id,indicator,date,score\nnot read,A,WEMWBS,2018-01-31,18.5\n,B,wellbeing,2018-02-28,2\n,B,WEMBS,2018-02-28,2\n",
            Self.register, named: "wellbeing-2018.csv")
        #expect(batch.measurements.map(\.subject) == [.participant("A"), .participant("B")])
        #expect(batch.measurements.map(\.value) == [.number(185), .number(20)])
        #expect(batch.measurements.map(\.indicator) == ["wellbeing", "wellbeing"])
        #expect(
            batch.findings.map(told) == [
                "rejected row.indicator wellbeing-2018.csv:4:3: the indicator, 'WEMBS', is not declared in the contract (did you mean 'WEMWBS'?) [B]"
            ])
    }

    static let patterns: [(pattern: String?, name: String, isFor: Bool)] = [
        ("well*.csv", "wellbeing.csv", true), ("well*.csv", "well.csv", true),
        ("well*.csv", "well.csv.gz", false),
        ("*", "", true), ("*a*b*", "xaxbx", true), ("*a*b", "ab", true), ("*a*b", "ba", false),
        ("a", "ab", false), ("ab", "a", false), ("**.csv", ".csv", true), (nil, "a", false), ("", "a", false),
        ("*ab", "aab", true),
    ]

    @Test(arguments: patterns)
    func `a star in the name of a file is any text`(pattern: String?, name: String, isFor: Bool) {
        let form = EvidenceForm(id: "a", file: pattern, kind: .measurements)
        #expect(form.matches(fileName: name) == isFor)
    }

    @Test func `a form is chosen by its id, then by the file's name, and is asked for where two are`() throws
    {
        let first = EvidenceForm(
            id: "first", file: "*.csv", kind: .measurements, columns: [.subject: "who"])
        let second = EvidenceForm(
            id: "second", file: "f*", kind: .measurements, columns: [.subject: "person"])
        let row = ",indicator,day,value\nA,wellbeing,2018-01-31,1\n"
        #expect(try Self.read("who" + row, first, second, named: "a.csv").rows == 1)
        #expect(try Self.read("person" + row, first, second, named: "file").rows == 1)
        #expect(try Self.read("person" + row, first, second, as: "second").rows == 1)
        #expect(try Self.read("subject" + row, first, second, named: "a.txt").rows == 1)
        let both = #expect(throws: EvidenceError.self) { try Self.read("who" + row, first, second) }
        #expect(
            both.map(told) == [
                "use: more than one [[evidence]] is for the file file.csv; expected one of first, second; (say which, as in --as first)"
            ])
        let none = #expect(throws: EvidenceError.self) {
            try Self.read("who" + row, first, second, as: "secnd")
        }
        #expect(
            none.map(told) == [
                "use: the contract has no [[evidence]] secnd; expected first, second; (did you mean 'second'?)"
            ])
    }

    static let wrongHeaders: [(header: String, told: [String])] = [
        (
            "participant_id,indicator,date,scor",
            [
                "evidence file.csv:1:4: column 4 is not known in a file of register; expected participant_id, indicator, date, score, missing, state, source; came 'scor'; (did you mean 'score'?)"
            ]
        ),
        (
            "participant_id,indicator,date,score,shoe_size",
            [
                "evidence file.csv:1:5: column 5 is not known in a file of register; expected participant_id, indicator, date, score, missing, state, source; came 'shoe_size'; (say in the [[evidence]] register what it holds, or name it in `ignore`)"
            ]
        ),
    ]

    @Test(arguments: wrongHeaders)
    func `a header that is not that of the form says what is lacking`(header: String, told expected: [String])
    {
        let error = #expect(throws: EvidenceError.self) {
            try Self.read(header + "\nA,wellbeing,2018-01-31,1\n", Self.register, as: "register")
        }
        #expect(error.map(told) == expected)
    }

    @Test func `a header that is neither points to the forms that there are`() {
        let error = #expect(throws: EvidenceError.self) {
            try Self.read("subject,day,value\nA,2018-01-31,1\n", Self.register)
        }
        #expect(
            error.map(told)?.first?.hasSuffix(
                "(if it is one of the contract's [[evidence]], say which: register)") == true)
    }

    static let separators: [(text: String, name: String)] = [
        ("subject;indicator;day;value\nA;wellbeing;2018-01-31;1\n", "semicolons"),
        ("subject\tindicator\tday\tvalue\r\nA\twellbeing\t2018-01-31\t1\r\n", "tabs"),
        ("\"subject\";\"indicator\";\"day\";\"value\"\nA;wellbeing;\"2018-01-31\";1\n", "quoted names"),
        ("# a;b,c\n\nsubject;indicator;day;value\nA;wellbeing;2018-01-31;1\n", "remarks"),
    ]

    @Test(arguments: separators)
    func `the separator is the one with which the header's names are known`(text: String, name: String) throws
    {
        let batch = try EvidenceReaderTests.read(text)
        #expect(batch.findings == [])
        #expect(batch.measurements.map(\.value) == [.number(10)])
    }

    /// The value of a row in a file with semicolons, the decimal mark that is declared, and what comes of it.
    static let marks: [(cell: String, mark: DecimalMark, units: Int64?, said: String?)] = [
        ("18.5", .point, 185, nil), ("18,5", .comma, 185, nil), ("18", .comma, 180, nil),
        ("-1,5", .comma, nil, "row.range"),
        ("18,50", .comma, 185, nil), ("18,55", .comma, nil, "row.decimals"),
        (
            "1,5", .point, nil,
            "rejected row.value file.csv:2:4: the value is '1,5', and a number as 18.5 was expected (if the comma is the decimal mark, declare decimal = \",\" in an [[evidence]] of the contract) [A]"
        ),
        (
            "1.234", .comma, nil,
            "rejected row.value file.csv:2:4: the value is '1.234', and a number as 18,5 was expected (the file's [[evidence]] says decimal = \",\": write a decimal comma or no mark at all) [A]"
        ),
        (
            "1.234,5", .comma, nil,
            "rejected row.value file.csv:2:4: the value is '1.234,5', and a number as 18,5 was expected (write no group marks or spaces, as in 1234,5) [A]"
        ),
        (
            "1 234,5", .comma, nil,
            "rejected row.value file.csv:2:4: the value is '1 234,5', and a number as 18,5 was expected (write no group marks or spaces, as in 1234,5) [A]"
        ),
        ("1,", .comma, nil, "row.value"), (",5", .comma, nil, "row.value"),
        ("1,2,3", .comma, nil, "row.value"),
    ]

    @Test(arguments: marks)
    func `a decimal comma is read where it is declared, and asked for where it is not`(
        cell: String, mark: DecimalMark, units: Int64?, said: String?
    ) throws {
        let form = EvidenceForm(
            id: "excel", file: "*.csv", kind: .measurements, dialect: EvidenceForm.Dialect(decimal: mark))
        let batch = try Self.read("subject;indicator;day;value\nA;wellbeing;2018-01-31;\(cell)\n", form)
        #expect(batch.measurements.map(\.value) == (units.map { [.number($0)] } ?? []))
        let found = batch.findings.first
        #expect(said == nil ? found == nil : said == found?.rule || said == found.map(told))
    }

    static let encodings: [(encoding: TextEncoding, byte: UInt8, letter: String)] = [
        (.windows1252, 0xE5, "å"), (.latin1, 0xE5, "å"), (.windows1252, 0x80, "€"), (.latin1, 0x80, "\u{80}"),
        (.windows1252, 0x93, "\u{201C}"), (.windows1252, 0xFF, "ÿ"), (.windows1252, 0x81, "\u{81}"),
    ]

    @Test(arguments: encodings, [9, 1 << 20])
    func `letters are read in the encoding that is declared`(
        row: (encoding: TextEncoding, byte: UInt8, letter: String), blockBytes: Int
    ) throws {
        let form = EvidenceForm(
            id: "old", file: "*", kind: .measurements, columns: [.source: "källa"],
            dialect: EvidenceForm.Dialect(encoding: row.encoding))
        let bytes =
            Array("subject,indicator,day,value,k".utf8) + [0xE4]
            + Array("lla\nA,wellbeing,2018-01-31,1,x".utf8)
            + [row.byte, 0x0A]
        var limits = ReadingLimits()
        limits.blockBytes = blockBytes
        let batch = try EvidenceReader(contract: Self.contract(form), limits: limits).read(
            bytes: bytes, name: "file.csv")
        #expect(batch.findings == [])
        #expect(batch.measurements.map(\.source) == ["x" + row.letter])
    }

    static let dates: [(pattern: String, cell: String, day: String?)] = [
        ("DD/MM/YYYY", "31/01/2018", "2018-01-31"), ("MM/DD/YYYY", "01/31/2018", "2018-01-31"),
        ("YYYYMMDD", "20180131", "2018-01-31"), ("DD.MM.YYYY", "31.01.2018", "2018-01-31"),
        ("YYYY-MM-DD", "2018-01-31", "2018-01-31"), ("DD/MM/YYYY", "01/31/2018", nil),
        ("DD/MM/YYYY", "2018-01-31", nil), ("YYYYMMDD", "2018013", nil), ("YYYYMMDD", "2018013١", nil),
    ]

    @Test(arguments: dates)
    func `days are read as the form says`(pattern: String, cell: String, day: String?) throws {
        let form = EvidenceForm(
            id: "a", file: "*", kind: .measurements,
            dialect: EvidenceForm.Dialect(dates: try #require(DayPattern(pattern))))
        let batch = try Self.read("subject,indicator,day,value\nA,wellbeing,\(cell),1\n", form)
        #expect(batch.measurements.map(\.day.description) == [day].compactMap(\.self))
        #expect(batch.findings.map(\.rule) == (day == nil ? ["row.day"] : []))
    }

    @Test func `a day in another form than declared is told with both`() throws {
        let form = EvidenceForm(
            id: "a", file: "*", kind: .measurements,
            dialect: EvidenceForm.Dialect(dates: try #require(DayPattern("DD/MM/YYYY"))))
        let batch = try Self.read(
            "subject,indicator,day,value\nA,wellbeing,2018-01-31,1\nB,wellbeing,1/2/2018,1\n", form)
        #expect(
            batch.findings.map(told) == [
                "rejected row.day file.csv:2:3: day is '2018-01-31', and a day as 31/01/2018 was expected (the file's [[evidence]] says dates = \"DD/MM/YYYY\") [A]",
                "rejected row.day file.csv:3:3: day is '1/2/2018', and a day as 31/01/2018 was expected (write it as DD/MM/YYYY, as 31/01/2018) [B]",
            ])
    }

    @Test(arguments: ["", "YYYY", "YYYY-MM-DD-DD", "YY-MM-DD", "YYYYMMDDx", "YYYY-MM-MM", "åYYYY-MM"])
    func `a pattern has year and month once, and marks`(_ text: String) {
        #expect(DayPattern(text) == nil)
    }

    @Test func `a column per indicator gives a value each, and an empty cell none`() throws {
        let form = EvidenceForm(
            id: "wide", file: "*", kind: .measurements, columns: [.subject: "id"],
            wide: ["WEMWBS": "wellbeing", "Saldo": "balance"])
        let batch = try Self.read(
            "id,day,WEMWBS,Saldo,state\nA,2018-01-31,18.5,2.25,verified\nB,2018-01-31,,7,\nC,2018-01-31,x,8,\nA,2018-01-31,18.5,9,verified\n",
            form)
        #expect(batch.measurements.map(\.subject.description) == ["A", "A", "B", "C"])
        #expect(batch.measurements.map(\.indicator) == ["wellbeing", "balance", "balance", "balance"])
        #expect(batch.measurements.map(\.value) == [.number(185), .number(225), .number(700), .number(800)])
        #expect(batch.measurements.map(\.state) == [.verified, .verified, .reported, .reported])
        #expect(batch.measurements.map(\.line) == [2, 2, 3, 4])
        #expect(
            batch.findings.map { "\($0.rule) \($0.place!)" } == [
                "row.value file.csv:4:3", "row.duplicate file.csv:5:1", "row.duplicate file.csv:5:1",
            ])
    }

    static let months: [(day: DayPattern.MonthDay, days: [String])] = [
        (.last, ["2018-01-31", "2018-02-28", "2020-02-29"]),
        (.first, ["2018-01-01", "2018-02-01", "2020-02-01"]),
    ]

    @Test(arguments: months)
    func `a column per month gives the value of that month`(day: DayPattern.MonthDay, days: [String]) throws {
        var constants = EvidenceForm.Constants()
        constants.state = .verified
        constants.source = "municipal register"
        let form = EvidenceForm(
            id: "months", file: "*", kind: .measurements,
            wideMonths: EvidenceForm.WideMonths(
                indicator: "placement_cost", columns: try #require(DayPattern("YYYY-MM")), day: day),
            constants: constants)
        let batch = try Self.read("subject,2018-01,2018-02,2020-02\nA,1,2,3\nB,,5,\n", form)
        #expect(batch.findings == [])
        #expect(batch.measurements.map(\.day.description) == days + [days[1]])
        #expect(batch.measurements.map(\.value) == [1, 2, 3, 5].map { .number($0) })
        #expect(Set(batch.measurements.map(\.state)) == [.verified])
        #expect(batch.measurements.sources == ["municipal register"])
        let error = #expect(throws: EvidenceError.self) { try Self.read("subject,2018-13\nA,1\n", form) }
        #expect(
            error.map(told)?.last
                == "evidence file.csv:1: the column 'YYYY-MM' is missing; expected subject; (it is named in the [[evidence]] months of the contract)"
        )
    }

    @Test func `what holds for all rows need not stand in the file`() throws {
        var constants = EvidenceForm.Constants()
        constants.indicator = "wellbeing"
        constants.day = Day(iso: "2018-01-31")
        let form = EvidenceForm(id: "a", file: "*", kind: .measurements, constants: constants)
        let batch = try Self.read("subject,value\nA,1\ncontract,2\n", form)
        #expect(batch.measurements.map(\.indicator) == ["wellbeing"])
        #expect(batch.measurements.map(\.day.description) == ["2018-01-31"])
        #expect(batch.findings.map(\.rule) == ["row.subject"])
    }

    @Test func `people are read with names, constants and attributes as declared`() throws {
        var constants = EvidenceForm.Constants()
        constants.group = "treated"
        constants.entry = Day(iso: "2018-01-01")
        let form = EvidenceForm(
            id: "people", file: "*", kind: .participants, columns: [.subject: "id", .exit: "left"],
            attributes: ["site": "plats"], constants: constants)
        let batch = try Self.read("id;plats;left;age_band\nA;north;2018-02-01;7-12\nB;;;\nC;7-12;;\n", form)
        #expect(batch.participants.map(\.pseudonym) == ["A", "B"])
        #expect(batch.participants.map(\.group) == ["treated", "treated"])
        #expect(batch.participants.map(\.entry.description) == ["2018-01-01", "2018-01-01"])
        #expect(batch.participants[0].exit == Day(iso: "2018-02-01"))
        #expect(batch.participants[0].attributes == ["site": "north", "age_band": "7-12"])
        #expect(batch.findings.map(\.rule) == ["row.attribute"])
    }
}
