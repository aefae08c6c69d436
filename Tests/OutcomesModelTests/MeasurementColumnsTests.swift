import OutcomesModel
import Testing

@Suite struct MeasurementColumnsTests {
    typealias Row = (subject: SubjectID, day: Day, value: MeasuredValue, state: VerificationState)

    @Test func `rows lie in columns, and each subject has its range`() throws {
        let columns = MeasurementColumns(
            indicator: "wellbeing",
            rows: [
                row("A", 1, 10), row("A", 2, 20), row("B", 1, 30), row("contract", 1, 40),
                row("group:x", 5, 50),
            ])
        #expect(columns.indicator == "wellbeing")
        #expect(columns.subjects == [.participant("A"), .participant("B"), .contract, .group("x")])
        #expect(columns.subjects.indices.map(columns.rows(ofSubjectAt:)) == [0..<2, 2..<3, 3..<4, 4..<5])
        #expect(columns.days == [1, 2, 1, 1, 5])
        #expect(columns.days.indices.map(columns.value) == [10, 20, 30, 40, 50].map(MeasuredValue.number))
        #expect(columns.days.indices.map(columns.state) == Array(repeating: .verified, count: 5))
        for (place, subject) in columns.subjects.enumerated() {
            #expect(columns.rows(of: subject) == columns.rows(ofSubjectAt: place))
        }
    }

    @Test func `a subject that is not there has no rows`() {
        let columns = MeasurementColumns(indicator: "wellbeing", rows: [row("B", 1, 1), row("D", 1, 2)])
        for subject in ["A", "C", "E", "", "contract", "group:x"] {
            #expect(columns.rows(of: SubjectID(text: subject)).isEmpty)
        }
        #expect(MeasurementColumns(indicator: "x", rows: []).rows(of: .contract).isEmpty)
    }

    @Test func `subjects are ordered byte by byte, also where letters are composed in two ways`() {
        // As the store sorts them: e with a combining accent, f, and the one letter é.
        let subjects = ["e\u{301}1", "f", "\u{E9}2"].map { SubjectID.participant($0) }
        let columns = MeasurementColumns(
            indicator: "wellbeing", rows: subjects.map { ($0, Day(number: 1), .number(1), .verified) })
        #expect(columns.subjects == subjects)
        #expect(subjects.map { columns.rows(of: $0) } == [0..<1, 1..<2, 2..<3])
    }

    @Test func `rows that are not sorted are a bug of who gives them`() async {
        await #expect(processExitsWith: .failure) {
            let rows = ["B", "A"].map { name -> Row in
                (.participant(name), Day(number: 1), .number(1), .verified)
            }
            _ = MeasurementColumns(indicator: "wellbeing", rows: rows)
        }
        await #expect(processExitsWith: .failure) {
            let rows = ["A", "B", "A"].map { name -> Row in
                (.participant(name), Day(number: 1), .number(1), .verified)
            }
            _ = MeasurementColumns(indicator: "wellbeing", rows: rows)
        }
    }

    @Test func `every subject of many is found`() {
        let names = (0..<257).map { "P\(1_000 + $0 * 2)" }
        let columns = MeasurementColumns(indicator: "x", rows: names.map { row($0, 1, 1) })
        for (index, name) in names.enumerated() {
            #expect(columns.rows(of: .participant(name)) == index..<index + 1)
            #expect(columns.rows(of: .participant("P\(1_001 + index * 2)")).isEmpty)
        }
    }

    private func row(_ subject: String, _ day: Int32, _ units: Int64) -> Row {
        (SubjectID(text: subject), Day(number: day), .number(units), .verified)
    }
}
