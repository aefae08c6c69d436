import OutcomesModel

/// Reads `assessment.toml`, table by table in the order of docs/PACKS.md.
struct QuestionnaireReader {
    let root: TableReader
    private let names: DeclaredNames

    init(root: TableReader) {
        self.root = root
        names = DeclaredNames(faults: root.faults)
    }

    /// Returns the questions, and nil where any fault was noted.
    func read() -> Questionnaire? {
        let head = root.table("assessment", name: "[assessment]", expected: "[assessment]")
        let title = head?.words("title")
        let source = head?.words("source", required: false)
        head?.finish()
        let sections = root.tables("section").compactMap(parseSection)
        let topics = root.tables("topic").compactMap(parseTopic)
        let kinds = kinds(of: topics)
        let forms = root.tables("question").compactMap { parseQuestion($0, topicKinds: kinds) }
        root.finish()
        names.checkReferences()
        for kind in [DeclaredKind.section, .question] where root.lacksElements(kind.rawValue) {
            root.faults.add(.terms(.noneOf(kind)), at: root.place)
        }
        guard root.faults.isEmpty, let title else { return nil }
        return Questionnaire(
            title: title.value, source: source?.value, sections: sections, topics: topics, forms: forms)
    }

    private func parseSection(_ table: TableReader) -> Questionnaire.Section? {
        let id = names.id(.section, of: table, as: SectionID.self)
        let title = table.words("title")
        let text = table.words("text", required: false)
        table.finish()
        guard let id, let title else { return nil }
        return Questionnaire.Section(id: id.value, title: title.value, text: text?.value)
    }

    private func parseTopic(_ table: TableReader) -> Questionnaire.Topic? {
        let id = names.id(.topic, of: table, as: TopicID.self)
        let title = table.words("title")
        let kind = table.string("kind", expected: "what `each` of a question calls it, such as driver")
        let under = names.reference("under", to: .topic, in: table, as: TopicID.self, required: false)
        let text = table.words("text", required: false)
        table.finish()
        guard let id, let title, let kind else { return nil }
        guard DeclaredNames.isWellFormed(kind.value), !Questionnaire.contractKinds.contains(kind.value) else {
            table.note(
                .malformed(
                    expected: "lower-case letters, digits and _, and none of "
                        + Questionnaire.contractKinds.joined(separator: ", ") + ", which contracts declare",
                    came: kind.value.shortened), "kind", at: kind.place)
            return nil
        }
        return Questionnaire.Topic(
            id: id.value, title: title.value, kind: kind.value, under: under?.value, text: text?.value)
    }

    /// Returns what `each` may name: kinds of the pack's own, and those of contracts.
    private func kinds(of topics: [Questionnaire.Topic]) -> [String] {
        topics.map(\.kind).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            + Questionnaire.contractKinds
    }

    private func parseQuestion(_ table: TableReader, topicKinds: [String]) -> QuestionForm? {
        let id = names.id(.question, of: table, as: QuestionID.self)
        let section = names.reference("section", to: .section, in: table, as: SectionID.self)
        let each = table.string("each", required: false)
        let text = table.words("asks")
        let guidance = table.words("guidance", required: false)
        let kind = parseKind(table)
        let isRequired = table.boolean("required", required: false)
        let needsEvidence = table.boolean("evidence", required: false)
        table.finish()
        if let each, !topicKinds.contains(each.value) {
            table.note(.notOneOf(topicKinds, came: each.value.shortened), "each", at: each.place)
        }
        if each == nil, let text, text.value.contains("{topic}") {
            table.faults.add(.terms(.keyWithout("{topic}", "each")), at: text.place)
        }
        guard let id, let section, let text, let kind else { return nil }
        return QuestionForm(
            id: id.value, section: section.value, each: each?.value, text: text.value,
            guidance: guidance?.value, kind: kind, isRequired: isRequired ?? true,
            needsEvidence: needsEvidence ?? false)
    }

    private enum KindWord: String, CaseIterable {
        case text
        case yesNo = "yes_no"
        case choice, scale, number
    }

    private func parseKind(_ table: TableReader) -> AnswerKind? {
        switch table.choice("kind", KindWord.self) {
        case .text?: return .text
        case .yesNo?: return .yesNo
        case .choice?: return parseWords("options", table).map { .choice($0) }
        case .scale?: return parseWords("levels", table).map { .scale($0) }
        case .number?:
            let unit = table.words("unit", required: false)
            let minimum = table.exact("minimum", required: false)
            let maximum = table.exact("maximum", required: false)
            if let minimum, let maximum, minimum.value.ratio > maximum.value.ratio {
                table.note(
                    .outOfRange(
                        expected: "at least the minimum, \(minimum.value)", came: "\(maximum.value)"),
                    "maximum", at: maximum.place)
            }
            return .number(unit: unit?.value, minimum: minimum?.value, maximum: maximum?.value)
        case nil: return nil
        }
    }

    /// Reads the words that an answer may be: at least two, since one alone is no answer.
    private func parseWords(_ key: String, _ table: TableReader) -> [String]? {
        guard let words = table.strings(key) else { return nil }
        guard words.count > 1 else {
            table.note(.outOfRange(expected: "at least two", came: "one"), key, at: words[0].place)
            return nil
        }
        return words.map(\.value)
    }
}
