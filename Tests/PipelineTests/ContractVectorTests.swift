import FoundationEssentials
import OutcomesModel
import Testing
import Utfall

/// Contracts worked out by others, beside the checkout where they are; those that are no rate card and not Norrköping.
private let vectors = Repository.shared.map { "\($0)/vectors/contracts.json" }

/// What the shared vectors say of each contract, put as tests to the pack that ships.
@Suite(.enabled(if: vectors != nil)) struct ContractVectorTests {
    /// The pack of a contract, and the tests that its vector comes to.
    struct Put: Sendable {
        let id: String
        let pack: String
        let tests: @Sendable (Vector) throws -> [String]
    }

    static let all = [
        Put(id: "us-denver", pack: "us-denver-supportive-housing") { vector in
            let (given, expected) = (vector["inputs"], vector["expected"])
            let days = given["daysHousedPriorPeriods"].text
            let last = given["daysHousedFinalPeriod"].text
            return [
                """
                settlement = "prior_periods", measurements = { \(row("days_housed", days, on: "2019-12-31")) },
                expect = { total = "\(expected["housingPrior"].text)" }
                """,
                """
                settlement = "final", measurements = {
                  \(row("days_housed", last, on: "2020-12-31")),
                  \(row("jail_days_reduction", given["jailDayReductionPct"].text, on: "2020-12-31")) },
                expect = { lines = { housing = "\(expected["housingFinal"].text)", jail = "\(expected["jail"].text)" } }
                """,
                """
                settlement = "whole_contract", measurements = {
                  \(row("days_housed", days, on: "2019-12-31")), \(row("days_housed", last, on: "2020-12-31")),
                  \(row("jail_days_reduction", given["jailDayReductionPct"].text, on: "2020-12-31")) },
                expect = { total = "\(expected["total"].text)" }
                """,
            ]
        },
        Put(id: "us-rikers", pack: "us-rikers-able") { vector in
            let actual = vector["actual"]
            return vector["table"].items.map { threshold in
                """
                measurements = { \(row("reduction", threshold["minReductionPct"].text, on: "2015-12-31")) },
                expect = { lines = { success = "\(threshold["cityPays"].text)" } }
                """
            } + [
                """
                measurements = { \(row("reduction", "0", on: "2015-12-31")) },
                terms = { drawn_loan = "\(actual["investorDrawn"].text)" },
                expect = { lines = { success = "\(actual["cityPays"].text)",
                  guarantee = "\(actual["guaranteePaid"].text)" } }
                """
            ]
        },
        Put(id: "uk-peterborough", pack: "uk-peterborough-one-service") { vector in
            let (cohort, final) = (vector["cases"].items[0], vector["cases"].items[1])
            let paysEarly = cohort["early10pctPayment"].truth
            let paysAtEnd = final["overall7_5Payment"].truth
            return [
                """
                settlement = "cohort_1", measurements = {
                  \(row("reconvictions", cohort["treatedPer100"].text, on: "2014-06-30", of: "group:cohort_1")),
                  \(row("reconvictions", cohort["controlPer100"].text, on: "2014-06-30", of: "group:matched_1")) },
                expect = { total = "\(paysEarly ? "100000.00" : "0.00")" }
                """,
                """
                settlement = "final",
                measurements = { \(row("overall_reduction", final["reductionPct"].text, on: "2016-12-31")) },
                expect = { lines = { principal = "\(paysAtEnd ? "1000000.00" : "0.00")" } }
                """,
            ]
        },
        Put(id: "us-utah-preschool", pack: "us-utah-preschool") { vector in
            [
                """
                measurements = { \(row("savings", vector["inputs"]["savings"].text, on: "2014-06-30")) },
                expect = { total = "\(vector["expected"]["pay"].text)" }
                """
            ]
        },
        Put(id: "fi-koto", pack: "fi-koto") { vector in
            let given = vector["inputs"]
            return [
                """
                measurements = {
                  \(row("participants", given["participants"].text, on: "2019-12-31")),
                  \(row("extra_tax", given["extraTaxPerHead"].text, on: "2019-12-31")),
                  \(row("lower_transfers", given["lowerTransfersPerHead"].text, on: "2019-12-31")) },
                expect = { total = "\(vector["expected"]["payment"].text)" }
                """
            ]
        },
        Put(id: "ke-asrh-dib", pack: "ke-asrh-tiko") { vector in
            let (given, expected) = (vector["inputs"], vector["expected"])
            func counts(_ planning: String, _ hiv: String) -> String {
                "\(row("family_planning", planning, on: "2024-12-31")), \(row("hiv", hiv, on: "2024-12-31"))"
            }
            let half = expected["eachPayer"].text
            return [
                """
                measurements = { \(counts(given["fp"].text, given["hiv"].text)) },
                expect = { total = "\(expected["sum"].text)",
                  lines = { first_funder = "\(half)", second_funder = "\(half)" } }
                """,
                """
                measurements = { \(counts(given["fp"].text, "0")) }, expect = { total = "\(expected["fp"].text)" }
                """,
                """
                measurements = { \(counts("0", given["hiv"].text)) }, expect = { total = "\(expected["hiv"].text)" }
                """,
                """
                measurements = { \(counts("1000000", "0")) }, expect = { total = "\(given["fpCap"].text)" }
                """,
                """
                measurements = { \(counts("0", "1000000")) }, expect = { total = "\(given["hivCap"].text)" }
                """,
            ]
        },
        Put(id: "us-sc-nfp", pack: "us-sc-nurse-family") { vector in
            let thresholds = vector["thresholds"]
            let names = [("preterm", "preterm"), ("birthInterval", "birth_interval"), ("injury", "injury")]
            func results(_ given: [String: String]) -> String {
                (names.map(\.1) + ["low_income_zip"])
                    .map { row($0, given[$0] ?? "0", on: "2022-12-31") }.joined(separator: ", ")
            }
            var tests = [
                // One that qualifies, beside one that is worse.
                """
                measurements = { \(results(["preterm": thresholds["preterm"].items[0].text, "injury": "-1"])) },
                expect = { total = "\(vector["actual"]["paymentAfterNetting"].text)" }
                """
            ]
            // At a threshold something more is paid than a hundredth below it; all of it is at the cap.
            for (key, name) in names {
                tests += zip(thresholds[key].items, ["1250000.00", "2500000.00"]).map { at, worth in
                    """
                    measurements = { \(results([name: at.text])) }, expect = { total = "\(worth)" }
                    """
                }
            }
            let full = Dictionary(uniqueKeysWithValues: names.map { ($0.1, thresholds[$0.0].items[1].text) })
            tests.append(
                """
                measurements = { \(results(full.merging(["low_income_zip": thresholds["lowIncomeZip"].text]) { $1 })) },
                expect = { total = "\(vector["cap"].text)" }
                """)
            return tests
        },
        Put(id: "uk-dwp-if-r1", pack: "uk-dwp-innovation-fund-3sc") { vector in
            let outcomes = [
                "entry-level": "entry_level", "basic skills": "basic_skills", "L1": "level_1",
                "L2": "level_2",
                "L3": "level_3", "job13w": "job_13_weeks", "job26w": "job_26_weeks",
            ]
            func person(_ achieved: [String], _ total: String) -> String {
                let rows = achieved.map {
                    row(outcomes[$0] ?? $0, "1", on: "2013-06-30", of: "y-1")
                }
                return """
                    participants = { { subject = "y-1", group = "young_people", entry = "2012-09-01" } },
                    measurements = { \(rows.joined(separator: ", ")) }, expect = { total = "\(total)" }
                    """
            }
            let card = vector["card"]
            return card.names.map { person([$0], card[$0].text) }
                + vector["cases"].items.map { person($0["achieved"].items.map(\.text), $0["expected"].text) }
                + [person(card.names, vector["perPersonCap"].text)]
        },
        Put(id: "refugee-dib-floor", pack: "jo-refugee-impact-bond") { vector in
            let invested = vector["inputs"]["invested"]
            return [
                """
                measurements = { \(row("income_generating", "0", on: "2023-12-31")) },
                terms = { invested_dfc = "\(invested["DFC"].text)", invested_ferd = "\(invested["Ferd"].text)" },
                expect = { total = "\(vector["expected"]["floorRepayment"].text)" }
                """
            ]
        },
    ]

    private static func row(
        _ indicator: String, _ value: String, on day: String, of subject: String = "contract"
    ) -> String {
        """
        { subject = "\(subject)", indicator = "\(indicator)", day = "\(day)", value = "\(value)", \
        state = "verified", source = "evaluator" }
        """
    }

    @Test(arguments: all.indices)
    func `a pack pays what the shared vector of its contract says`(_ place: Int) throws {
        let put = Self.all[place]
        let vector = try #require(try Self.read().first { $0["id"].text == put.id })
        let tests = try put.tests(vector).enumerated().map { "{ name = \"\($0 + 1)\",\n\($1)\n}," }
        let folder = try TemporaryFolder()
        let copy = try folder.copy(of: "\(Repository.root)/plugins/contracts/\(put.pack)")
        // The pack's own tests are run with all packs.
        try FileManager.default.removeItem(atPath: "\(copy)/tests")
        try FileManager.default.createDirectory(atPath: "\(copy)/tests", withIntermediateDirectories: false)
        try folder.write("pack/tests/vectors.lua", "return {\n\(tests.joined(separator: "\n"))\n}\n")
        let outcomes = try ContractPack(folder: copy, libraryFolders: [Repository.libraries]).test().outcomes
            .filter { $0.file == "tests/vectors.lua" }
        #expect(outcomes.count == tests.count)
        for outcome in outcomes { #expect(outcome.failures == [], "\(put.id), case \(outcome.name)") }
    }

    /// Rate cards of counts: each line is its price times its quantity, or what was published as paid.
    static let rateCards = [
        ("uk-careleavers-reboot-west", "uk-care-leavers-reboot-west"),
        ("uk-careleavers-apollo", "uk-care-leavers-apollo"),
        ("uk-fcf-ambition", "uk-fcf-ambition"), ("uk-fcf-depaul", "uk-fcf-depaul"),
    ]

    @Test(arguments: rateCards)
    func `a rate card comes to the published sums, line by line`(id: String, pack: String) throws {
        let vector = try #require(try Self.read().first { $0["id"].text == id })
        let statement = try pipeline("\(Repository.root)/plugins/contracts/\(pack)").settle().statement
        let total =
            vector["expectedTotal"].text.isEmpty ? vector["grossTariffValue"] : vector["expectedTotal"]
        #expect(statement.total == (try Money(total.text, statement.total.currency)))
        #expect(vector["rows"].items.count == 23 || vector["rows"].items.count == 21)
        for row in vector["rows"].items {
            let line = statement.lines.first { $0.outcome?.rawValue == row["metric"].text }
            let quantity = [row["quantity"], row["claimsPaid"], row["personsReported"]].map(\.text)
                .first { !$0.isEmpty }
            // What was never achieved has no line.
            guard let line else {
                #expect(quantity == "0", "\(id) \(row["metric"].text)")
                continue
            }
            #expect(line.quantity == quantity.flatMap { Int64($0) }, "\(id) \(row["metric"].text)")
            #expect(line.unitPrice == (try Money(row["unitPrice"].text, statement.total.currency)))
            guard !row["paid"].text.isEmpty else { continue }
            #expect(line.paid == (try Money(row["paid"].text, statement.total.currency)))
        }
    }

    @Test func `every contract of the shared vectors is put to a pack`() throws {
        let put = Self.all.map(\.id) + Self.rateCards.map(\.0) + ["se-norrkoping"]
        #expect(try Self.read().map { $0["id"].text }.sorted() == put.sorted())
    }

    private static func read() throws -> [Vector] {
        let file = try Data(contentsOf: URL(filePath: #require(vectors)))
        return try JSONDecoder().decode(Vector.self, from: file).items
    }
}

/// A value of JSON; what is not there is an empty text.
enum Vector: Decodable, Sendable {
    case fields([String: Vector])
    case list([Vector])
    case plain(String)

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let fields = try? value.decode([String: Vector].self) {
            self = .fields(fields)
        } else if let items = try? value.decode([Vector].self) {
            self = .list(items)
        } else if let text = try? value.decode(String.self) {
            self = .plain(text)
        } else if let truth = try? value.decode(Bool.self) {
            self = .plain("\(truth)")
        } else {
            self = .plain(value.decodeNil() ? "" : "\(try value.decode(Int64.self))")
        }
    }

    subscript(name: String) -> Vector {
        if case .fields(let fields) = self { fields[name] ?? .plain("") } else { .plain("") }
    }

    var items: [Vector] { if case .list(let items) = self { items } else { [] } }
    var names: [String] { if case .fields(let fields) = self { fields.keys.sorted() } else { [] } }
    var text: String { if case .plain(let text) = self { text } else { "" } }
    var truth: Bool { text == "true" }
}
