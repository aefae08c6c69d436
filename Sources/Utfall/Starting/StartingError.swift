public import OutcomesModel

/// Why no pack was started.
public enum StartingError: Error, Sendable {
    case noTemplates
    case templateNeeded
    case unknownTemplate(String, known: [String])
    case unknownQuestion(String, template: String, known: [String])
    /// What was given for an answer, and is none.
    case notAnAnswer(String)
    case answeredTwice(String)
    /// An answer beside a project, which answers all itself.
    case answersProject(String)
    /// An answer that the question does not take.
    case wrongAnswer(String, to: String, asks: String, expected: String)
    /// A place in a template that no answer fills.
    case wrongPlaceholder(String, place: SourceLocation, known: [String])
    case notEmpty(folder: String)
    case noFolder(path: String)
    case noParent(folder: String)
    case namelessFolder
    case notWritten(path: String)
    case notRead(path: String)
    /// What was to be written is no pack in order.
    case notInOrder([Diagnostic])
}

extension StartingError: Diagnosable {
    public var diagnostics: [Diagnostic] {
        if case .notInOrder(let diagnostics) = self { return diagnostics }
        return [diagnostic]
    }

    private var diagnostic: Diagnostic {
        switch self {
        case .noTemplates:
            Diagnostic(
                .use, "the templates that ship with the host are not there",
                expected: "a folder plugins/templates above the program, or in share/utfall beside it")
        case .templateNeeded:
            Diagnostic(
                .use, "nothing says which contract to start from",
                expected: "--template NAME or --from-indigo FILE",
                hint: "utfall new --list says what the templates are")
        case .notAnAnswer(let text):
            Diagnostic(.use, "--set takes ID=ANSWER", expected: "such as price=1200", came: text)
        case .answeredTwice(let id): Diagnostic(.use, "'\(id)' is answered twice")
        case .namelessFolder:
            Diagnostic(
                .use, "the name of the new pack's folder is empty", expected: "a folder, such as my-contract")
        case .answersProject(let id):
            Diagnostic(
                .use, "--from-indigo takes all from the project, and no '\(id)'",
                hint: "change contract.toml once it is there")
        case .unknownTemplate(let name, let known):
            Diagnostic(
                .use, "there is no template '\(name)'", expected: known.joined(separator: ", "),
                hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
                    ?? "utfall new --list says what each is")
        case .unknownQuestion(let id, let template, let known):
            Diagnostic(
                .use, "the template '\(template)' does not ask for '\(id)'",
                expected: known.joined(separator: ", "),
                hint: nearestName(to: id, among: known).map { "did you mean '\($0)'?" })
        case .wrongAnswer(let answer, let id, let asks, let expected):
            Diagnostic(
                .use, "'\(id)' cannot be \"\(answer)\"", subject: asks, expected: expected, came: answer)
        case .wrongPlaceholder(let text, let place, let known):
            Diagnostic(
                .pack, "nothing fills {{\(text)}}", place: place,
                expected: "one of \(known.joined(separator: ", "))",
                hint: nearestName(to: text, among: known).map { "did you mean {{\($0)}}?" })
        case .notEmpty(let folder):
            Diagnostic(
                .use, "the folder is not empty, and was left as it is", place: SourceLocation(file: folder),
                expected: "a name that is new, or an empty folder")
        case .noFolder(let path):
            Diagnostic(
                .use, "there is a file of this name, and no folder", place: SourceLocation(file: path),
                expected: "a name that is new, or an empty folder")
        case .noParent(let folder):
            Diagnostic(
                .use, "the folder that it would lie in is not there", place: SourceLocation(file: folder))
        case .notWritten(let path):
            Diagnostic(
                .use, "the file cannot be written, and nothing was", place: SourceLocation(file: path),
                hint: "the folder must be there, and writable for you")
        case .notRead(let path):
            Diagnostic(.use, "the file cannot be read", place: SourceLocation(file: path))
        case .notInOrder: Diagnostic(.pack, "the new pack is not in order")
        }
    }
}
