import Foundation
import OutcomesModel
import Testing
import Utfall

@Suite struct SimulationTests {
    static let packs = ["norrkoping-2016", "uk-peterborough-one-service", "us-rikers-able"]

    private func report(
        _ name: String, settlement: SettlementID? = nil, draws: Int = 300, seed: UInt64 = 1,
        threads: Int? = nil
    ) throws -> ReportDocument {
        let pack = try ContractPack(folder: "\(Repository.root)/plugins/contracts/\(name)")
        let pipeline = Pipeline(pack: pack, store: try .temporary(), host: Host(threads: threads))
        var request = SimulationRequest()
        request.settlement = settlement
        request.draws = draws
        request.seed = seed
        return try pipeline.simulate(pack.simulationTerms(), request).report
    }

    /// All of its tables as CSV.
    private func tables(_ name: String, settlement: SettlementID? = nil) throws -> String {
        try report(name, settlement: settlement).tables().map(\.csv).joined()
    }

    @Test(arguments: packs)
    func `the same seed gives the same bytes on one thread and on three, another seed others`(pack: String)
        throws
    {
        let once = try report(pack, draws: 100, threads: 1).text(as: .html)
        #expect(try report(pack, draws: 100, threads: 3).text(as: .html) == once)
        #expect(try report(pack, draws: 100, seed: 2, threads: 3).text(as: .html) != once)
    }

    @Test(arguments: packs)
    func `a picture is drawn, and every form is made`(pack: String) throws {
        let report = try report(pack)
        #expect(try report.text(as: .html).contains("<svg"))
        for format in ReportFormat.allCases { #expect(try !report.text(as: format).isEmpty) }
        #expect(try report.workbook().starts(with: Array("PK".utf8)))
        #expect(try report.text(as: .txt).split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `Rikers has its cliffs where the thresholds are, to a hundredth of a point`() throws {
        let rows = try tables("us-rikers-able").split(separator: "\n").map(String.init)
            .filter { $0.hasPrefix("cliff,") }
        #expect(
            rows.filter { $0.contains(",city,") } == [
                "cliff,reduction,city,,8.49,8.50,-4800000.00", "cliff,reduction,city,,9.99,10.00,-4800000.00",
                "cliff,reduction,city,,10.99,11.00,-480000.00",
                "cliff,reduction,city,,15.99,16.00,-576000.00",
                "cliff,reduction,city,,19.99,20.00,-768000.00",
            ])
        #expect(rows.contains("cliff,reduction,guarantor,,8.49,8.50,3600000.00"))
    }

    @Test func `the curve of Norrköping is that of its formula`() throws {
        let csv = try tables("norrkoping-2016")
        // The saving, then what the municipality and the investor have in all, with 10,000,000 lent.
        for row in [
            "-5000000,-9000000.00,-6000000.00", "0,-4000000.00,-6000000.00",
            "5000000,-2000000.00,-3000000.00",
            "10000000,0.00,0.00", "12000000,0.00,2000000.00", "20000000,8000000.00,2000000.00",
        ] { #expect(csv.contains("\n\(row)\n"), "\(row)") }
        #expect(csv.contains("flat,saving,leksell,better school results: no,10000000,20000000,0.00"))
    }

    @Test func `the first cohort of Peterborough is paid from a tenth below its matched group`() throws {
        let csv = try tables("uk-peterborough-one-service", settlement: "cohort_1")
        #expect(csv.contains("cliff,cohort,investors,,139.6,139.5,100000.00"))
    }

    @Test func `power says what 60 against 61 can see`() throws {
        let pack = try ContractPack(folder: Repository.norrkoping)
        let report = try Pipeline(pack: pack, store: try .temporary()).power(pack.simulationTerms())
        #expect(report.needsAttention)
        let text = try report.report.text(as: .txt)
        #expect(text.contains("60 Children of 2016, 61 Reference group of 2013"))
        #expect(text.contains("Smallest detectable effect    230,749 SEK, with a power of 80 %"))
        #expect(text.contains("This design cannot see its target"))
    }

    @Test func `how much people differ is estimated from evidence where nobody declares it`() throws {
        let pack = try ContractPack(folder: Repository.norrkoping)
        let pipeline = Pipeline(pack: pack, store: try .temporary())
        _ = try pipeline.importEvidence(pack.exampleEvidence, recording: imported)
        let nothing = SimulationTerms(
            name: "none", file: "none", settlement: nil, quantities: [], stakes: [], powerPlans: [])
        let text = try pipeline.power(nothing).report.text(as: .txt)
        #expect(text.contains("standard deviation 449,319 SEK, of 121 people in the"))
        #expect(text.contains("The design sees an effect of 230,749 SEK or more."))
        #expect(text.contains("standard deviation 1.963 subjects passed, of 58"))
    }

    @Test func `people who reach an outcome make claims by the pack's rules`() throws {
        let folder = try TemporaryFolder()
        let pack = "\(folder.path)/pack"
        let base = "\(Repository.root)/Tests/ErrorTests/Bases/contract/pack"
        try FileManager.default.copyItem(atPath: base, toPath: pack)
        try folder.write(
            "pack/simulation.toml",
            """
            [[quantity]]
            id = "jobs"
            indicator = "job"
            group = "youth"
            people = 8
            value = "1"
            distribution = { kind = "binomial", trials = 8, probability = "0.5" }
            source = "assumed"

            [[quantity]]
            id = "wellbeing"
            evaluation = "wellbeing"
            reads = "improved"
            distribution = { kind = "fixed", value = "0" }
            source = "assumed"
            """)
        let contract = try ContractPack(folder: pack)
        var request = SimulationRequest()
        request.draws = 50
        let pipeline = Pipeline(pack: contract, store: try .temporary())
        let csv = try pipeline.simulate(contract.simulationTerms(), request).report.tables().map(\.csv)
            .joined()
        // Each job is worth 1,000 euros to the provider.
        for jobs in 0...8 { #expect(csv.contains("\n\(jobs),-\(jobs)000.00,\(jobs)000.00\n") || jobs == 0) }
    }

    @Test func `assumptions are no terms: they change no hash`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: "\(Repository.root)/Tests/ErrorTests/Bases/contract/pack", toPath: "\(folder.path)/pack")
        let before = try ContractPack(folder: "\(folder.path)/pack").hash
        try folder.write("pack/simulation.toml", "settlement = \"first\"\n")
        #expect(try ContractPack(folder: "\(folder.path)/pack").hash == before)
    }
}
