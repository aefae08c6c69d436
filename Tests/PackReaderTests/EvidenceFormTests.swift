import OutcomesModel
import PackReader
import Testing

@Suite struct EvidenceFormTests {
    private let disk: Disk

    init() throws {
        disk = try Disk()
        try disk.write("pack", GoodPack.files)
    }

    private func write(_ tables: String) throws {
        try disk.write("pack", ["contract.toml": GoodPack.contract + "\n\n" + tables])
    }

    @Test func `a form is read with all that it says`() throws {
        try write(
            """
            [[evidence]]
            id = "register"
            file = "cost*.csv"
            kind = "measurements"
            columns = { subject = "person", day = "date" }
            indicators = { COST = "cost" }
            separator = ";"
            decimal = ","
            encoding = "windows-1252"
            dates = "DD/MM/YYYY"
            state = "verified"
            source = "municipal register"
            ignore = ["comment"]

            [[evidence]]
            id = "months"
            kind = "measurements"
            wide_months = { indicator = "cost", columns = "YYYY-MM", day = "last" }
            separator = "tab"

            [[evidence]]
            id = "people"
            kind = "participants"
            columns = { subject = "person" }
            attributes = { site = "plats" }
            group = "children"
            entry = 2016-08-01
            """)
        let forms = try #require(try disk.read("pack").contract).evidenceForms
        var constants = EvidenceForm.Constants()
        constants.state = .verified
        constants.source = "municipal register"
        var everybody = EvidenceForm.Constants()
        everybody.group = "children"
        everybody.entry = Day(iso: "2016-08-01")
        #expect(
            forms == [
                EvidenceForm(
                    id: "register", file: "cost*.csv", kind: .measurements,
                    columns: [.subject: "person", .day: "date"], indicators: ["COST": "cost"],
                    constants: constants, ignored: ["comment"],
                    dialect: EvidenceForm.Dialect(
                        separator: .semicolon, decimal: .comma, encoding: .windows1252,
                        dates: try #require(DayPattern("DD/MM/YYYY")))),
                EvidenceForm(
                    id: "months", kind: .measurements,
                    wideMonths: EvidenceForm.WideMonths(
                        indicator: "cost", columns: try #require(DayPattern("YYYY-MM")), day: .last),
                    dialect: EvidenceForm.Dialect(separator: .tab)),
                EvidenceForm(
                    id: "people", kind: .participants, columns: [.subject: "person"],
                    attributes: ["site": "plats"], constants: everybody),
            ])
    }

    /// A table of evidence, in which `id` stands on line 121, and what is said of it.
    static let mistakes: [(table: String, said: [String])] = [
        (
            "kind = \"measurement\"",
            [
                "122:8: `kind` of [[evidence]] cannot be \"measurement\"\n  expected measurements or participants\n  came measurement\n  hint: did you mean measurements?"
            ]
        ),
        (
            "kind = \"measurements\"\ncolums = {}",
            [
                "123:1: `colums` is not known in [[evidence]]\n  expected id, file, kind, columns, separator, decimal, encoding, dates, ignore, indicators, wide, wide_months, indicator or another of 16\n  came colums\n  hint: did you mean columns?"
            ]
        ),
        (
            "kind = \"measurements\"\ncolumns = { person = \"id\" }",
            [
                "123:13: `person` is not known in `columns`\n  expected subject, indicator, day, value, missing, state or source\n  came person"
            ]
        ),
        (
            "kind = \"measurements\"\nindicators = { COST = \"cots\" }",
            [
                "123:23: `COST` of `indicators` names the indicator cots, which is not declared\n  expected cost or job\n  came cots\n  hint: did you mean cost?"
            ]
        ),
        (
            "kind = \"participants\"\nattributes = { sites = \"plats\" }",
            [
                "123:16: `sites` of `attributes` names the attribute sites, which is not declared\n  expected site\n  came sites\n  hint: did you mean site?"
            ]
        ),
        (
            "kind = \"participants\"\ngroup = \"child\"",
            [
                "123:9: `group` of [[evidence]] names the group child, which is not declared\n  expected children or reference\n  came child\n  hint: declare it under [[group]]"
            ]
        ),
        (
            "kind = \"measurements\"\ndates = \"DD/MM/YY\"",
            [
                "123:9: `dates` of [[evidence]] cannot be \"DD/MM/YY\"\n  expected YYYY, MM and DD, each once, such as DD/MM/YYYY\n  came DD/MM/YY"
            ]
        ),
        (
            "kind = \"measurements\"\nwide_months = { indicator = \"cost\", columns = \"YYYY-MM-DD\", day = \"last\" }",
            [
                "123:47: `columns` of `wide_months` cannot be \"YYYY-MM-DD\"\n  expected YYYY and MM, each once, such as YYYY-MM\n  came YYYY-MM-DD"
            ]
        ),
        (
            "kind = \"measurements\"\nencoding = \"utf8\"",
            [
                "123:12: `encoding` of [[evidence]] cannot be \"utf8\"\n  expected utf-8, windows-1252 or latin-1\n  came utf8\n  hint: did you mean utf-8?"
            ]
        ),
        (
            "kind = \"measurements\"\nwide = { A = \"cost\" }\nindicator = \"cost\"",
            [
                "120:1: [[evidence]] says `indicator`, and its wide columns say it\n  expected no `indicator` where the values have a column each"
            ]
        ),
        (
            "kind = \"measurements\"\nwide = { A = \"cost\" }\nwide_months = { indicator = \"cost\", columns = \"YYYY-MM\", day = \"last\" }",
            [
                "120:1: [[evidence]] has both `wide` and `wide_months`\n  expected a column per indicator or a column per month"
            ]
        ),
        (
            "kind = \"measurements\"\ncolumns = { state = \"s\" }\nstate = \"verified\"",
            [
                "120:1: [[evidence]] has both a column and a constant for `state`\n  expected a column in `columns`, or `state` for all rows"
            ]
        ),
        (
            "kind = \"measurements\"\ncolumns = { subject = \"a\", value = \"a\" }",
            [
                "120:1: [[evidence]] names the column a twice\n  expected each column once\n  came a"
            ]
        ),
        (
            "kind = \"participants\"\nentry = 2018-01-02\nexit = 2018-01-01",
            [
                "124:8: `entry` of [[evidence]] is beyond `exit`\n  expected `entry` at most `exit`\n  came entry 2018-01-02, exit 2018-01-01"
            ]
        ),
    ]

    @Test(arguments: mistakes)
    func `a mistake in a form is told with its place and what would be right`(table: String, said: [String])
        throws
    {
        try write("[[evidence]]\nid = \"register\"\n" + table)
        #expect(disk.faults("pack").map { $0.replacing("pack/contract.toml:", with: "") } == said)
    }

    @Test func `two forms have two ids`() throws {
        try write(
            "[[evidence]]\nid = \"a\"\nkind = \"participants\"\n[[evidence]]\nid = \"a\"\nkind = \"participants\"\n"
        )
        #expect(
            disk.faults("pack") == [
                "pack/contract.toml:124:6: the form of evidence a is declared twice\n  expected an id of its own\n  hint: the first is on line 121"
            ])
    }
}
