import OutcomesModel
@testable import PluginHost
import Testing

@Suite struct CheckTests {
    private let two = [
        TinyEvidence.measured("a-2", "work", "2024-03-01", .number(1), line: 2),
        TinyEvidence.measured("a-1", "work", "2024-03-01", .number(1), line: 3),
    ]

    @Test func `what a check rejects is not used, what it asks is a question at the row`() throws {
        let checked = try check(
            """
            return { measurement = function(m)
              if m.subject == "a-2" then m:reject("not so", "ask the register") else m:ask "is it so?" end
            end }
            """, two)
        #expect(checked.measurements.map(\.state) == [.rejected, .verified])
        let found = checked.findings
        #expect(found.map(\.severity) == [.question, .rejected])
        #expect(found.map(\.message) == ["is it so?", "not so"])
        #expect(found.map(\.hint) == [nil, "ask the register"])
        #expect(found.map { $0.place?.description } == ["new.csv:3", "new.csv:2"])
        #expect(found.map(\.subject) == [.participant("a-1"), .participant("a-2")])
        #expect(found.allSatisfy { $0.rule == "checks.measurement" })
    }

    @Test func `a file that is rejected has all its rows rejected`() throws {
        let checked = try check("return { batch = function(b) b:reject 'the wrong year' end }", two)
        #expect(checked.measurements.map(\.state) == [.rejected, .rejected])
        #expect(
            checked.findings.map { "\($0.rule) \($0.place?.description ?? "-")" } == ["checks.batch new.csv"])
    }

    @Test func `a file of participants that is rejected has none left`() throws {
        let file = EvidenceBatch(
            file: TinyEvidence.batch([]).file, kind: .participants, measurements: [],
            participants: ParticipantTable(TinyEvidence.people), findings: [])
        let rejecting = Bench(["checks.lua": "return { batch = function(b) b:reject 'of another year' end }"])
        #expect(try rejecting.run().check(file).participants.isEmpty)
        let asking = Bench(["checks.lua": "return { batch = function(b) b:ask 'of which year?' end }"])
        #expect(try asking.run().check(file).participants == ParticipantTable(TinyEvidence.people))
    }

    @Test func `a check that fails stops the import and names the row`() throws {
        let error = #expect(throws: PluginError.self) {
            try check("return { measurement = function(m) error 'no' end }", two)
        }
        #expect(error?.diagnostic.message == "no")
        #expect(error?.diagnostic.subject == "work in new.csv:2")
    }

    @Test func `a pack without checks finds nothing`() throws {
        let run = Bench(["rules.lua": "return {}"]).run()
        #expect(try run.check(TinyEvidence.batch(two)).findings.isEmpty)
        #expect(try run.checkContract().isEmpty)
    }

    @Test func `the contract's own check finds what is wrong with the contract`() throws {
        let source = "return { contract = function(c) c:warn(c.title) c:reject('no', 'why') end }"
        let found = try Bench(["checks.lua": source]).run().checkContract()
        #expect(found.map(\.severity) == [.warning, .rejected])
        #expect(found.map(\.message) == ["Tiny", "no"])
        #expect(found.allSatisfy { $0.rule == "checks.contract" && $0.place == nil && $0.subject == nil })
    }

    private func check(_ lua: String, _ measurements: [Measurement]) throws(PluginError) -> EvidenceBatch {
        try Bench(["checks.lua": lua]).run().check(TinyEvidence.batch(measurements))
    }
}
