import OutcomesModel
import Settlement
import Testing

@Suite struct PaymentLinesTests {
    private func lines(
        _ contract: Contract, _ requests: [PaymentRequest], alreadyPaid: [PostedLine] = []
    ) throws -> [PaymentLine] {
        try PaymentLines(contract: contract, alreadyPaid: alreadyPaid, dueOn: plan.due).make(of: requests)
    }

    @Test func `lines stand in the order in which the rules asked, with parties, clause and cause`() throws {
        let made = try lines(
            sampleContract(), [request("share", "200"), request("activity", "100"), request("share", "0")])
        #expect(made.map(\.number) == [1, 2, 3])
        #expect(made.map(\.payment) == ["share", "activity", "share"])
        #expect(made.map(\.from) == ["town", "town", "town"])
        #expect(made.map(\.to) == ["fund", "school", "fund"])
        #expect(made.map(\.title) == ["Savings share", "Activity", "Savings share"])
        #expect(made.map(\.clause.number) == ["6.3", "6.2", "6.3"])
        #expect(made.allSatisfy { $0.cause == cause && $0.reductions == [] })
        #expect(made.map(\.paid) == [money("200"), money("100"), money("0")])
        #expect(try lines(sampleContract(), []) == [])
    }

    @Test func `a line for an outcome bears its title, clause, number and price`() throws {
        let contract = sampleContract(outcomes: [outcome("job")])
        let request = PaymentRequest(
            payment: "activity", amount: Amount(money("1500")), outcome: "job", quantity: 3,
            unitPrice: money("500"), cause: cause)
        let line = try #require(try lines(contract, [request]).first)
        #expect(line.title == "Outcome job" && line.clause.number == "3.job")
        #expect(line.outcome == "job" && line.quantity == 3 && line.unitPrice == money("500"))
    }

    static let roundings:
        [(mode: RoundingMode, unit: String, minorUnits: Ratio, paid: String, residue: Ratio)] = [
            (.halfEven, "1.00", Ratio(12_50), "12", Ratio(50)),
            (.halfUp, "1.00", Ratio(12_50), "13", Ratio(-50)),
            (.floor, "100", Ratio(199_99), "100", Ratio(99_99)),
            (.up, "0.01", try! Ratio(100, over: 3), "0.34", try! Ratio(-2, over: 3)),
            (.halfEven, "0.01", Ratio(7), "0.07", .zero),
        ]

    @Test(arguments: roundings)
    func `a line is rounded once, and the residue is kept on it`(
        mode: RoundingMode, unit: String, minorUnits: Ratio, paid: String, residue: Ratio
    ) throws {
        let line = try lines(sampleContract(mode, unit: unit), [request("share", minorUnits: minorUnits)])[0]
        #expect(line.paid == money(paid))
        #expect(line.residue == Amount(minorUnits: residue, currency: sek))
        #expect(line.requested.minorUnits == minorUnits)
    }

    /// What is asked for in order, what earlier settlements paid, and what each line then pays.
    static let capped: [(caps: [Cap], before: [PostedLine], asked: [PaymentRequest], paid: [String])] = [
        ([cap("all", "100")], [], [request("share", "60"), request("return", "60")], ["60", "40"]),
        ([cap("all", "100")], [], [request("share", "100"), request("return", "60")], ["100", "0"]),
        ([cap("all", "100")], [], [request("share", "160")], ["100"]),
        ([cap("all", "100")], [paid("share", "70")], [request("return", "60")], ["30"]),
        (
            [cap("all", "100")], [paid("share", "70"), paid("activity", "20")],
            [request("share", "5"), request("share", "5"), request("share", "5")], ["5", "5", "0"]
        ),
        ([cap("all", "100")], [paid("share", "130")], [request("return", "60")], ["0"]),
        ([cap("all", "0")], [], [request("return", "60")], ["0"]),
        // A cap on some payments does not count the others.
        (
            [cap("some", "50", ["share"])], [], [request("return", "60"), request("share", "60")],
            ["60", "50"]
        ),
        ([cap("some", "50", ["share"])], [paid("return", "60")], [request("share", "60")], ["50"]),
        (
            [cap("some", "50", ["share", "return"])], [paid("return", "20")],
            [request("share", "20"), request("return", "20"), request("activity", "20")], ["20", "10", "20"]
        ),
        // The tighter of two caps decides, in either order.
        ([cap("all", "100"), cap("some", "50", ["share"])], [], [request("share", "160")], ["50"]),
        ([cap("some", "50", ["share"]), cap("all", "100")], [], [request("share", "160")], ["50"]),
        ([cap("some", "50", ["share"]), cap("all", "40")], [], [request("share", "160")], ["40"]),
    ]

