import Testing
import Utfall

/// What the reports of the shipped contracts say on their example evidence, as text of 80 columns.
@Suite struct PackReportTests {
    static let reports: [(name: String, pack: String)] = [
        ("dashboard", Repository.norrkoping), ("children", Repository.norrkoping),
        ("investor", Repository.norrkoping),
        ("outcomes", Repository.rebootWest), ("cohorts", "\(Repository.root)/plugins/contracts/bench-fund"),
    ]

    @Test(arguments: reports)
    func `a report of a shipped contract says what was approved`(name: String, pack: String) throws {
        let pipeline = try pipeline(pack)
        let text = try pipeline.report(name, on: pipeline.settle(), as: .txt)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        _ = try isApproved(text, at: "\(Repository.cases)/reports/\(name).txt")
    }

    @Test(arguments: ["children", "cohorts", "outcomes"])
    func `a report of reads is short`(name: String) throws {
        let pack = try #require(Self.reports.first { $0.name == name }).pack
        #expect(try text(of: "\(pack)/reports/\(name).lua").split(separator: "\n").count < 40)
    }
}
