import Foundation
import OutcomesModel
import Testing
import Utfall

/// Projects as they are published: with gaps, and with texts where figures should be.
@Suite struct DirtyProjectTests {
    private static let metrics = """
        "outcome_metrics": [
          {"id": "jobs", "definition": {"value": "Jobs kept \\\\ \\"26\\" weeks"}}, {"id": "id"}, {"id": "9 lives"}
        ]
        """

    private static func pricing(_ amount: String, _ currency: String = "\"GBP\"", of metric: String = "jobs")
        -> String
    {
        """
        "outcome_pricings": [{"outcome_metric_id": {"value": "\(metric)"}, "currency": {"value": \(currency)},
          "price_per_unit": {"amount": {"value": \(amount)}}}]
        """
    }

    /// What a project has, what must be found, and what is paid for one unit of `jobs`.
    private static let projects: [(fields: [String], finding: String, price: String?)] = [
        ([metrics, pricing("1200.5")], "id: 'id'", "1200.50"),
        ([metrics, pricing("1200", "null")], "outcome_pricings: no currency is said", nil),
        ([metrics, pricing("1200", "\"pounds\"")], "outcome_pricings[0].currency: this is no currency", nil),
        (
            [metrics, pricing("\"about 1,200\"")],
            "outcome_pricings[0].price_per_unit.amount: this is no number", nil
        ),
        (
            [metrics, pricing("\"1200\"")], "outcome_pricings[0].price_per_unit.amount: this is no number",
            nil
        ),
        (
            [metrics, pricing("1200.005")], "outcome_pricings[0].price_per_unit.amount: GBP has no such sum",
            nil
        ),
        (
            [metrics, pricing("1200", of: "homes")],
            "outcome_pricings[0].outcome_metric_id: this price is of no", nil
        ),
        ([metrics], "outcome_pricings: no price for a unit of 'jobs' is said", nil),
        (
            [
                metrics, pricing("1200"),
                "\"dates\": {\"start_date_of_service_provision\": {\"value\": \"autumn\"}}",
            ],
            "dates.start_date_of_service_provision: this is no day", "1200.00"
        ),
        (
            [
                metrics, pricing("1200"),
                "\"dates\": {\"start_date_of_service_provision\": {\"value\": \"2020\"}, \"anticipated_end_date_of_service_provision\": {\"value\": \"2019\"}}",
            ], "dates.anticipated_end_date_of_service_provision: the end is before the start", "1200.00"
        ),
        (
            [
                metrics, pricing("1200"),
                "\"service_provisions\": [{\"organisation_id\": {\"value\": \"INDIGO-ORG-1\"}}]",
            ],
            "service_provisions[0].organisation_id: this organisation is named nowhere", "1200.00"
        ),
        (
            [
                metrics, pricing("1200"),
                "\"outcome_payments\": [{\"payer_organisation_id\": {\"value\": \"a\"}, \"recipient_organisation_id\": {\"value\": \"a\"}}]",
            ],
            "outcome_payments[0]: it pays itself", "1200.00"
        ),
        (
            [metrics, pricing("1200"), "\"outcome_payment_plans\": [{}, {\"id\": {\"value\": \"two\"}}]"],
            "outcome_payment_plans[1]: it has no period of its own", "1200.00"
        ),
        (["\"name\": {\"value\": \"Nothing else\"}"], "outcome_metrics: no metric is said", nil),
    ]

    @Test(arguments: projects.indices)
    func `a gap is a finding, and never an amount; the skeleton is in order`(index: Int) throws {
        let (fields, wanted, price) = Self.projects[index]
        let disk = try Disk()
        let file = try disk.write("{\(fields.joined(separator: ",\n"))}", to: "project.json")
        let start = try IndigoStart(file: file, folder: disk.folder)
        let told = start.findings.map { "\($0.path): \($0.what)" }
        if wanted != "id: 'id'" { #expect(told.contains { $0.hasPrefix(wanted) }, "\(told)") }
        #expect(start.findings.allSatisfy { !$0.fill.isEmpty })
        try NewPack.write(start.files, to: disk.folder, host: Disk.host)

        let check = try AnyPack.check(folder: disk.folder, host: Disk.host)
        let errors = check.remarks.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(errors.map(\.diagnostic))")
        let pack = try ContractPack(folder: disk.folder)
        for outcome in try AnyPack(folder: disk.folder).test(host: Disk.host).outcomes {
            #expect(outcome.failures.isEmpty, "\(outcome.name): \(outcome.failures)")
        }
        #expect(pack.contract.outcomes.map(\.price.majorUnits) == [price].compactMap(\.self))

        // Each finding is a line of the page; what is to be filled in is a question before anything is posted.
        let page = try String(contentsOfFile: "\(disk.folder)/FINDINGS.md", encoding: .utf8)
        for finding in start.findings { #expect(page.contains("| `\(finding.path)` |")) }
        guard price != nil else { return }
        let pipeline = Pipeline(pack: pack, store: try .temporary())
        let recording = Recording(by: "test", at: "2026-01-01T00:00:00Z", reason: "test")
        let evidence = try disk.write(
            "subject,indicator,day,value,state\ncontract,jobs,\(pack.contract.starts),2,verified\n",
            to: "jobs.csv")
        _ = try pipeline.importEvidence([evidence], recording: recording)
        let settled = try pipeline.settle()
        #expect(
            settled.findings.count { $0.finding.severity == .question }
                == start.findings.count { !$0.isLeftOut })
        #expect(throws: PipelineError.self) { try pipeline.post(settled, recording: recording) }
    }
}
