import ArgumentParser
import OutcomesModel
import Utfall

struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Runs a pack's own tests, tests/*.lua.")

    @OptionGroup var options: PackOptions

    func run() throws {
        try telling(asJSON: options.json) {
            let pack = try AnyPack(folder: options.pack, libraryFolders: options.libraryFolders)
            let outcomes = try pack.test(host: options.host)
            let failed = outcomes.filter { !$0.failures.isEmpty }
            if options.json {
                Output.print(JSON.text(outcomes.map(OutcomeJSON.init)))
            } else {
                for outcome in outcomes {
                    Output.print(
                        "\(outcome.failures.isEmpty ? "passed" : "FAILED")  \(outcome.file): \(outcome.name)")
                    for failure in outcome.failures { Output.print("        \(failure)") }
                }
                Output.print(
                    outcomes.isEmpty
                        ? "\(options.pack) has no tests; write one in tests/NAME.lua"
                        : "\(outcomes.count - failed.count) passed, \(failed.count) failed")
            }
            if !failed.isEmpty { throw Told(status: .lookAtIt) }
        }
    }

    private struct OutcomeJSON: Encodable {
        let file, name: String
        let passed: Bool
        let failures: [String]

        init(_ outcome: TestOutcome) {
            file = outcome.file
            name = outcome.name
            passed = outcome.failures.isEmpty
            failures = outcome.failures
        }
    }
}
