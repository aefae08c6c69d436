import InvestorReturns
import OutcomesModel
import Testing

/// The reference tests of ACTUS for principal at maturity, linear amortiser and annuity, to the cent.
@Suite struct ActusTests {
    /// What these loans do not do, and the contracts that need it.
    static let unsupported: [(why: String, contracts: [String])] = [
        (
            "a purchase or termination at a price",
            [
                "pam12", "pam20", "ann18", "ann19", "lam02", "lam03", "lam04", "lam18", "lam21",
            ]
        ),
        ("a time of day that counts as the next day", ["pam25", "ann26"]),
        ("interest on another base than the principal", ["lam16", "lam17"]),
        ("scaling by an index", ["lam25", "lam26"]),
    ]

    @Test(.enabled(if: Vectors.areThere))
    func `each event of the published contracts is met to the cent, but for those that are listed`() throws {
        let listed = Set(ActusTests.unsupported.flatMap(\.contracts))
        var met = 0
        var missed: Set<String> = []
        for file in ["pam", "lam", "ann"] {
            let contracts = try Vectors.read("actus/actus-tests-\(file).json", as: [String: Published].self)
            for (id, contract) in contracts.sorted(by: { $0.key < $1.key }) {
                let difference = try contract.firstDifference()
                if let difference {
                    missed.insert(id)
                    #expect(listed.contains(id), "\(id): \(difference)")
                } else {
                    met += 1
                }
            }
        }
        #expect(missed == listed)
        #expect(met >= 72)
    }

    struct Published: Decodable {
        let terms: [String: Text]
        let to: String
        let dataObserved: [String: Observed]
        let results: [Event]

        struct Observed: Decodable {
            let data: [Value]
        }

        struct Value: Decodable {
            let timestamp: String
            let value: String
        }

        struct Event: Decodable {
            let eventDate: String
            let eventType: String
            let payoff: Text
            let notionalPrincipal: Text
        }

        /// Tells the first event that is not as published. What moves no money, the fixing of a rate or of an
        /// annuity, is seen in the payments after it.
        func firstDifference() throws -> String? {
            let sign: Double = terms["contractRole"]?.text == "RPL" ? -1 : 1
            let came = try loan().schedule().filter {
                $0.kind != .rateChange && (to.isEmpty || $0.day <= day("\(to.prefix(10))"))
            }
            let published = results.filter { !["RR", "RRF", "PRF"].contains($0.eventType) }
            for (index, expected) in published.enumerated() {
                guard index < came.count else {
                    return "\(expected.eventDate) \(expected.eventType) is missing"
                }
                let event = came[index]
                let same =
                    "\(event.day)" == expected.eventDate.prefix(10)
                    && event.kind.rawValue == expected.eventType
                    && agree(event.amount, sign * expected.payoff.number)
                    && agree(event.principal, sign * expected.notionalPrincipal.number)
                guard same else {
                    return
                        "\(event) for \(expected.eventDate) \(expected.eventType) \(expected.payoff.number)"
                }
            }
            return came.count > published.count ? "\(came[published.count]) is too much" : nil
        }

        /// Half a cent is what a published double may be off the exact sum.
        private func agree(_ came: FixedPoint, _ published: Double) -> Bool {
            guard let units = try? came.rounded(.halfEven, decimals: 6).units else { return false }
            return abs(Double(units) / 1e6 - published * 100) <= 0.5
        }

        func loan() throws -> Loan {
            let status = try dayOf("statusDate")!
            let starts = try dayOf("initialExchangeDate")!
            let dayCount = try #require(
                [
                    "A365": DayCount.actual365Fixed, "A360": .actual360, "AA": .actualActualISDA,
                    "30E360": .thirtyE360,
                ][terms["dayCountConvention"]!.text])
            let maturity = try dayOf("maturityDate")
            return try Loan(
                Money(text("notionalPrincipal")!, usd),
                premium: Money(text("premiumDiscountAtIED") ?? "0", usd),
                starts: starts, since: starts < status ? status : nil, accrued: sum("accruedInterest"),
                matures: maturity, rate: ratio(text("nominalInterestRate")!), dayCount,
                interest: cycle("InterestPayment")!, capitalisesUntil: dayOf("capitalizationEndDate"),
                repayment: repayment(), rateChanges: rateChanges(until: maturity),
                businessDays: businessDays())
        }

