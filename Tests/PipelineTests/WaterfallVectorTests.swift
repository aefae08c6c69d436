import FoundationEssentials
import OutcomesModel
import Testing
import Utfall

/// Waterfalls worked out by others, beside the checkout where they are.
private let vectors = Repository.shared.map { "\($0)/vectors/waterfalls.json" }

/// Each case as terms of a contract, whose settlements are settled and posted one after another.
@Suite(.enabled(if: vectors != nil)) struct WaterfallVectorTests {
    @Test func `terms pay what the shared vectors say, settlement by settlement`() throws {
        let file = try Data(contentsOf: URL(filePath: #require(vectors)))
        let cases = try JSONDecoder().decode(File.self, from: file).cases
        #expect(cases.count == 8)
        for one in cases {
            let parties = Set(
                one.expected.distributions.flatMap { $0.lines.map(\.party) } + ["provider", "foundation"]
                    + one.tiers.compactMap(\.party) + one.classes.flatMap { $0.investors.compactMap(\.id) })
            let contract = try WaterfallContract(
                parties: Set(parties.map { $0.lowercased() }).sorted(), terms: try one.terms,
                receipts: one.receipts.map { .init(due: $0.date, amount: $0.amount) })
            // A guarantee is no receipt: it stands in the account alone.
            let expected = one.expected.distributions.filter { $0.guarantor == nil }
            #expect(expected.count == one.receipts.count)
            for (place, distribution) in expected.enumerated() {
                let lines = distribution.lines.map { "\($0.tier) \($0.party.lowercased()) \($0.amount)" }
                #expect(try contract.shares(place + 1) == lines, "\(one.id) \(distribution.date)")
            }
            let account = try contract.account(one.receipts.count)
            let rate = (one.expected.investors_xirr_pyxirr * 10_000).rounded(.toNearestOrEven)
            #expect(account.contains("\(Decimal(units: Int64(rate), decimals: 2)) %"), "\(one.id)")
            for line in one.expected.distributions.filter({ $0.guarantor != nil }).flatMap(\.lines) {
                #expect(account.contains("Guarantee") && line.amount == "7200000.00", "\(one.id)")
                #expect(account.contains("7,200,000 SEK"))
            }
        }
    }

    private struct File: Decodable { let cases: [Case] }

    private struct Case: Decodable {
        let id: String
        let classes: [Held]
        let drawdowns, receipts: [Flow]
        let tiers: [Step]
        let guarantee: Promise?
        let cap_total: String?
        let daycount: String
        let expected: Expected

        /// The case as terms.
        var terms: String {
            get throws {
                var text =
                    cap_total.map { "[[cap]]\nid = \"all\"\namount = \"\($0)\"\nclause = \"9\"\n" } ?? ""
                text += "[[waterfall]]\nparty = \"vehicle\"\nday_count = \"\(daycount)\"\n"
                for held in classes {
                    let investors = held.investors.map { "\($0.id!.lowercased()) = \"\($0.share)\"" }
                    text += "[[waterfall.class]]\nid = \"\(held.id.lowercased())\"\n"
                    text += "investors = { \(investors.joined(separator: ", ")) }\n"
                }
                for flow in drawdowns {
                    text += "[[waterfall.drawdown]]\nclass = \"\(flow.class!.lowercased())\"\n"
                    text += "day = \(flow.date)\namount = \"\(flow.amount)\"\nclause = \"3\"\n"
                }
                for step in tiers {
                    text += "[[waterfall.tier]]\nkind = \"\(step.type)\"\nclause = \"8\"\n"
                    let keys = [
                        ("class", step.class?.lowercased()), ("party", step.party?.lowercased()),
                        ("rate", step.rate), ("compounding", step.compounding), ("share", step.share),
                    ]
                    for case (let key, let value?) in keys { text += "\(key) = \"\(value)\"\n" }
                    guard let shares = step.shares else { continue }
                    let rows = shares.map { part in
                        let to = part.class.map { "class = \"\($0.lowercased())\"" }
                        return
                            "{ \(to ?? "party = \"\(part.party!.lowercased())\""), share = \"\(part.share)\" }"
                    }
                    text += "shares = [\(rows.joined(separator: ", "))]\n"
                }
                if let guarantee {
                    text += "[[waterfall.guarantee]]\nclass = \"\(guarantee.class.lowercased())\"\n"
                    text +=
                        "party = \"\(guarantee.guarantor.lowercased())\"\nshare = \"\(guarantee.percent)\"\n"
                    text += "day = \(guarantee.date)\nclause = \"9\"\n"
                }
                return text
            }
        }
    }

    private struct Held: Decodable {
        let id: String
        let investors: [Part]
    }

    private struct Part: Decodable {
        let id, `class`, party: String?
        let share: String
    }

    private struct Flow: Decodable {
        let date, amount: String
        let `class`: String?
    }

    private struct Step: Decodable {
        let type: String
        let `class`, party, rate, compounding, share: String?
        let shares: [Part]?
    }

    private struct Promise: Decodable { let `class`, percent, date, guarantor: String }

    private struct Expected: Decodable {
        let distributions: [Distribution]
        let investors_xirr_pyxirr: Double
    }

    private struct Distribution: Decodable {
        let date: String
        let guarantor: String?
        let lines: [Line]
    }

    private struct Line: Decodable { let tier, party, amount: String }
}