    @Test(arguments: capped)
    func `no more is paid than the caps leave over, in this settlement and in those before`(
        caps: [Cap], before: [PostedLine], asked: [PaymentRequest], paid: [String]
    ) throws {
        #expect(
            try lines(sampleContract(caps: caps), asked, alreadyPaid: before).map(\.paid)
                == paid.map { money($0) })
    }

    @Test func `what each cap took off is on the line with the clause of the cap`() throws {
        let contract = sampleContract(caps: [cap("all", "100"), cap("some", "40", ["share"])])
        let line = try lines(contract, [request("share", "160")])[0]
        #expect(
            line.reductions == [
                .init(cap: "all", amount: Amount(money("60")), clause: clause("9.all")),
                .init(cap: "some", amount: Amount(money("60")), clause: clause("9.some")),
            ])
        #expect(line.paid == money("40") && line.residue.isZero)
    }

    /// What is asked for, in öre, under a cap of 100.50 kronor and paid in whole kronor.
    static let roundedNearCap: [(mode: RoundingMode, minorUnits: Int64, paid: String, reduced: Bool)] = [
        (.up, 100_60, "100", true), (.halfUp, 100_60, "100", true), (.ceiling, 900_00, "100", true),
        // These are below the cap, and would be above it rounded.
        (.up, 100_10, "100", false), (.ceiling, 100_01, "100", false), (.halfUp, 100_50, "100", false),
        // These stay below it rounded, and are rounded as the contract says.
        (.up, 99_01, "100", false), (.halfUp, 99_50, "100", false), (.halfEven, 99_49, "99", false),
        (.down, 99_99, "99", false),
    ]

    @Test(arguments: roundedNearCap)
    func `nothing is rounded above a cap`(mode: RoundingMode, minorUnits: Int64, paid: String, reduced: Bool)
        throws
    {
        let contract = sampleContract(mode, caps: [cap("all", "100.50")])
        let line = try lines(contract, [request("share", minorUnits: Ratio(minorUnits))])[0]
        #expect(line.paid == money(paid))
        #expect(!line.reductions.isEmpty == reduced)
        #expect(try total(of: line) == line.requested)
    }

    static let refused: [(request: PaymentRequest, error: SettlementError, told: String)] = [
        (
            request("retrun", "1"), .unknownPayment("retrun", known: ["share", "return", "activity"]),
            "there is no [[payment]] 'retrun' in the contract; did you mean 'return'?"
        ),
        (
            request("dividend", "1"), .unknownPayment("dividend", known: ["share", "return", "activity"]),
            "there is no [[payment]] 'dividend' in the contract"
        ),
        (
            request("share", minorUnits: Ratio(-1)),
            .negative(payment: "share", amount: Amount(minorUnits: Ratio(-1), currency: sek)),
            "payment 'share' cannot be negative, and would be -0.01 SEK"
        ),
        (
            request("share", minorUnits: Ratio(100), usd),
            .arithmetic(
                payment: "share",
                .currencies(operation: "rounded to", left: "1.00 USD", right: "1.00 SEK")),
            "payment 'share': 1.00 USD rounded to 1.00 SEK mixes two currencies"
        ),
        (
            request("share", minorUnits: Ratio(Int64.max)),
            .arithmetic(
                payment: "share",
                .overflow(operation: "rounded to", left: "92233720368547758.07 SEK", right: "1.00 SEK")),
            "payment 'share': 92233720368547758.07 SEK rounded to 1.00 SEK does not fit"
        ),
    ]

    @Test(arguments: refused)
    func `what cannot be paid is refused, and pays nothing`(
        request refused: PaymentRequest, error: SettlementError, told: String
    ) {
        #expect(throws: error) {
            try lines(sampleContract(.up), [request("share", "1"), refused, request("share", "2")])
        }
        #expect("\(error)" == told)
    }

    @Test func `another currency is refused under a cap too`() {
        #expect(
            throws: SettlementError.arithmetic(
                payment: "share", .currencies(operation: "<", left: "100.00 SEK", right: "1.00 USD"))
        ) {
            try lines(
                sampleContract(caps: [cap("all", "100")]), [request("share", minorUnits: Ratio(100), usd)])
        }
    }

    @Test func `nothing breaks a cap, an entry or a sum, whatever is asked for`() throws {
        var random = SplitMix64(seed: 9)
        let payments: [PaymentID] = ["share", "return", "activity"]
        for _ in 0..<1_500 {
            let caps = (0..<Int.random(in: 0...3, using: &random)).map { index in
                let covered = payments.filter { _ in Bool.random(using: &random) }
                return Cap(
                    id: CapID("c\(index)"),
                    amount: Money(minorUnits: .random(in: 0...500_00, using: &random), currency: sek),
                    payments: covered, clause: clause("9"))
            }
            let mode = try #require(RoundingMode.allCases.randomElement(using: &random))
            let unit = try #require(["0.01", "0.50", "1.00", "25.00"].randomElement(using: &random))
            let contract = sampleContract(mode, unit: unit, caps: caps)
            // Three settlements, each of which knows what those before it have paid.
            var posted: [PostedLine] = []
            for _ in 0..<3 {
                let requests = try (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    request(
                        try #require(payments.randomElement(using: &random)),
                        minorUnits: try Ratio(
                            .random(in: 0...300_00_00, using: &random),
                            over: .random(in: 1...300, using: &random)))
                }
                let made = try lines(contract, requests, alreadyPaid: posted)
                #expect(made.map(\.requested) == requests.map(\.amount))
                for line in made {
                    #expect(try total(of: line) == line.requested)
                    #expect(line.paid.minorUnits >= 0)
                    #expect(line.paid.minorUnits % contract.rounding.unit.minorUnits == 0)
                    #expect(line.residue.minorUnits.magnitude < Ratio(contract.rounding.unit.minorUnits))
                }
                let entries = try JournalEntry.entries(for: made, contract: contract.id)
                #expect(entries.allSatisfy { $0.postings.map(\.amount.minorUnits).reduce(0, +) == 0 })
                posted += made.map {
                    PostedLine(number: $0.number, payment: $0.payment, outcome: nil, paid: $0.paid)
                }
                for cap in caps {
                    let sum = posted.filter { cap.covers($0.payment) }.map(\.paid.minorUnits).reduce(0, +)
                    #expect(sum <= cap.amount.minorUnits, "\(cap.id) in \(mode) to \(unit)")
                }
            }
        }
    }

    /// Adds up where what was requested went.
    private func total(of line: PaymentLine) throws -> Amount {
        try line.reductions.reduce(Amount(line.paid).adding(line.residue)) { try $0.adding($1.amount) }
    }
}
