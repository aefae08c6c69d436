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

    @Test(arguments: contracts)
    func `what a skeleton loses of a project is a finding, and nothing is lost twice`(name: String) throws {
        let first = try Self.pack(name).indigoProject()
        let (second, findings) = try Self.there(first)
        let (third, _) = try Self.there(second)
        #expect(second == third, "what a skeleton says of itself makes another skeleton")
        let said = findings.map { Self.field($0.path) }
        let lost = try Self.leaves(second).reduce(into: try Self.leaves(first)) { rest, leaf in
            if rest[leaf.key] == leaf.value { rest[leaf.key] = nil }
        }
        for (path, values) in lost {
            #expect(
                said.contains { path.hasPrefix($0) || $0.hasPrefix(path) }, "\(path) was lost: \(values)")
        }
    }

    @Test func `what a project says beside a contract is left out with a finding, once for a list`() throws {
        let project = """
            {"name": {"value": "A"}, "purpose": {"text": {"value": "Homes"}, "status": "PUBLIC"},
             "investments": [{"organisation_id": {"value": "a"}, "instrument": {"value": "Loan"}},
                             {"organisation_id": {"value": "b"}, "instrument": {"value": "Equity"}}],
             "investment_details": {"total_funds_invested": {"latest":
               {"amount": {"value": 900}, "currency": {"value": "GBP"}}}, "duration": {"value": "3 years"}},
             "service_and_beneficiaries": {"targeted_number_service_users_or_beneficiaries_total": {"value": 40},
               "unit_type_targeted_service_users_or_beneficiaries": {"value": "Family"}},
             "dates": {"start_date_of_service_provision": {"value": "2020-01-01"},
               "anticipated_end_date_of_service_provision": {"value": "2022-12-31"},
               "actual_end_date_of_service_provision": {"value": "2021-06-30"}},
             "outcome_metrics": [{"id": "cost", "definition": {"value": "Cost of care (GBP)"},
               "outcome_metric_target": {"value": "10 % less"}}],
             "outcome_pricings": [{"outcome_metric_id": {"value": "cost"}, "currency": {"value": "GBP"},
               "price_description": {"value": "by agreement"}}]}
            """
        let (again, findings) = try Self.there(project)
        let left = findings.filter(\.isLeftOut).map(\.path)
        #expect(
            left == [
                "investment_details.duration", "investments[0].instrument", "purpose",
                "investment_details.total_funds_invested", "outcome_metrics[0].outcome_metric_target",
            ])
        let open = findings.filter { !$0.isLeftOut }.map(\.path)
        #expect(
            open.contains("service_and_beneficiaries.unit_type_targeted_service_users_or_beneficiaries"))
        let leaves = try Self.leaves(again)
        #expect(leaves["dates.actual_end_date_of_service_provision.value"] == ["2021-06-30"])
        #expect(leaves["outcome_metrics[].definition.value"] == ["Cost of care (GBP)"])
    }

    /// Makes a skeleton of a project, and a project of the skeleton.
    private static func there(_ project: String) throws -> (again: String, findings: [IndigoStart.Finding]) {
        let disk = try Disk()
        let start = try IndigoStart(file: disk.write(project, to: "project.json"), folder: disk.folder)
        try NewPack.write(start.files, to: disk.folder, host: Disk.host)
        return (try ContractPack(folder: disk.folder).indigoProject(), start.findings)
    }

    private static func field(_ path: String) -> String { path.replacing(/\[\d+\]/, with: "[]") }

    /// What stands at each path, in the order of lists.
    private static func leaves(_ project: String) throws -> [String: [String]] {
        var leaves: [String: [String]] = [:]
        func gather(_ value: Any, _ path: String) {
            if let fields = value as? [String: Any] {
                for (name, value) in fields { gather(value, path.isEmpty ? name : "\(path).\(name)") }
            } else if let values = value as? [Any] {
                for value in values { gather(value, "\(path)[]") }
            } else {
                leaves[path, default: []].append("\(value)")
            }
        }
        gather(try JSONSerialization.jsonObject(with: Data(project.utf8)), "")
        return leaves
    }

    @Test(arguments: contracts)
    func `what a contract says stands in the project, or is told to be left out`(name: String) throws {
        let pack = try Self.pack(name)
        let contract = pack.contract
        let (project, _) = try IndigoProject.read(Array(try pack.indigoProject().utf8), file: "project.json")
        let omissions = pack.leftOutOfIndigo
        #expect(Set(omissions.map { "\($0.term) \($0.what)" }).count == omissions.count)
        #expect(omissions.allSatisfy { !$0.what.isEmpty })
        func leftOut(_ term: String) -> [String] { omissions.filter { $0.term == term }.flatMap(\.ids) }
        #expect(leftOut("`subject` of [[outcome]]") == contract.outcomes.map(\.id.rawValue))
        #expect(
            leftOut("`after` of [[outcome]]")
                == contract.outcomes.filter { $0.after != nil }.map(\.id.rawValue))
        #expect(leftOut("[terms]") == contract.terms.map(\.id.rawValue))
        let caps = ([project.most] + project.organisations.map(\.most)).compactMap(\.self).map(\.ratio)
        for cap in contract.caps where !leftOut("[[cap]]").contains(cap.id.rawValue) {
            #expect(caps.contains(try Decimal(cap.amount.majorUnits).ratio), "\(cap.id)")
        }
        let limits = project.metrics.compactMap(\.most).map(\.ratio)
        for limit in contract.limits where !leftOut("[[limit]]").contains(limit.id.rawValue) {
            guard case .metric(let sum) = limit.bound else {
                Issue.record("\(limit.id) has no place in a project")
                continue
            }
            #expect(limits.contains(try Decimal(sum.majorUnits).ratio), "\(limit.id)")
        }
        for tariff in contract.tariffs where !leftOut("[[tariff]]").contains(tariff.id.rawValue) {
            let isPrice = project.metrics.contains { metric in
                if case .unitPrice(let unit) = tariff.versions[0].mechanism {
                    return metric.price.map { "\($0)" }.map { "\(unit.price)".hasPrefix($0) } == true
                }
                return false
            }
            #expect(
                isPrice || project.metrics.contains { $0.pricing?.contains(tariff.title) == true },
                "\(tariff.id)")
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
