import OutcomesModel
@testable import Utfall

/// A contract of one payment whose rules, checks and tests are given.
struct TestedContract {
    let folder: TemporaryFolder
    private let pack: AnyPack

    /// Its folder is gone with it.
    func with<Value>(_ body: (AnyPack) throws -> Value) rethrows -> Value {
        defer { withExtendedLifetime(folder) {} }
        return try body(pack)
    }

    func withContract<Value>(_ body: (ContractPack) throws -> Value) throws -> Value {
        try with { pack in
            guard case .contract(let contract) = pack else { preconditionFailure("it is a contract") }
            return try body(contract)
        }
    }

    /// What the host says of one property.
    func checked(_ kind: HostCheck.Kind) throws -> HostCheck {
        guard let check = try with({ try $0.test().checks([kind]) }).first else {
            preconditionFailure("a contract's pack has properties")
        }
        return check
    }

    static let terms = """
        [contract]
        title = "Well-being"
        currency = "EUR"
        rounding = { mode = "half_even", unit = "0.01" }
        starts = 2020-01-01
        ends = 2020-12-31

        [[party]]
        id = "town"
        name = "The town"
        sector = "public"
        roles = ["outcome_payer"]

        [[party]]
        id = "provider"
        name = "The provider"
        sector = "nonprofit"
        roles = ["provider"]

        [[indicator]]
        id = "gain"
        unit = "points"
        decimals = 1
        better = "higher"
        every = "once"
        subject = "contract"
        minimum = "0"
        maximum = "100"

        [[indicator]]
        id = "work"
        unit = "jobs"
        decimals = 0
        better = "higher"
        every = "event"

        [[group]]
        id = "youth"
        role = "treatment"

        [[window]]
        id = "year"
        months = 12
        from = "entry"

        [[outcome]]
        id = "work"
        price = "100.00"
        payment = "reward"
        clause = "2"

        [terms]
        bonus = { value = "500.00", unit = "EUR", clause = "3" }

        [[payment]]
        id = "reward"
        from = "town"
        to = "provider"
        clause = "2"

        [[payment]]
        id = "bonus"
        from = "town"
        to = "provider"
        clause = "3"
        %PAYMENT%

        [[settlement]]
        id = "final"
        window = "year"
        due = 2020-12-31

        [[cap]]
        id = "all"
        amount = "1000.00"
        clause = "4"

        """

    static let rules = """
        local rules = {}

        function rules.participant(p)
          if p.work:sum() >= 1 then
            p:claim "work"
          end
        end

        function rules.settle(s)
          s:pay("reward", s:claims("work").count * s.outcomes[1].price, { outcome = "work" })
          local gain = s:series("gain"):last()
          if gain > 15 then
            s:pay("bonus", s.terms.bonus)
          end
        end

        return rules
        """

    /// A test with one person, so many jobs, and a gain.
    static func test(_ name: String, work: String = "1", gain: String, expect: String) -> String {
        """
          {
            name = "\(name)",
            participants = { { subject = "P1", group = "youth", entry = "2020-01-01" } },
            measurements = {
              { subject = "P1", indicator = "work", day = "2020-06-01", value = "\(work)", state = "verified" },
              { subject = "contract", indicator = "gain", day = "2020-06-01", value = "\(gain)", state = "verified" },
            },
            expect = { \(expect) },
          },
        """
    }

    init(
        rules: String = rules, checks: String? = nil, tests: String = "", table: String? = nil,
        payment: String = ""
    ) throws {
        folder = try TemporaryFolder()
        try folder.make("tests")
        try folder.write(
            "plugin.toml", "id = \"test.tested\"\nversion = \"1.0.0\"\napi = \"1\"\nkind = \"contract\"\n")
        try folder.write("contract.toml", Self.terms.replacing("%PAYMENT%", with: payment))
        try folder.write("rules.lua", rules)
        if let checks { try folder.write("checks.lua", checks) }
        if !tests.isEmpty { try folder.write("tests/own.lua", "return {\n\(tests)\n}\n") }
        if let table { try folder.write("tests/table.csv", table) }
        pack = try AnyPack(folder: folder.path)
    }
}