        private func repayment() throws -> Loan.Repayment {
            switch text("contractType") {
            case "LAM":
                return .linear(
                    try cycle("PrincipalRedemption")!, part: try sum("nextPrincipalRedemptionPayment"))
            case "ANN":
                return .annuity(
                    try cycle("PrincipalRedemption")!, payment: try sum("nextPrincipalRedemptionPayment"),
                    amortises: try dayOf("amortizationDate"))
            default: return .atMaturity
            }
        }

        private func rateChanges(until maturity: Day?) throws -> [Loan.RateChange] {
            guard let cycle = try cycle("RateReset"), let code = text("marketObjectCodeOfRateReset") else {
                return []
            }
            let fixing = text("fixingDays").flatMap { Int($0.dropFirst().dropLast()) } ?? 0
            let last = try #require(dataObserved[code]?.data.last.map { day("\($0.timestamp.prefix(10))") })
            let days = cycle.days(before: maturity ?? last.adding(days: fixing + 1))
            return try days.enumerated().compactMap { index, day in
                if index == 0, let fixed = text("nextResetRate") { return Loan.RateChange(day, ratio(fixed)) }
                // A rate is observed some days before; the data have it by either day.
                let observed = dataObserved[code]?.data.first { value in
                    ["\(day)", "\(day.adding(days: -fixing))"].contains(String(value.timestamp.prefix(10)))
                }
                guard let observed else { return nil }
                let times = try ratio(observed.value).multiplied(by: ratio(text("rateMultiplier") ?? "1"))
                return Loan.RateChange(day, try times.adding(ratio(text("rateSpread") ?? "0")))
            }
        }

        private func businessDays() -> BusinessDays {
            guard text("calendar") == "MF", let convention = text("businessDayConvention") else {
                return .none
            }
            let rolls: [String: BusinessDays.Roll] = [
                "F": .following, "MF": .modifiedFollowing, "P": .preceding, "MP": .modifiedPreceding,
            ]
            return BusinessDays(
                rolls[String(convention.dropFirst(2))] ?? .none, interestFollows: convention.hasPrefix("SC"))
        }

        /// Reads `P1ML0`: every month, the last stub long.
        private func cycle(_ of: String) throws -> Cycle? {
            guard let text = text("cycleOf\(of)"), let anchor = try dayOf("cycleAnchorDateOf\(of)") else {
                return nil
            }
            let units: [Character: Cycle.Unit] = ["D": .day, "W": .week, "M": .month, "Y": .year]
            let every = try #require(Int(text.dropFirst().prefix { $0.isNumber }))
            let unit = try #require(text.dropFirst().first { !$0.isNumber }.flatMap { units[$0] })
            return try Cycle(
                from: anchor, every: every, unit, stub: text.hasSuffix("L0") ? .long : .short,
                keepsEndOfMonth: self.text("endOfMonthConvention") == "EOM")
        }

        private func sum(_ key: String) throws -> Amount? {
            try text(key).map { try Amount(majorUnits: ratio($0), currency: usd) }
        }

        private func dayOf(_ key: String) throws -> Day? {
            try text(key).map { try #require(Day(iso: $0.prefix(10))) }
        }

        private func text(_ key: String) -> String? { terms[key]?.text }
    }

    /// A text or a number: the files have both.
    struct Text: Decodable {
        let text: String

        var number: Double { Double(text) ?? .nan }

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let text = try? value.decode(String.self) {
                self.text = String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            } else {
                let number = try value.decode(Double.self)
                text = number == number.rounded() ? "\(Int(number))" : "\(number)"
            }
        }
    }
}
