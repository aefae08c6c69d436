import OutcomesModel
import Testing

@Suite struct TermTests {
    let dayRate = Term(
        id: "day_rate", unit: "USD",
        versions: [
            Term.Version(from: nil, value: try! Decimal("15.12"), clause: clause),
            Term.Version(from: Day(iso: "2018-01-01"), value: try! Decimal("15.50"), clause: clause),
            Term.Version(from: Day(iso: "2019-07-01"), value: try! Decimal("16"), clause: clause),
        ])

    static let days: [(day: String, value: String)] = [
        ("0001-01-01", "15.12"), ("2017-12-31", "15.12"), ("2018-01-01", "15.50"), ("2019-06-30", "15.50"),
        ("2019-07-01", "16"), ("9999-12-31", "16"),
    ]

    @Test(arguments: days)
    func `an amendment holds from its first day on`(on text: String, value: String) throws {
        #expect(try dayRate.version(on: day(text)).value == Decimal(value))
    }

    @Test func `a term that was never amended always holds`() throws {
        let term = Term(
            id: "share", unit: nil, versions: [.init(from: nil, value: try Decimal("0.40"), clause: clause)])
        for text in ["0001-01-01", "9999-12-31"] {
            #expect(try term.version(on: day(text)).value == Decimal("0.40"))
        }
    }

    @Test func `a term is money where its unit is a currency`() {
        #expect(dayRate.currency == usd)
        for unit in ["points", "usd", nil] {
            #expect(Term(id: "x", unit: unit, versions: dayRate.versions).currency == nil)
        }
    }

    @Test func `the first version of a term has no date`() async {
        await #expect(processExitsWith: .failure) {
            _ = Term(
                id: "x", unit: nil,
                versions: [
                    Term.Version(
                        from: Day(number: 0), value: Decimal(units: 1, decimals: 0),
                        clause: Clause(number: "1", source: nil, place: SourceLocation(file: "contract.toml"))
                    )
                ])
        }
    }
}
