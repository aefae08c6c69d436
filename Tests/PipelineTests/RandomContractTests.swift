import FoundationEssentials
import OutcomesModel
import Settlement
import Testing
import Utfall

/// A contract, people and evidence that a seed makes up: a rate card with limits, caps, two payers and two
/// settlements, and corrections that come later.
private struct RandomContract {
    let terms: String
    let participants: String
    let rows: [String]
    let corrections: [String]
    let limits: [String: Int64]

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        let outcomes = (1...number(1...4)).map { "outcome_\($0)" }
        var limits: [String: Int64] = [:]
        var tables = ""
        for outcome in outcomes {
            let limit = number(1...3)
            limits[outcome] = Int64(limit)
            tables += """
                [[indicator]]
                id = "\(outcome)"
                unit = "times"
                decimals = 0
                better = "higher"
                every = "event"
                minimum = 0

                [[outcome]]
                id = "\(outcome)"
                price = "\(number(1...500)).\(number(10...99))"
                payment = "\(number(0...1) == 0 ? "town_pays" : "region_pays")"
                limit = \(limit)
                clause = "3"


                """
        }
        for (id, payments) in [("all", ""), ("town", "payments = [\"town_pays\"]")] where number(0...2) > 0 {
            tables += """
                [[cap]]
                id = "\(id)"
                amount = "\(number(0...9_000)).00"
                clause = "9"
                \(payments)


                """
        }
        let modes = ["half_even", "half_up", "down", "up", "ceiling", "floor"]
        terms = """
            [contract]
            title = "Made up by seed \(seed)"
            currency = "SEK"
            rounding = { mode = "\(modes[number(0...5)])", unit = "\(["0.01", "1.00", "0.50"][number(0...2)])" }
            starts = 2024-01-01
            ends = 2025-12-31

            [[party]]
            id = "town"
            name = "Town"
            sector = "public"
            roles = ["outcome_payer"]

            [[party]]
            id = "region"
            name = "Region"
            sector = "public"
            roles = ["outcome_payer"]

            [[party]]
            id = "coach"
            name = "Coach"
            sector = "nonprofit"
            roles = ["provider"]

            [[group]]
            id = "coached"
            role = "treatment"

            [[window]]
            id = "year"
            months = 12
            from = "entry"

            [[payment]]
            id = "town_pays"
            from = "town"
            to = "coach"
            clause = "4"

            [[payment]]
            id = "region_pays"
            from = "region"
            to = "coach"
            clause = "4"

            [[settlement]]
            id = "interim"
            window = "year"
            due = 2024-12-31

            [[settlement]]
            id = "final"
            window = "year"
            due = 2025-12-31

            \(tables)
            """
        self.limits = limits
        let people = (1...number(3...30)).map { "p-\($0)" }
        participants =
            "subject,group,entry\n"
            + people.map { "\($0),coached,2024-0\(number(1...9))-1\(number(0...9))\n" }.joined()
        func row(_ person: String, _ outcome: String) -> String {
            let state = number(0...9) == 0 ? "disputed" : "verified"
            return
                "\(person),\(outcome),202\(number(4...5))-0\(number(1...9))-2\(number(0...8)),\(number(0...3)),\(state)"
        }
        var known: Set<Substring> = []
        func distinct(_ rows: [String]) -> [String] {
            rows.filter {
                known.insert($0.prefix { $0 != "," } + $0.split(separator: ",")[1...2].joined()).inserted
            }
        }
        rows = distinct(
            people.flatMap { person in
                outcomes.flatMap { outcome in (0..<number(0...3)).map { _ in row(person, outcome) } }
            } + ["p-1,\(outcomes[0]),2024-09-09,1,verified"])
        let changed = rows.filter { _ in number(0...3) == 0 }.map { row in
            let cells = row.split(separator: ",")
            return cells[0...2].joined(separator: ",") + ",\(number(0...3)),verified"
        }
        corrections =
            changed
            + distinct(
                (0..<number(1...5)).map { _ in
                    row(people[number(0...people.count - 1)], outcomes[number(0...outcomes.count - 1)])
                })
    }
}

