import Foundation
import OutcomesModel
import Testing
import Utfall

/// Whoever starts from a template has a contract that holds, whatever was answered.
@Suite struct TemplateTests {
    static let names = [
        "activity-guarantee", "band", "bonus", "guarantee", "netting", "rate-card", "referral-shortfall",
        "savings-share", "split", "staged", "standing-charge", "step-tariff", "termination",
        "threshold-table", "unit-price", "waterfall",
    ]

    private static let libraries: [String] = {
        let folder = root.appending(path: "plugins/lib").path
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }()

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func `each library of the settlement has a template`() throws {
        #expect(try ContractTemplate.shipped().map(\.name) == Self.names)
        let uses = try Self.names.flatMap { name in
            let manifest = Self.root.appending(path: "plugins/templates/\(name)/plugin.toml")
            return try String(contentsOf: manifest, encoding: .utf8)
                .matches(of: /std\.[a-z_]+/).map { String($0.output) }
        }
        // What assessments write pays nothing.
        #expect(Set(uses) == Set(Self.libraries.filter { $0 != "std.assessment" }))
    }

    /// What is given instead of what is usual; answers that a template does not ask for are left out.
    private static let answers: [[String: String]] = [
        [:],
        [
            "title": "Jobs \"that\" last \\ for *all* | 100 %", "id": "se.kommun.jobb-2", "currency": "SEK",
            "payer": "Göteborgs \"Stad\"", "provider": "Föreningen \\ AB", "investor": "Fonden [1]",
            "guarantor": "Stiftelsen <x>", "second_payer": "Region_Väst", "starts": "2016-02-29",
            "ends": "2016-03-01", "cap": "12345.67", "price": "0.01", "price_started": "999.99",
            "price_kept": "0.01", "first_price": "0.07", "second_price": "1234567.89", "up_to": "1",
            "first": "-3.25", "second": "-3.24", "first_amount": "0.01", "second_amount": "0.02",
            "share": "0.333333", "most": "33.33", "at": "0", "amount": "0.01", "loan": "1000000.01",
            "guaranteed_share": "1", "first_share": "0.333333", "first_parts": "7", "second_parts": "3",
            "staff": "1", "good_at": "0.01", "good_amount": "10.01", "bad_at": "99.99", "bad_amount": "10.02",
            "expected": "1", "shortfall_price": "0.03", "base": "0.01", "ended": "2016-03-01",
            "late_from": "2016-03-01", "early_share": "0.999999", "late_share": "0", "investor_parts": "1",
            "provider_parts": "1000000",
        ],
        // No minor unit, and a contract of ten years.
        [
            "currency": "JPY", "starts": "2030-01-31", "ends": "2039-12-31", "price": "7", "first_parts": "1",
            "second_parts": "2", "first_amount": "1", "second_amount": "2000000000", "share": "0.000001",
            "loan": "3", "first_share": "0.999999", "investor_parts": "999999", "ended": "2030-01-31",
            "late_from": "2035-01-31", "base": "99999999",
        ],
        // Three decimals, and one day more than the late end.
        [
            "currency": "KWD", "price": "1234.567", "loan": "0.001", "cap": "0.001", "most": "0.001",
            "ended": "2028-01-01", "late_from": "2028-01-02", "amount": "77777777.777", "share": "1",
        ],
    ]

    /// All answers are tried where there is an hour.
    static let sets =
        ProcessInfo.processInfo.environment["UTFALL_FULL_TESTS"] == nil ? [0, 1] : Array(answers.indices)

    @Test(arguments: names, sets)
    func `a new contract passes its check without a remark, and its tests`(name: String, set: Int) throws {
        let disk = try Disk()
        let template = try ContractTemplate.shipped(name)
        let asked = Set(template.questions.map(\.id))
        var answers = ContractAnswers(template, folder: disk.folder)
        try answers.give(Self.answers[set].filter { asked.contains($0.key) })
        let files = try NewPack.write(try answers.files(), to: disk.folder, host: Disk.host)
        #expect(
            Set(["plugin.toml", "contract.toml", "rules.lua", "checks.lua", "README.md"])
                .union([".luarc.json", ".utfall/soc.lua", "reports/payments.lua", "tests/cases.lua"])
                .isSubset(of: files))

        let check = try AnyPack.check(folder: disk.folder, host: Disk.host)
        #expect(check.wasRun)
        #expect(check.remarks.isEmpty, "\(check.remarks.map(\.diagnostic))")
        let outcomes = try AnyPack(folder: disk.folder).test(host: Disk.host).outcomes
        #expect(outcomes.count >= 5)
        for outcome in outcomes { #expect(outcome.failures.isEmpty, "\(outcome.name): \(outcome.failures)") }
    }

    @Test(arguments: names)
    func `a price that is changed in the terms alone fails a test`(name: String) throws {
        let disk = try Disk()
        var answers = ContractAnswers(try .shipped(name), folder: disk.folder)
        try answers.give("1234567", to: "cap")
        try NewPack.write(try answers.files(), to: disk.folder, host: Disk.host)
        let terms = URL(filePath: "\(disk.folder)/contract.toml")
        let text = try String(contentsOf: terms, encoding: .utf8)
        // The last price, sum or share of a tariff or outcome.
        let prices = text.matches(
            of: /(?:price|amount|share|weights = \{ first_part) = "?([1-9][0-9]*|0\.[0-9]+)"?/
        )
        .filter { $0.output.1 != "1234567" }
        let last = try #require(name == "guarantee" ? prices.first : prices.last)
        let changed = text.replacingCharacters(
            in: last.output.1.startIndex..<last.output.1.endIndex, with: "0.03")
        try changed.write(to: terms, atomically: true, encoding: .utf8)
        let failed = try? AnyPack(folder: disk.folder).test(host: Disk.host).outcomes.contains {
            !$0.failures.isEmpty
        }
        // A weight of 0.03 or a tier is another figure too; a file that is refused is no contract at all.
        #expect(failed != false, "\(last.output.0) became 0.03")
    }
}
