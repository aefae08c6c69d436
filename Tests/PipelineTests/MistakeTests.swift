import Foundation
import LuaSyntax
import OutcomesModel
import Testing

@testable import Utfall

/// The small mistakes that are put into rules and terms, one at a time.
@Suite struct MistakeTests {
    // MARK: In Lua

    static let mistakes: [(source: String, mutants: [String])] = [
        ("x = a >= b", ["x = a > b", "x = a < b"]),
        ("x = a == b", ["x = a ~= b"]),
        ("x = a + 9", ["x = a - 9", "x = a + 10"]),
        ("x = a * 0.49", ["x = a / 0.49", "x = a * 0.50"]),
        ("x = a and b", ["x = a or b"]),
        ("x = \"0.99\"", ["x = \"1.00\""]),
        ("x = \"clause 9\"", []),
        ("x = soc.day \"2020-03-01\"", ["x = soc.day \"2020-02-29\"", "x = soc.day \"2020-03-02\""]),
        ("x = \"2020-02-30\"", []),
        ("x = not a", ["x =  a"]),
        ("x = true", ["x = false"]),
        ("if a then x = b end", ["if not (a) then x = b end"]),
        ("if a < b then x = b end", ["if a <= b then x = b end", "if a >= b then x = b end"]),
        ("s:pay(\"a\", x:at_least(y))", ["do end", "s:pay(\"a\", x:at_most(y))"]),
        ("x = soc.min(a, b)", ["x = soc.max(a, b)"]),
        ("require \"soc\"", []),
        ("x = 0xFF", []),
        ("x =", []),
    ]

    @Test(arguments: mistakes)
    func `a mistake is one small change`(_ given: (source: String, mutants: [String])) {
        let bytes = Array(given.source.utf8)
        let mutants = LuaMutant.all(of: bytes).map { String(decoding: $0.applied(to: bytes), as: UTF8.self) }
        #expect(Set(mutants) == Set(given.mutants))
        #expect(mutants.count == given.mutants.count)
    }

    /// The Lua of packs that ship, but for their tests.
    static let sources = (FileManager.default.subpaths(atPath: "\(Repository.root)/plugins") ?? []).filter {
        !$0.contains("/tests/") && !$0.hasPrefix("templates/") && $0.hasSuffix(".lua")
    }.sorted()

    @Test(arguments: sources)
    func `a source with a mistake is still Lua, and another one`(path: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: "\(Repository.root)/plugins/\(path)")).map(\.self)
        let mutants = LuaMutant.all(of: bytes)
        for mutant in stride(from: 0, to: mutants.count, by: max(1, mutants.count / 20)).map({ mutants[$0] })
        {
            let changed = mutant.applied(to: bytes)
            #expect(changed != bytes, "\(mutant.words)")
            #expect(LuaParser.parse(changed).errors.isEmpty, "line \(mutant.line): \(mutant.words)")
        }
    }

    // MARK: Days in the terms

    /// What the terms of `TestedContract` say, what they say by mistake, and whether that comes to a sum.
    static let days: [(old: String, new: String, counts: Bool)] = [
        // The window is each person's own, and nothing is priced by a tariff.
        ("ends = 2020-12-31", "ends = 2021-01-01", false),
        // What is about the contract is counted from its first day.
        ("starts = 2020-01-01", "starts = 2020-01-02", true),
        // People who enter later are not seen.
        ("due = 2020-12-31", "due = 2020-12-30", true),
        ("months = 12\nfrom = \"entry\"", "starts = 2020-01-01\nends = 2020-06-30", true),
    ]

    @Test(arguments: days)
    func `a day that decides nothing is no mistake`(_ given: (old: String, new: String, counts: Bool)) throws
    {
        let contract = try TestedContract()
        let before = try contract.withContract { $0 }
        let path = "\(contract.folder.path)/contract.toml"
        let terms = try text(of: path)
        #expect(terms.contains(given.old))
        try contract.folder.write("contract.toml", terms.replacing(given.old, with: given.new))
        let after = try ContractPack(folder: contract.folder.path)
        let differ = DayUse(before.pack, before.contract) != DayUse(before.pack, after.contract)
        #expect(differ == given.counts)
    }

    @Test func `a settlement long after its window does not hang on the day on which it is due`() throws {
        let fixed = TestedContract.terms.replacing(
            "months = 12\nfrom = \"entry\"", with: "starts = 2020-01-01\nends = 2020-06-30")
        // Clauses say where they stand, so that all of them stand in one file.
        let contract = try TestedContract()
        func use(_ terms: String) throws -> DayUse {
            try contract.folder.write("contract.toml", terms.replacing("%PAYMENT%", with: ""))
            let read = try ContractPack(folder: contract.folder.path).contract
            return DayUse(read, readsWindow: true) { _ in false }
        }
        let before = try use(fixed)
        #expect(try use(fixed.replacing("due = 2020-12-31", with: "due = 2021-01-01")) == before)
        #expect(try use(fixed.replacing("due = 2020-12-31", with: "due = 2020-06-29")) != before)
        #expect(try use(fixed.replacing("ends = 2020-06-30", with: "ends = 2020-07-01")) != before)
    }

    @Test func `a day that no test stands on is told with the days beside it`() throws {
        let contract = try TestedContract(
            tests: TestedContract.test("a job", gain: "14.0", expect: "total = \"100.00\""))
        let words = try contract.with { try $0.test().mutate() }.unnoticed.map(\.words)
        #expect(words.contains("[settlement] due 2020-12-31 becomes 2020-12-30"))
        #expect(words.contains("[settlement] due 2020-12-31 becomes 2021-01-01"))
        #expect(!words.contains { $0.hasPrefix("[contract] ends") })
    }
}
