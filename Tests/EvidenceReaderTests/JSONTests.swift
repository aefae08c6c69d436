import EvidenceReader
import OutcomesModel
import Testing

@Suite struct JSONTests {
    static let good = #"{"subject":"G","indicator":"wellbeing","day":"2018-01-31","value":1}"#

    private func read(_ text: String, named name: String = "file.ndjson", _ form: EvidenceForm? = nil) throws
        -> EvidenceBatch
    {
        let contract = form.map { EvidenceFormTests.contract($0) } ?? EvidenceReaderTests.contract
        return try EvidenceReader(contract: contract).read(bytes: Array(text.utf8), name: name)
    }

    static let lines: [(line: String, value: MeasuredValue, source: String)] = [
        (#"{"subject":"A","indicator":"wellbeing","day":"2018-01-31","value":18.5}"#, .number(185), ""),
        (#"{"value":"18.5","day":"2018-01-31","indicator":"wellbeing","subject":"A"}"#, .number(185), ""),
        (#" { "subject" : "A" , "indicator":"wellbeing","day":"2018-01-31","value":0 } "#, .number(0), ""),
        (
            #"{"subject":"A","indicator":"fine","day":"2018-01-31","value":9.223372036854775807}"#,
            .number(.max), ""
        ),
        (
            #"{"subject":"A","indicator":"wellbeing","day":"2018-01-31","value":null,"missing":"not_yet"}"#,
            .missing(.notYet), ""
        ),
        (
            #"{"\u0073ubject":"A","indicator":"wellbeing","day":"2018-01-31","value":1,"source":"a\"\\\/\n\u00e5\ud83d\ude00"}"#,
            .number(10), "a\"\\/\nå😀"
        ),
    ]

    @Test(arguments: lines)
    func `an object a line is a row, whatever the order of its keys`(
        line: String, value: MeasuredValue, source: String
    ) throws {
        let batch = try read("\(Self.good)\r\n\n\(line)")
        #expect(batch.findings == [])
        #expect(batch.measurements.map(\.value) == [.number(10), value])
        #expect(batch.measurements.map(\.source) == ["", source])
        #expect(batch.measurements.map(\.line) == [1, 3])
    }

    static let bad: [(line: String, said: String)] = [
        (
            #"{"subject":"A","indicator":"wellbeing","day":"2018-01-31","value":1e400}"#,
            "rejected row.value file.ndjson:2: the value is '1e400', and a number as 18.5 was expected (write all digits, without an exponent) [A]"
        ),
        (
            #"{"subject":"A","indicator":"wellbeing","day":"2018-01-31","value":true}"#,
            "rejected row.value file.ndjson:2: the value is text of 4 characters, and a number as 18.5 was expected [A]"
        ),
        (
            #"{"subject":"A","indicator":"wellbeing","day":"2018-01-31","value":18.55}"#,
            "rejected row.decimals file.ndjson:2: the value, '18.55', has more decimals than the 1 of wellbeing (a value is never rounded: report it with as many as are declared, or declare more) [A]"
        ),
        (
            #"{"subject":"A","indicator":"wellbeing","day":"2018-01-31"}"#,
            "rejected row.missing file.ndjson:2: the row has neither a value nor a reason in missing (say why there is none in a column missing, as in not_measured; zero is never a default) [A]"
        ),
        (
            #"{"indicator":"wellbeing","day":"2018-01-31","value":1}"#,
            "rejected row.subject file.ndjson:2: the subject is empty (say whom the row is about, and a person by a pseudonym)"
        ),
        (
            #"{"subject":"A","indicator":"wellbeing","day":"2018-01-31","value":{"n":1}}"#,
            "rejected row.json file.ndjson:2: the key 'value' holds a list or an object (write one value a key, and one object a line)"
        ),
        (
            #"{"subject":"A","subject":"B","indicator":"wellbeing","day":"2018-01-31","value":1}"#,
            "rejected row.json file.ndjson:2: the key 'subject' stands twice in the line"
        ),
        (
            #"{"subject":"A","indicator":"wellbeing","day":"2018-01-31","valu":1}"#,
            "rejected row.json file.ndjson:2: the key, 'valu', is not known (did you mean 'value'?)"
        ),
        (
            #"{"subject":"A","Anna Andersson":1}"#,
            "rejected row.json file.ndjson:2: the key, text of 14 characters, is not known"
        ),
        (
            #"[1]"#,
            "rejected row.json file.ndjson:2: the line is no JSON object (write one object a line, as {\"subject\": \"P-001\", …})"
        ),
        (#"{"subject":"A""#, "rejected row.json file.ndjson:2: the line is not JSON from byte 15 on"),
        (#"{"subject":"A"}}"#, "rejected row.json file.ndjson:2: the line is not JSON from byte 16 on"),
        (#"{"subject":'A'}"#, "rejected row.json file.ndjson:2: the line is not JSON from byte 12 on"),
        (#"{"subject":01}"#, "rejected row.json file.ndjson:2: the line is not JSON from byte 14 on"),
        (#"{"subject":NaN}"#, "rejected row.json file.ndjson:2: the line is not JSON from byte 15 on"),
        (#"{"subject":"\x"}"#, "rejected row.json file.ndjson:2: the line is not JSON from byte 15 on"),
        (#"{"subject":"\ud83d"}"#, "rejected row.json file.ndjson:2: the line is not JSON from byte 19 on"),
        (#"{"subject":"\u00"#, "rejected row.json file.ndjson:2: the line is not JSON from byte 15 on"),
        ("{\"subject\":\"a\tb\"}", "rejected row.json file.ndjson:2: the line is not JSON from byte 14 on"),
        ("{,}", "rejected row.json file.ndjson:2: the line is not JSON from byte 2 on"),
        ("{\"a", "rejected row.json file.ndjson:2: the line is not JSON from byte 4 on"),
    ]

    @Test(arguments: bad)
    func `a line that cannot be read is left out, and the others go in`(line: String, said: String) throws {
        let batch = try read("\(Self.good)\n\(line)\n\(Self.good.replacing("G", with: "H"))\n")
        #expect(batch.findings.map(told) == [said])
        #expect(batch.measurements.map(\.line) == [1, 3])
    }

    static let useless: [(text: String, said: String)] = [
        (
            "[\n{}]",
            "evidence file.ndjson:1: the line is no JSON object; expected NDJSON: a flat object a line; (a list of objects is written as a line each, without brackets and commas)"
        ),
        (
            "\n{\"subject\":[]}\n",
            "evidence file.ndjson:2: the line is no JSON object; expected NDJSON: a flat object a line; (a list of objects is written as a line each, without brackets and commas)"
        ),
        (
            #"{"subject":"A","indicator":"wellbeing","day":"2018-01-31","value":1,"vaule":1}"#,
            "evidence file.ndjson:1:5: column 5 is not known in a file of measurements; expected subject, indicator, day, value, missing, state, source; came 'vaule'; (did you mean 'value'?)"
        ),
    ]

    @Test(arguments: useless)
    func `a file whose first line is no row says so`(text: String, said: String) {
        let error = #expect(throws: EvidenceError.self) { try read(text) }
        #expect(error.map(told) == [said])
    }

    @Test func `people are read from objects, whatever the file is called`() throws {
        let batch = try read(
            #"{"subject":"A","group":"treated","entry":"2018-01-31","site":"north"}"# + "\n"
                + #"{"subject":"B","group":null,"entry":"2018-02-28","age_band":"7-12"}"# + "\n",
            named: "people")
        #expect(batch.findings == [])
        #expect(batch.participants.map(\.pseudonym) == ["A", "B"])
        #expect(batch.participants.map(\.attributes) == [["site": "north"], ["age_band": "7-12"]])
    }

    @Test func `a form says the keys, and what holds for all`() throws {
        var constants = EvidenceForm.Constants()
        constants.source = "register"
        let form = EvidenceForm(
            id: "a", file: "*.jsonl", kind: .measurements, columns: [.subject: "who"],
            indicators: ["W": "wellbeing"], constants: constants, ignored: ["note", "state"])
        let batch = try read(
            #"{"who":"A","indicator":"W","day":"2018-01-31","value":1,"note":"x","state":"?"}"# + "\n"
                + #"{"who":"B","indicator":"W","day":"2018-01-31","value":1,"state":"?"}"# + "\n",
            named: "a.jsonl", form)
        #expect(batch.findings == [])
        #expect(batch.measurements.map(\.source) == ["register", "register"])
        #expect(batch.measurements.map(\.state) == [.reported, .reported])
    }

    @Test(arguments: [1, 2, 8], [1, 64, 1 << 20])
    func `objects are the same for any number of threads and any size of block`(
        threads: Int, blockBytes: Int
    ) throws {
        let text = (0..<300).map { row in
            "{\"subject\":\"P\(row % 100)\",\"indicator\":\"wellbeing\",\"day\":\"2018-0\(1 + row % 4)-01\",\"value\":\(row % 110),\"source\":\"a\\n\(row % 3)\"}\r\n"
        }
        .joined()
        var limits = ReadingLimits()
        limits.threads = threads
        limits.blockBytes = blockBytes
        let bytes = Array(text.utf8)
        let wanted = try EvidenceReader(contract: contract).read(bytes: bytes, name: "file.ndjson")
        let batch = try EvidenceReader(contract: contract, limits: limits).read(
            bytes: bytes, name: "file.ndjson")
        #expect(wanted.measurements.count > 50 && wanted.findings.count > 50)
        #expect(batch.measurements == wanted.measurements)
        #expect(batch.findings == wanted.findings)
    }
}
