import FoundationEssentials
import OutcomesModel
import Testing

@testable import Utfall

/// Libraries, which are tested by packs that use them.
@Suite struct LibraryTests {
    private let folder: TemporaryFolder

    /// A library `test.bonus` that pays above a bound, and below its `tests/` a contract that uses it.
    init() throws {
        folder = try TemporaryFolder()
        try folder.make("bonus/tests/above/tests")
        try folder.write(
            "bonus/plugin.toml", "id = \"test.bonus\"\nversion = \"1.0.0\"\napi = \"1\"\nkind = \"library\"\n"
        )
        try folder.write(
            "bonus/init.lua",
            """
            local bonus = {}

            function bonus.settle(s)
              if s:series("gain"):last() > 15 then s:pay("bonus", s.terms.bonus) end
            end

            return bonus
            """)
        try write(uses: "uses = [\"test.bonus\"]")
        try folder.write(
            "bonus/tests/above/contract.toml", TestedContract.terms.replacing("%PAYMENT%", with: ""))
        try folder.write(
            "bonus/tests/above/rules.lua",
            "local bonus = require \"test.bonus\"\nreturn { settle = bonus.settle }\n")
        try write(tests: TestedContract.test("far above", gain: "20.0", expect: "total = \"500.00\""))
    }

    private func write(uses: String) throws {
        try folder.write(
            "bonus/tests/above/plugin.toml",
            "id = \"test.above\"\nversion = \"1.0.0\"\napi = \"1\"\nkind = \"contract\"\n\(uses)\n")
    }

    private func write(tests: String) throws {
        try folder.write("bonus/tests/above/tests/own.lua", "return {\n\(tests)\n}\n")
    }

    private func test() throws -> TestedPack { try AnyPack(folder: "\(folder.path)/bonus").test() }

    @Test func `the tests of packs that use a library say what of it they look at`() throws {
        let tested = try test()
        #expect(tested.kind == .library)
        #expect(tested.outcomes.map { "\($0.file): \($0.name)" } == ["tests/above/tests/own.lua: far above"])
        #expect(tested.failed.isEmpty)
        #expect(
            tested.coverage.gaps.map { "\($0.place.file):\($0.place.line ?? 0) \($0.message)" } == [
                "init.lua:4 's:series(\"gain\"):last() > 15' always holds"
            ])
        #expect(try tested.boundaries() == nil && tested.checks([.caps]).isEmpty)
    }

    @Test func `mistakes are put into the library, and noticed where a test stands on them`() throws {
        let weak = try test().mutate()
        #expect(weak.unnoticed.contains { $0.place.file == "init.lua" && $0.words == "'>' becomes '>='" })
        #expect(!weak.unnoticed.contains { $0.words == "'>' becomes '<='" })
        #expect(weak.terms.all == 0)
        try write(
            tests: TestedContract.test("at", gain: "15.0", expect: "total = \"0.00\"")
                + TestedContract.test("above", gain: "15.1", expect: "total = \"500.00\""))
        #expect(try test().mutate().unnoticed.map(\.words) == ["'last' becomes 'first'"])
    }

    @Test func `a test that cannot be run is told with the pack that it is of`() throws {
        try write(tests: TestedContract.test("misspelt", gain: "20.0", expect: "totl = \"500.00\""))
        let broken = try #require(try test().outcomes.first)
        #expect(broken.file == "tests/above/tests/own.lua")
        #expect(broken.fault?.place?.file == "tests/above/tests/own.lua")
    }

    @Test func `a pack that does not use the library cannot test it`() throws {
        try write(uses: "")
        try folder.write("bonus/tests/above/rules.lua", "return { settle = function() end }\n")
        #expect { try AnyPack(folder: "\(folder.path)/bonus") } throws: { error in
            let told = (error as? any Diagnosable)?.diagnostics.first
            return told?.expected == "uses = [\"test.bonus\"]"
                && told?.place?.file.hasSuffix("tests/above/plugin.toml") == true
        }
    }

    @Test func `a link to a pack that lies elsewhere is one of its tests`() throws {
        try FileManager.default.moveItem(
            atPath: "\(folder.path)/bonus/tests/above", toPath: "\(folder.path)/above")
        #expect(try test().outcomes.isEmpty)
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/bonus/tests/linked", withDestinationPath: "../../above")
        #expect(try test().outcomes.map(\.file) == ["tests/linked/tests/own.lua"])
    }

    @Test(arguments: ["std.rate_card", "std.netting"])
    func `a library that ships is tested by packs that ship`(name: String) throws {
        let tested = try AnyPack(folder: "\(Repository.libraries)/\(name)").test()
        #expect(!tested.outcomes.isEmpty && tested.failed.isEmpty)
        #expect(tested.coverage.lines.covered == tested.coverage.lines.all)
        #expect(tested.coverage.branches.covered == tested.coverage.branches.all)
    }
}
