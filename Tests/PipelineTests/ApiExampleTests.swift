import FoundationEssentials
import OutcomesModel
import PluginHost
import Testing
import Utfall

/// The examples of the Lua API, each run in a hook in which its function may be called, on the contract that they are of.
@Suite struct ApiExampleTests {
    private static let pack = "\(Repository.cases)/api-examples/pack"
    private static let assessment = "\(Repository.root)/plugins/assessments/hiia"
    /// What a hook fails with where the example in it has run to its end.
    private static let end = "the example came to its end"

    @Test func `each function has an example, and the example calls it`() {
        for row in ApiDocumentation.examples {
            let call = row.function.drop { $0 != ":" && $0 != "." }
            #expect(
                row.example?.contains(call.isEmpty ? row.function : String(call)) == true,
                "\(row.function): \(row.example ?? "none")")
        }
    }

    @Test(arguments: Set(ApiDocumentation.examples.compactMap(\.example)).sorted())
    func `an example runs in a hook of its function`(example: String) throws {
        let hook = Self.hook(of: example)
        let functions = ApiDocumentation.examples.filter { $0.example == example }
        #expect(functions.contains { $0.hooks.contains(hook) }, "\(functions.map(\.function)) not in \(hook)")
        #expect(try told(example, in: hook) == Self.end)
    }

    /// Tells from the value that an example is of in which hook that value is at hand.
    private static func hook(of example: String) -> Hook {
        let first = String(example.prefix { $0.isLetter })
        let named: [String: Hook] = [
            "p": .participant, "d": .distribute, "m": .measurement, "b": .batch, "c": .contract,
            "r": .report, "a": .assess, "portfolio": .portfolio, "contract": .portfolio,
            "describe": .prompt, "print": .prompt, "people": .prompt, "person": .prompt,
        ]
        return named[first] ?? (example.hasPrefix("#people") ? .prompt : .settle)
    }

    /// Returns the message with which the hook ends.
    private func told(_ example: String, in hook: Hook) throws -> String? {
        do {
            return try run(example, in: hook)
        } catch let error as any Diagnosable {
            return error.diagnostics.first?.message
        }
    }

    private func run(_ example: String, in hook: Hook) throws -> String? {
        func function(_ symbol: String) -> String {
            """
            function(\(symbol))
              local contract = \(symbol == "portfolio" ? "portfolio.contracts[1]" : "nil")
              local value = \(example)
              error("\(Self.end)", 0)
            end
            """
        }
        let soc = "local soc = require \"soc\"\n"
        let folder = try TemporaryFolder()
        let pack = try folder.copy(of: Self.pack)
        func rule(_ name: String, _ symbol: String, in file: String) throws {
            let settle = file == "rules.lua" ? "settle = function() end, " : ""
            try folder.write("pack/\(file)", "\(soc)return { \(settle)\(name) = \(function(symbol)) }")
        }
        switch hook {
        case .participant: try rule("participant", "p", in: "rules.lua")
        case .settle:
            try change(
                "\(pack)/rules.lua", "return rules", to: "rules.settle = \(function("s"))\nreturn rules")
            try change("\(pack)/rules.lua", "local rules = {}", to: "\(soc)local rules = {}")
        case .distribute:
            try change(
                "\(pack)/rules.lua", "return rules", to: "rules.distribute = \(function("d"))\nreturn rules")
            try change("\(pack)/rules.lua", "local rules = {}", to: "\(soc)local rules = {}")
        case .measurement: try rule("measurement", "m", in: "checks.lua")
        case .batch: try rule("batch", "b", in: "checks.lua")
        case .contract: try rule("contract", "c", in: "checks.lua")
        case .report:
            try folder.make("pack/reports")
            try folder.write("pack/reports/example.lua", "\(soc)return \(function("r"))")
        case .assess, .portfolio, .prompt: break
        case .load, .test: return nil
        }
        let pipeline = try pipeline(pack)
        switch hook {
        case .report: return try pipeline.report("example", on: pipeline.settle(), as: .txt)
        case .assess:
            try FileManager.default.copyItem(atPath: Self.assessment, toPath: "\(folder.path)/hiia")
            try folder.write("hiia/assess.lua", "\(soc)return \(function("a"))")
            let assessment = try AssessmentPack(
                folder: "\(folder.path)/hiia", libraryFolders: [Repository.libraries])
            return try pipeline.assess(assessment).report.text(as: .txt)
        case .portfolio:
            let path = try folder.write("example.lua", "\(soc)return \(function("portfolio"))")
            let script = try AnalystScript(path: path, libraryFolders: [Repository.libraries])
            return try Portfolio([pipeline]).run(script, on: Day(iso: "2019-12-31")).text(as: .txt)
        case .prompt:
            let prompt = try Prompt(pipeline)
            let answer = prompt.evaluate("do local value = \(example) end error(\"\(Self.end)\", 0)")
            return answer.faults.first?.message
        default: return try pipeline.settle().statement.held.first?.reason.message
        }
    }
}
