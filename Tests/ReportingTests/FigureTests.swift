import OutcomesModel
import Reporting
import Testing

@Suite struct FigureTests {
    @Test(arguments: [
        ("4000000.00", "4,000,000 SEK", "4,000,000.00 SEK"),
        ("1871540.25", "1,871,540.25 SEK", "1,871,540.25 SEK"),
        ("-250000.00", "-250,000 SEK", "-250,000.00 SEK"),
        ("-999.50", "-999.50 SEK", "-999.50 SEK"),
        ("0.00", "0 SEK", "0.00 SEK"),
    ])
    func `money is grouped, with minor units where one of the column needs them`(
        sum: String, alone: String, always: String
    ) {
        #expect(kronor(sum).grouped() == alone)
        #expect(kronor(sum).grouped(.always) == always)
    }

    @Test(
        arguments: [
            (400_000, 1, "4,000 SEK", "4000.00"),
            (25, 2, "0.125 SEK", "0.125"),
            (100, 3, "1/3 SEK", "1/3"),
            (-100, 3, "-1/3 SEK", "-1/3"),
            (4_000_000_000, 3, "13,333,333 1/3 SEK", "40000000/3"),
            (-4_000_000_000, 3, "-13,333,333 1/3 SEK", "-40000000/3"),
        ] as [(Int128, Int128, String, String)])
    func `an amount shows its exact value, as a decimal where there is one`(
        numerator: Int128, denominator: Int128, grouped: String, plain: String
    ) throws {
        let amount = Amount(minorUnits: try Ratio(numerator, over: denominator), currency: sek)
        #expect(amount.grouped() == grouped)
        #expect(amount.plain == plain)
    }

    @Test(
        arguments: [
            (.money(kronor("-4000000.50")), "−4\u{A0}000\u{A0}000,50 SEK"),
            (.count(1_204), "1\u{A0}204"), (.number(Decimal(units: 1_850, decimals: 2)), "18,50"),
            (.ratio(try! Ratio(7, over: 3)), "2 1/3"), (.day(Day(iso: "2021-03-31")!), "2021-03-31"),
            (.missing(.notMeasured), "inte mätt"), (.missing(.other("school_closed")), "school closed"),
        ] as [(Cell, String)])
    func `a Swedish report writes figures as Swedes do`(cell: Cell, written: String) {
        let document = Document(title: "T", language: .sv, blocks: [.facts([Fact("A", cell)])])
        #expect(document.rendered(as: .txt).hasSuffix("A   \(written)\n"))
    }

    @Test func `a currency without minor units has no decimals, also where they are asked for`() throws {
        let yen = Money(minorUnits: 1_500_000, currency: try Currency(code: "JPY"))
        #expect(yen.grouped(.always) == "1,500,000 JPY")
    }

    @Test func `values near the end of 128 bits are shown exactly`() throws {
        let most = "170,141,183,460,469,231,731,687,303,715,884,105,727"
        let plain = "170141183460469231731687303715884105727"
        #expect(Ratio(Int128.max).grouped == most)
        #expect(Ratio(Int128.max).plain == plain)
        let tiny = Amount(minorUnits: try Ratio(7, over: .max), currency: sek)
        #expect(tiny.grouped() == "7/\(plain)/100 SEK")
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")])
    func `counts are grouped by thousands`(count: Int, grouped: String) {
        #expect(count.grouped == grouped)
    }

    @Test func `decimals keep the places that they were given and are grouped before the point only`() {
        #expect(Decimal(units: 12_345_670_000, decimals: 4).grouped == "1,234,567.0000")
        #expect(Decimal(units: -5, decimals: 1).grouped == "-0.5")
    }
}
