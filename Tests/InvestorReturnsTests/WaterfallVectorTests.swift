import InvestorReturns
import OutcomesModel
import Testing

/// The specification by example of the shared vectors, stage by stage.
@Suite struct WaterfallVectorTests {
    @Test(.enabled(if: Vectors.areThere))
    func `each distribution, each total and each balance is that of the shared vectors`() throws {
        let cases: [Case] = try Vectors.cases("waterfalls.json")
        #expect(cases.count >= 8)
        for one in cases {
            let result = try one.waterfall.distribute(one.events, until: one.last)
            #expect(result.distributions.count == one.expected.distributions.count, "\(one.id)")
            for (came, expected) in zip(result.distributions, one.expected.distributions) {
                let lines = came.lines.map {
                    Line(tier: $0.kind.rawValue, party: "\($0.party)", amount: $0.amount.majorUnits)
                }
                #expect("\(came.day)" == expected.date && lines == expected.lines, "\(one.id)")
                #expect(came.paidIn.majorUnits == expected.paid_in, "\(one.id)")
                #expect(came.claimed.majorUnits == expected.claimed ?? expected.paid_in, "\(one.id)")
                #expect(came.undistributed.majorUnits == expected.undistributed ?? "0.00", "\(one.id)")
            }
            var totals: [String: Money] = [:]
            for line in result.distributions.flatMap(\.lines) {
                totals["\(line.party)"] = try (totals["\(line.party)"] ?? money("0")).adding(line.amount)
            }
            #expect(totals.mapValues(\.majorUnits) == one.expected.totals_by_party, "\(one.id)")
            #expect(result.classes.count == one.expected.final.count)
            for balance in result.classes {
                let expected = try #require(one.expected.final["\(balance.id)"])
                #expect(balance.capitalOutstanding.majorUnits == expected.capital_outstanding, "\(one.id)")
                #expect(
                    balance.drawn.majorUnits == expected.drawn
                        && balance.received.majorUnits == expected.received)
                let owed = try balance.preferredReturnOwed.money(sek, rounding: .halfEven)
                #expect(owed == money(expected.pref_accrued_unpaid), "\(one.id)")
                let multiple = try #require(try balance.multiple).rounded(.halfEven, decimals: 8)
                #expect(
                    multiple.description == (expected.moic == "0E-8" ? "0.00000000" : expected.moic),
                    "\(one.id)")
            }
            let all = try #require(try result.summaries().last)
            #expect(
                abs(try #require(all.rateOfReturn.rate) - one.expected.investors_xirr_pyxirr) < 1e-9,
                "\(one.id)")
        }
    }

    struct Line: Decodable, Equatable {
        let tier: String
        let party: String
        let amount: String
    }

    struct Case: Decodable {
        let id: String
        let classes: [Held]
        let drawdowns: [Flow]
        let receipts: [Flow]
        let tiers: [Step]
        let guarantee: Promise?
        let cap_total: String?
        let daycount: String
        let expected: Expected

        struct Held: Decodable {
            let id: String
            let investors: [Part]
        }

        struct Part: Decodable {
            let id, `class`, party: String?
            let share: String
        }

        struct Flow: Decodable {
            let date: String
            let amount: String
            let `class`: String?
        }

        struct Step: Decodable {
            let type: String
            let `class`, party, rate, compounding, share: String?
            let shares: [Part]?
        }

        struct Promise: Decodable {
            let `class`: String
            let percent: String
            let date: String
            let guarantor: String
        }

        struct Expected: Decodable {
            let distributions: [Distribution]
            let totals_by_party: [String: String]
            let final: [String: Balance]
            let investors_xirr_pyxirr: Double
        }

        struct Distribution: Decodable {
            let date: String
            let claimed: String?
            let paid_in: String
            let lines: [Line]
            let undistributed: String?
        }

        struct Balance: Decodable {
            let capital_outstanding, pref_accrued_unpaid, drawn, received, moic: String
        }

        var events: [WaterfallEvent] {
            drawdowns.map { WaterfallEvent(day($0.date), .drawdown(ClassID($0.class!)), money($0.amount)) }
                + receipts.map { WaterfallEvent(day($0.date), .receipt, money($0.amount)) }
        }

        var last: Day { events.map(\.day).max()! }

        var waterfall: Waterfall {
            get throws {
                try Waterfall(
                    currency: sek,
                    classes: classes.map { held in
                        InvestmentClass(
                            id: ClassID(held.id),
                            investors: held.investors.map {
                                .init(party: PartyID($0.id!), share: ratio($0.share))
                            })
                    }, tiers: tiers.map { try tier($0) },
                    guarantees: guarantee.map {
                        [
                            .init(
                                of: ClassID($0.class), by: PartyID($0.guarantor), share: ratio($0.percent),
                                on: day($0.date))
                        ]
                    } ?? [], cap: cap_total.map { money($0) })
            }
        }

        private func tier(_ step: Step) throws -> Tier {
            switch step.type {
            case "capital": return .capital(ClassID(step.class!))
            case "pref":
                let rate = try InterestRate(
                    ratio(step.rate!), #require(Compounding(rawValue: step.compounding!)),
                    #require(DayCount(rawValue: daycount)))
                return .preferredReturn(ClassID(step.class!), rate)
            case "catchup": return .catchUp(PartyID(step.party!), share: ratio(step.share!))
            case "residual": return .residual(.party(PartyID(step.party!)))
            case "split":
                return .split(
                    step.shares!.map { part in
                        let recipient: Tier.Recipient =
                            part.class.map { .investors(ClassID($0)) } ?? .party(PartyID(part.party!))
                        return .init(recipient, share: ratio(part.share))
                    })
            default: throw UnknownTier(type: step.type)
            }
        }
    }

    struct UnknownTier: Error {
        let type: String
    }
}
