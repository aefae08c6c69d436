import ArgumentParser
import OutcomesModel
import Utfall

struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Starts a contract from a template, or from an INDIGO project.",
        discussion: """
            It asks for what no option gives, where somebody is there to answer; otherwise it takes what is usual. The \
            new pack passes `utfall check` and `utfall test` as it is, and is changed from there.

            --set ID=ANSWER answers any question of the template; utfall new --list --template NAME lists them.
            """)

    @Argument(help: "The folder of the new pack: a name that is new, or an empty folder.")
    var folder: String?

    @Option(help: ArgumentHelp("The template to start from.", valueName: "name"))
    var template: String?

    @Option(help: ArgumentHelp("An INDIGO project, as JSON, to start from instead.", valueName: "file"))
    var fromIndigo: String?

    @Flag(help: "List the templates, or the questions of one.")
    var list = false

    @Option(help: "Title of the contract.") var title: String?
    @Option(help: "Id of the pack, such as se.norrkoping.soc-2016.") var id: String?
    @Option(help: "Currency, such as SEK.") var currency: String?
    @Option(help: "Name of the outcome payer.") var payer: String?
    @Option(help: "Name of the provider.") var provider: String?
    @Option(help: "Name of the investor, where the template has one.") var investor: String?
    @Option(help: "First day of the contract, such as 2027-01-01.") var starts: String?
    @Option(help: "Last day of the contract.") var ends: String?

    @Option(help: ArgumentHelp("An answer, such as price=1200; may be given again.", valueName: "id=answer"))
    var set: [String] = []

    @Flag(help: "Ask nothing: what no option gives is what is usual.")
    var defaults = false

    @Flag(help: "Write the result as JSON.")
    var json = false

    func run() throws {
        try telling(asJSON: json) {
            guard !list, let folder else { return try showList() }
            try NewPack.check(folder: folder)
            if let fromIndigo { try start(folder, from: fromIndigo) } else { try start(folder) }
        }
    }

    func validate() throws {
        if fromIndigo != nil, template != nil {
            throw ValidationError("give --template or --from-indigo, and not both")
        }
    }

    // MARK: An INDIGO project

    private func start(_ folder: String, from file: String) throws {
        if let answered = try given().keys.min() { throw StartingError.answersProject(answered) }
        let start = try IndigoStart(file: file, folder: folder)
        let files = try NewPack.write(start.files, to: folder)
        if !json {
            list(start.findings.filter { !$0.isLeftOut }, "\(file) leaves this open:")
            list(start.findings.filter(\.isLeftOut), "The contract does not have this of it:")
            if !start.findings.isEmpty { Output.print("All of it stands in \(folder)/FINDINGS.md.\n") }
        }
        finish(folder, file, files, findings: start.findings)
        if !start.findings.isEmpty { throw Told(status: .lookAtIt) }
    }

    private func list(_ findings: [IndigoStart.Finding], _ title: String) {
        guard !findings.isEmpty else { return }
        Output.print(title)
        for finding in findings {
            let came = finding.came.map { " (\($0))" } ?? ""
            Output.print(shown("  \(finding.path): \(finding.what)\(came)"))
        }
    }

    // MARK: A template

    private func start(_ folder: String) throws {
        let asks = !defaults && !json && Terminal.isThere
        let template = try chosenTemplate(asks: asks)
        var answers = ContractAnswers(template, folder: folder)
        let given = try given()
        try answers.give(given)
        if asks { try ask(template, given, &answers) }
        let files = try NewPack.write(try answers.files(), to: folder)
        finish(folder, template.name, files)
    }

    private func chosenTemplate(asks: Bool) throws -> ContractTemplate {
        if let template { return try .shipped(template) }
        let all = try ContractTemplate.shipped()
        guard asks else { throw StartingError.templateNeeded }
        Output.complain(Self.listed(all))
        while true {
            let name = try Terminal.answer(to: "Template [rate-card]: ")
            do { return try .shipped(name.isEmpty ? "rate-card" : name) } catch let error as StartingError {
                tell(error.diagnostics, asJSON: false)
            }
        }
    }

    /// What the options say, by the id of the question.
    private func given() throws -> [String: String] {
        let options = [
            ("title", title), ("id", id), ("currency", currency), ("payer", payer), ("provider", provider),
            ("investor", investor), ("starts", starts), ("ends", ends),
        ]
        var given: [String: String] = [:]
        for case (let id, let text?) in options { given[id] = text }
        for pair in set {
            guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
                throw StartingError.notAnAnswer(pair)
            }
            let id = String(pair[..<equals])
            guard given[id] == nil else { throw StartingError.answeredTwice(id) }
            given[id] = String(pair[pair.index(after: equals)...])
        }
        return given
    }

    /// Asks each question that no option answers, again until the answer will do; an empty one takes what is usual.
    private func ask(
        _ template: ContractTemplate, _ given: [String: String], _ answers: inout ContractAnswers
    ) throws {
        Output.complain("\(template.name): \(template.title)")
        for question in template.questions where given[question.id] == nil {
            while true {
                let usual = try? answers.answer(to: question.id)
                let hint = usual.map { " [\($0)]" } ?? ""
                let typed = try Terminal.answer(to: "\(question.asks)\(hint): ")
                guard let text = typed.isEmpty ? usual : typed else { continue }
                do {
                    try answers.give(text, to: question.id)
                    break
                } catch {
                    for diagnostic in error.diagnostics {
                        Output.complain(
                            shown("  \(diagnostic.message); expected: \(diagnostic.expected ?? "another")"))
                    }
                }
            }
        }
    }

    private func finish(
        _ folder: String, _ what: String, _ files: [String], findings: [IndigoStart.Finding]? = nil
    ) {
        guard !json else {
            let started = Started(folder: folder, files: files, findings: findings?.map(OpenJSON.init))
            return Output.print(JSON.text(started))
        }
        let path = shellWord(folder)
        guard findings == nil else {
            return Output.print(
                """
                \(folder): a skeleton of \(files.count) files, from \(what). What to type next:
                  utfall check \(path)
                  utfall test \(path)
                Then fill in \(folder)/contract.toml, and write what is paid into \(folder)/rules.lua.
                """)
        }
        Output.print(
            """
            \(folder): a contract of \(files.count) files, from \(what). What to type next:
              utfall check \(path)
              utfall test \(path)
              utfall import \(path) \(path)/evidence/*.csv
              utfall settle \(path)
            Then change a price in \(folder)/contract.toml, and check, test and settle again.
            """)
    }

    // MARK: The list

    private func showList() throws {
        if let template {
            let chosen = try ContractTemplate.shipped(template)
            let answers = ContractAnswers(chosen, folder: folder ?? "my-contract")
            let rows = try chosen.questions.map { ($0.id, "\($0.asks) [\(try answers.answer(to: $0.id))]") }
            Output.print(
                json
                    ? JSON.text(
                        try chosen.questions.map {
                            Asked(id: $0.id, asks: $0.asks, usual: try answers.answer(to: $0.id))
                        })
                    : Self.columns(rows))
            return
        }
        let all = try ContractTemplate.shipped()
        Output.print(
            json ? JSON.text(all.map { Listed(name: $0.name, title: $0.title) }) : Self.listed(all))
    }

    private static func listed(_ templates: [ContractTemplate]) -> String {
        columns(templates.map { ($0.name, $0.title) })
    }

    private static func columns(_ rows: [(String, String)]) -> String {
        let width = (rows.map(\.0.count).max() ?? 0) + 2
        return rows.map { $0.0 + String(repeating: " ", count: width - $0.0.count) + $0.1 }
            .joined(separator: "\n")
    }

    private struct Listed: Encodable { let name, title: String }
    private struct Asked: Encodable { let id, asks, usual: String }
    private struct Started: Encodable {
        let folder: String
        let files: [String]
        let findings: [OpenJSON]?
    }

    private struct OpenJSON: Encodable {
        let path, what, fill: String
        let came: String?
        let isLeftOut: Bool

        init(_ finding: IndigoStart.Finding) {
            path = finding.path
            what = finding.what
            fill = finding.fill
            came = finding.came
            isLeftOut = finding.isLeftOut
        }
    }
}