@Suite struct RandomContractTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let seeds = Array(
        1...(ProcessInfo.processInfo.environment["UTFALL_FULL_TESTS"] == nil ? UInt64(12) : 96))

    private func pack(_ made: RandomContract) throws -> ContractPack {
        let path = "\(folder.path)/pack"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try folder.write(
            "pack/plugin.toml",
            """
            id = "test.random"
            version = "1.0.0"
            api = "1"
            kind = "contract"
            uses = ["std.rate_card ^1.0"]
            """)
        try folder.write("pack/contract.toml", made.terms)
        try folder.write("pack/rules.lua", "return require \"std.rate_card\".rules()\n")
        return try ContractPack(folder: path, libraryFolders: [Repository.libraries])
    }

    private func pipeline(_ pack: ContractPack, _ made: RandomContract, _ rows: [[String]]) throws -> Pipeline
    {
        let pipeline = Pipeline(pack: pack, store: try .temporary())
        _ = try pipeline.importEvidence(
            [try folder.write("\(UUID())-people.csv", made.participants)], recording: imported)
        for rows in rows where !rows.isEmpty { try add(rows, to: pipeline) }
        return pipeline
    }

    private func add(_ rows: [String], to pipeline: Pipeline) throws {
        let text = "subject,indicator,day,value,state\n" + rows.joined(separator: "\n") + "\n"
        _ = try pipeline.importEvidence([try folder.write("\(UUID()).csv", text)], recording: imported)
    }

    private func balances(_ pipeline: Pipeline) throws -> [Substring: Int64] {
        let journal = try pipeline.exportedFiles().first { $0.name == "journal.csv" }?.text ?? ""
        return journal.split(separator: "\n").dropFirst().reduce(into: [:]) { sums, line in
            let cells = line.split(separator: ",")
            sums[cells[4], default: 0] += Int64(cells[5].replacing(".", with: "")) ?? 0
        }.filter { $0.value != 0 }
    }

    @Test(arguments: seeds)
    func `the journal balances, no cap is passed and nobody is paid above a limit, however often one settles`(
        seed: UInt64
    ) throws {
        let made = RandomContract(seed: seed)
        let pack = try pack(made)
        let pipeline = try pipeline(pack, made, [made.rows])
        var paid: [SettlementID: [Claim]] = [:]
        func post(_ id: SettlementID) throws {
            let settled = try pipeline.settle(id)
            guard !settled.statement.standsPosted || settled.statement.differsFromPosted else { return }
            try pipeline.post(settled, recording: posted)
            paid[id] = settled.statement.claims
        }
        try post("interim")
        try post("final")
        try add(made.corrections, to: pipeline)
        try post("interim")
        try post("final")

        let balances = try balances(pipeline)
        #expect(balances.values.reduce(0, +) == 0)
        for cap in pack.contract.caps {
            let payments = pack.contract.payments.map(\.id).filter(cap.covers)
            let sum = payments.reduce(Int64(0)) {
                $0 + (balances[Substring("test.random/coach/\($1)")] ?? 0)
            }
            #expect(sum <= cap.amount.minorUnits, "\(cap.id)")
        }
        let all = Dictionary(grouping: paid.values.joined()) { "\($0.subject) \($0.outcome)" }
        for claims in all.values {
            let quantity = claims.reduce(0) { $0 + $1.quantity }
            #expect(quantity <= made.limits[claims[0].outcome.rawValue] ?? 0)
        }
        #expect(try pipeline.store.damages().isEmpty)
    }

    @Test(arguments: seeds)
    func `the order of rows and how they come in files change nothing`(seed: UInt64) throws {
        let made = RandomContract(seed: seed)
        let pack = try pack(made)
        var random = SplitMix64(seed: seed)
        let whole = try pipeline(pack, made, [made.rows]).settle("final").statement
        let shuffled = try pipeline(pack, made, [made.rows.shuffled(using: &random)])
        #expect(try shuffled.settle("final").statement.lines == whole.lines)
        let half = made.rows.count / 2
        let parts = try pipeline(pack, made, [Array(made.rows[half...]), Array(made.rows[..<half])])
        #expect(try parts.settle("final").statement.lines == whole.lines)
        #expect(try parts.settle("final").statement.claims == whole.claims)
    }

    @Test(arguments: seeds)
    func `to settle, correct and settle again comes to the same as to settle once`(seed: UInt64) throws {
        let made = RandomContract(seed: seed)
        let pack = try pack(made)
        let inSteps = try pipeline(pack, made, [made.rows])
        try inSteps.post(inSteps.settle("final"), recording: posted)
        try add(made.corrections, to: inSteps)
        let again = try inSteps.settle("final")
        if again.statement.differsFromPosted { try inSteps.post(again, recording: posted) }
        let atOnce = try pipeline(pack, made, [made.rows, made.corrections])
        try atOnce.post(atOnce.settle("final"), recording: posted)
        #expect(try balances(inSteps) == balances(atOnce))
        #expect(try inSteps.settle("final").statement.claims == atOnce.settle("final").statement.claims)
    }
}
