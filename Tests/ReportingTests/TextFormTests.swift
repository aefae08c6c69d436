import OutcomesModel
import Reporting
import Testing

@Suite struct TextFormTests {
    private func body(_ blocks: Block...) -> String {
        let text = Document(title: "T", blocks: blocks).rendered(as: .txt)
        return String(text.dropFirst(lines("T", rule(80), "").count))
    }

    @Test func `no line is wider than 80 columns or ends in a space`() {
        for line in sampleStatement.rendered(as: .txt).split(separator: "\n") {
            #expect(line.count <= 80, "\(line)")
            #expect(line.last != " ", "\(line)")
        }
    }

    @Test func `a line of exactly 80 columns stays one, and a longer one breaks at a space`() {
        let eighty = String(repeating: "abc ", count: 19) + "abcd"
        #expect(body(.text(eighty)) == eighty + "\n")
        #expect(body(.text(eighty + "e f")) == lines(String(eighty.dropLast(5)), "abcde f"))
    }

    @Test func `a word that is wider than the line is broken in it`() {
        let word = String(repeating: "x", count: 170)
        #expect(body(.text(word)).split(separator: "\n").map(\.count) == [80, 80, 10])
    }

    @Test func `å, ö, combining marks and wide letters align`() throws {
        let table = try Table(
            columns: [Column("Ort"), Column("Antal")],
            rows: [
                ["Älmhult", .count(7)], ["A\u{30A}lesund", .count(1_200)], ["東京", .count(31)],
                ["👩‍👧", .count(2)],
            ])
        #expect(
            body(.table(table))
                == lines(
                    "Ort      Antal", line(14), "Älmhult      7", "A\u{30A}lesund  1,200", "東京        31",
                    "👩‍👧           2"))
    }

    @Test func `words wrap and figures stay whole in a table that is too wide`() throws {
        let table = try Table(
            columns: [Column("Payment"), Column("Reason"), Column("Sum")],
            rows: [
                [
                    "Share of the savings in placement costs of all children",
                    "Clause 6.3, after the verified reports of two school years",
                    .money(kronor("10000000.00")),
                ]
            ])
        #expect(
            body(.table(table))
                == lines(
                    "Payment                          Reason                                      Sum",
                    line(80),
                    "Share of the savings in          Clause 6.3, after the verified   10,000,000 SEK",
                    "placement costs of all children  reports of two school years"))
    }

    @Test func `only a row that takes several lines has air around it`() throws {
        let long = Cell.text(String(repeating: "word ", count: 20))
        let table = try Table(
            columns: [Column("A"), Column("B")],
            rows: [["1", "x"], ["2", "x"], ["3", long], ["4", "x"], ["5", "x"]])
        let shown = body(.table(table)).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            shown.dropFirst(2).map { $0.first.map(String.init) ?? "" } == [
                "1", "2", "", "3", " ", "", "4", "5", "",
            ])
    }

    @Test func `a table whose figures alone are too wide becomes records`() throws {
        let sum = Cell.money(kronor("123456789.12"))
        let table = try Table(
            caption: "Sums", columns: (1...6).map { Column("Sum \($0)") },
            rows: [[sum, sum, sum, sum, sum, .empty]], totals: [sum, .empty, .empty, .empty, .empty, .empty])
        let records = (1...5).map { "Sum \($0)  123,456,789.12 SEK" }
        #expect(
            body(.table(table))
                == (["Sums", line(80)] + records + [line(80), records[0], line(80)]).joined(separator: "\n")
                + "\n")
    }

    @Test func `an empty line parts paragraphs and a newline breaks the line`() {
        #expect(body(.text("one\ntwo\n\nthree")) == lines("one", "two", "", "three"))
    }
}
