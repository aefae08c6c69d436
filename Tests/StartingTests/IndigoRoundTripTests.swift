import Foundation
import Indigo
import OutcomesModel
import Testing
import Utfall

/// A contract as an INDIGO project, and a project as the skeleton of a contract.
@Suite struct IndigoRoundTripTests {
    static let contracts: [String] = {
        let folder = TemplateTests.root.appending(path: "plugins/contracts").path
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }()

    private static func pack(_ name: String) throws -> ContractPack {
        try ContractPack(folder: TemplateTests.root.appending(path: "plugins/contracts/\(name)").path)
    }

    private static let schema = TemplateTests.root.deletingLastPathComponent()
        .appending(path: "shared/indigo/project.json").path

    @Test(.enabled(if: FileManager.default.fileExists(atPath: schema)), arguments: contracts)
    func `an export is what the schema of the standard allows`(name: String) throws {
        let schema = try #require(try JSONSchema(file: Self.schema))
        let text = try Self.pack(name).indigoProject()
        let faults = schema.faults(of: try JSONSerialization.jsonObject(with: Data(text.utf8)))
        #expect(faults == [])
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: schema)))
    func `the check by the schema finds what is wrong`() throws {
        let schema = try #require(try JSONSchema(file: Self.schema))
        let wrong: [String: Any] = [
            "status": "KNOWN", "name": ["value": 1], "sources": [Any](), "novel": 1,
            "dates": ["start_date_of_service_provision": ["value": "1.1.2016"]],
            "outcome_pricings": [["price_per_unit": ["amount": ["value": "12"]]]],
        ]
        #expect(schema.faults(of: wrong).count == 6)
    }

    @Test(arguments: contracts)
    func `what is written is read again`(name: String) throws {
        let contract = try Self.pack(name).contract
        let text = try Self.pack(name).indigoProject()
        var (project, findings) = try IndigoProject.read(Array(text.utf8), file: "project.json")
        #expect(findings == [])
        #expect(project.id == contract.id.rawValue)
        #expect(project.name == contract.title)
        #expect(project.starts == contract.starts)
        #expect(project.currency == contract.currency.code || contract.outcomes.isEmpty)
        let roles = Dictionary(uniqueKeysWithValues: project.organisations.map { ($0.id, Set($0.roles)) })
        for party in contract.parties {
            #expect(roles[party.id.rawValue] == Set(party.roles))
            #expect(project.organisations.contains { $0.name == party.name })
        }
        for outcome in contract.outcomes {
            let metric = try #require(project.metrics.first { $0.id == outcome.id.rawValue })
            #expect(metric.definition == outcome.title)
            #expect(metric.price?.ratio == (try Decimal(outcome.price.majorUnits)).ratio)
        }
        // Written and read once more, it is the same.
        let again = try IndigoProject.read(Array(project.json.written.utf8), file: "project.json").project
        project.metrics = project.metrics.map(\.withoutPlace)
        #expect(again.metrics.map(\.withoutPlace) == project.metrics)
        #expect(again.organisations == project.organisations)
        #expect(again.payments == project.payments)
        #expect(again.plans == project.plans)
    }

    @Test(arguments: contracts)
    func `a skeleton of it is in order, and pays the prices of the contract`(name: String) throws {
        let disk = try Disk()
        let original = try Self.pack(name)
        let file = try disk.write(try original.indigoProject(), to: "project.json")
        let start = try IndigoStart(file: file, folder: disk.folder)
        try NewPack.write(start.files, to: disk.folder, host: Disk.host)

        let check = try AnyPack.check(folder: disk.folder, host: Disk.host)
        let errors = check.remarks.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(errors.map(\.diagnostic))")
        let pack = try ContractPack(folder: disk.folder)
        for outcome in try AnyPack(folder: disk.folder).test(host: Disk.host).outcomes {
            #expect(outcome.failures.isEmpty, "\(outcome.name): \(outcome.failures)")
        }

        let contract = pack.contract
        #expect(contract.title == original.contract.title)
        #expect(contract.starts == original.contract.starts && contract.ends == original.contract.ends)
        #expect(contract.parties.map(\.name) == original.contract.parties.map(\.name))
        #expect(contract.parties.map { Set($0.roles) } == original.contract.parties.map { Set($0.roles) })
        for outcome in original.contract.outcomes where outcome.price.minorUnits > 0 {
            let own = try #require(contract.outcomes.first { $0.title == outcome.title })
            #expect(own.price == outcome.price)
        }
        // No price comes from nowhere.
        let known = Set(original.contract.outcomes.map(\.price.minorUnits))
        if original.contract.tariffs.isEmpty {
            #expect(contract.outcomes.allSatisfy { known.contains($0.price.minorUnits) })
        }
    }

    @Test func `what was posted stands in it to the minor unit`() throws {
        let pack = try Self.pack("ke-asrh-tiko")
        let store = try EvidenceStore.temporary()
        let pipeline = Pipeline(pack: pack, store: store)
        let recording = Recording(by: "test", at: "2026-01-01T00:00:00Z", reason: "test")
        _ = try pipeline.importEvidence(pack.exampleEvidence, recording: recording)
        _ = try pipeline.post(try pipeline.settle(), recording: recording)
        let text = try pack.indigoProject(postedIn: store)
        let (project, findings) = try IndigoProject.read(Array(text.utf8), file: "project.json")
        #expect(findings == [])
        #expect(project.paid?.description == "4697253.54")
        let actual = project.payments.filter { $0.amount != nil }
        #expect(actual.map(\.amount?.description) == ["2348626.77", "2348626.77"])
        #expect(actual.map(\.payer) == ["first_funder", "second_funder"])
        #expect(actual.allSatisfy { $0.plan == "final" && $0.recipient == "tiko" })
        // The digits themselves, which no binary float has touched.
        #expect(text.contains("\"value\": 4697253.54"))
    }
}

extension IndigoProject.Metric {
    fileprivate var withoutPlace: IndigoProject.Metric {
        var metric = self
        metric.place = ""
        metric.pricePlace = ""
        return metric
    }
}
