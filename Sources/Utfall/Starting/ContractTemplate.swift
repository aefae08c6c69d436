import FoundationEssentials
import OutcomesModel
import PackReader

/// A contract to start from, one for each mechanism of the settlement library.
public struct ContractTemplate: Sendable {
    private let template: PackTemplate

    public var name: String { template.name }
    /// What it is, in a line.
    public var title: String { template.title }
    public var questions: [Question] { template.questions.map(Question.init) }

    /// What somebody is asked who starts from it.
    public struct Question: Hashable, Sendable {
        public let id: String
        public let asks: String

        init(_ question: TemplateQuestion) {
            id = question.id
            asks = question.asks
        }
    }

    /// Reads the templates that ship with the host, by name.
    ///
    /// - Throws: where there are none, or one of them is wrong.
    public static func shipped() throws -> [ContractTemplate] {
        let reader = try shippedReader()
        return try reader.names.compactMap { try reader.read($0) }.map(ContractTemplate.init)
    }

    /// Reads one of the templates that ship with the host.
    ///
    /// - Throws: where there is none of this name, or it is wrong.
    public static func shipped(_ name: String) throws -> ContractTemplate {
        let reader = try shippedReader()
        guard let template = try reader.read(name) else {
            throw StartingError.unknownTemplate(name, known: reader.names)
        }
        return ContractTemplate(template: template)
    }

    /// The templates lie beside the libraries, so that an installed host finds both the same way.
    static func shippedReader() throws -> TemplateReader {
        let reader = ContractPack.shippedLibraries()
            .map { TemplateReader(folder: String($0.dropLast("lib".count)) + "templates") }
            .first { !$0.names.isEmpty }
        guard let reader else { throw StartingError.noTemplates }
        return reader
    }

    private init(template: PackTemplate) {
        self.template = template
    }
}

/// The answers of somebody who starts a contract: each is checked when it is given, and what is not given has a usual
/// answer.
public struct ContractAnswers: Sendable {
    private let template: PackTemplate
    private var answers: [String: CheckedAnswer]

    /// - Parameter folder: that of the new pack, from whose name its usual id and title are made.
    public init(_ template: ContractTemplate, folder: String) {
        self.template = template.templateOfFiles
        let name = NewPack.name(of: folder)
        answers = [
            "template": CheckedAnswer(text: template.name, value: .text),
            "folder": CheckedAnswer(text: name, value: .text),
            "folder_id": CheckedAnswer(text: NewPack.id(from: name), value: .text),
        ]
    }

    /// Takes the answer to a question; those above it are taken to be the usual ones where they were not given.
    ///
    /// - Throws: `unknownQuestion`, or `wrongAnswer`, which says what would be right.
    public mutating func give(_ text: String, to id: String) throws(StartingError) {
        answers[id] = try question(id).check(text, try resolved(before: id))
    }

    /// Takes several answers by the ids of their questions, in the order of the questions.
    ///
    /// - Throws: as for each of them.
    public mutating func give(_ texts: [String: String]) throws(StartingError) {
        for id in texts.keys.sorted() { _ = try question(id) }
        for question in template.questions {
            if let text = texts[question.id] { try give(text, to: question.id) }
        }
    }

    /// Returns the answer to a question as it stands: what was given, or what is usual.
    ///
    /// - Throws: `wrongAnswer` where what is usual does not go with what was given above it.
    public func answer(to id: String) throws(StartingError) -> String {
        if let given = answers[id] { return given.text }
        return try usual(question(id), try resolved(before: id)).text
    }

    /// Returns the files of the pack, by path below its folder.
    ///
    /// - Throws: `wrongAnswer` where what is usual does not go with what was given above it.
    public func files() throws(StartingError) -> [String: String] {
        let placeholders = Placeholders(answers: try resolved(before: nil))
        var files: [String: String] = [:]
        for (path, text) in template.files.sorted(by: { $0.key < $1.key }) {
            files[path] = try placeholders.fill(text, path: path)
        }
        return files
    }

    private func question(_ id: String) throws(StartingError) -> TemplateQuestion {
        guard let question = template.questions.first(where: { $0.id == id }) else {
            throw .unknownQuestion(id, template: template.name, known: template.questions.map(\.id))
        }
        return question
    }

    private func usual(
        _ question: TemplateQuestion, _ earlier: [String: CheckedAnswer]
    ) throws(StartingError) -> CheckedAnswer {
        try question.check(
            Placeholders(answers: earlier).fill(question.usual, path: "\(template.name)/template.toml"),
            earlier)
    }

    /// All answers above a question, or all that there are.
    ///
    /// One that was given is looked at anew: another above it may have changed.
    private func resolved(before id: String?) throws(StartingError) -> [String: CheckedAnswer] {
        var known = answers.filter { answer in !template.questions.contains { $0.id == answer.key } }
        for question in template.questions {
            if question.id == id { break }
            if let given = answers[question.id] {
                known[question.id] = try question.check(given.text, known)
            } else {
                known[question.id] = try usual(question, known)
            }
            if question.kind == .currency, let code = known[question.id]?.text,
                let currency = try? Currency(code: code)
            {
                let unit = Money(minorUnits: 1, currency: currency).majorUnits
                known["minor_unit"] = CheckedAnswer(text: unit, value: .text)
            }
        }
        return known
    }
}

extension ContractTemplate {
    /// What the answers are put into.
    fileprivate var templateOfFiles: PackTemplate { template }
}
