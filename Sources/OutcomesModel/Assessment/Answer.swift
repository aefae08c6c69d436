/// What somebody answered to a question on a day, and what that rests on.
public struct Answer: Hashable, Sendable {
    public let question: QuestionID
    public let value: AnswerValue
    /// Where the evidence is found: a document, a page, a minute.
    public let evidence: [String]
    public let by: String
    public let day: Day
    public let place: SourceLocation

    public init(
        question: QuestionID, value: AnswerValue, evidence: [String], by: String, day: Day,
        place: SourceLocation
    ) {
        self.question = question
        self.value = value
        self.evidence = evidence
        self.by = by
        self.day = day
        self.place = place
    }
}

public enum AnswerValue: Hashable, Sendable {
    case text(String)
    case truth(Bool)
    case choice(String)
    /// From 0, the lowest.
    case level(Int)
    case number(Decimal)
}

/// Why a text is no answer to a question.
public enum AnswerFault: Error, Equatable, Sendable {
    case notOne(of: AnswerKind)
    case outOfRange(AnswerKind)
    case notExact(ArithmeticError)
}

extension AnswerKind {
    /// Reads an answer as a person types it.
    ///
    /// A choice and a level are read in any letter case; a level is its number or its words.
    public func value(of text: String) throws(AnswerFault) -> AnswerValue {
        let lowered = text.lowercased()
        switch self {
        case .text: return .text(text)
        case .yesNo:
            switch lowered {
            case "yes", "true": return .truth(true)
            case "no", "false": return .truth(false)
            default: throw .notOne(of: self)
            }
        case .choice(let options):
            guard let option = options.first(where: { $0.lowercased() == lowered }) else {
                throw .notOne(of: self)
            }
            return .choice(option)
        case .scale(let levels):
            if let level = Int(text), levels.indices.contains(level) { return .level(level) }
            guard let level = levels.firstIndex(where: { $0.lowercased() == lowered }) else {
                throw .notOne(of: self)
            }
            return .level(level)
        case .number(_, let minimum, let maximum):
            let number: Decimal
            do { number = try Decimal(text) } catch { throw .notExact(error) }
            if let minimum, number.ratio < minimum.ratio { throw .outOfRange(self) }
            if let maximum, number.ratio > maximum.ratio { throw .outOfRange(self) }
            return .number(number)
        }
    }
}

/// All answers to an assessment of one contract, with those that later ones replaced.
///
/// Nothing is written over: who answers a question again adds a row with a later day.
public struct AnswerSheet: Hashable, Sendable {
    /// Each question's answers in the order of their days.
    private let byQuestion: [QuestionID: [Answer]]

    public init(_ answers: [Answer] = []) {
        byQuestion = Dictionary(grouping: answers, by: \.question).mapValues { answers in
            answers.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
                .map(\.element)
        }
    }

    /// The last day on which anything was answered.
    public var lastDay: Day? { byQuestion.values.compactMap { $0.last?.day }.max() }

    /// Returns what was answered until a day, the first first.
    public func answers(to question: QuestionID, until day: Day) -> [Answer] {
        (byQuestion[question] ?? []).filter { $0.day <= day }
    }

    /// Returns what holds on a day.
    public func answer(to question: QuestionID, on day: Day) -> Answer? {
        answers(to: question, until: day).last
    }
}

extension Questionnaire {
    /// Returns what is lacking in the answers that hold on a day, a finding for each kind of lack in a section.
    public func findings(
        _ sheet: AnswerSheet, about contract: Contract, on day: Day, in language: Language = .en
    ) -> [Finding] {
        func word(_ english: String, sv swedish: String) -> String { language.word(english, sv: swedish) }
        let questions = questions(about: contract)
        return sections.flatMap { section -> [Finding] in
            let own = questions.filter { $0.form.section == section.id }
            let open = own.filter { $0.form.isRequired && sheet.answer(to: $0.id, on: day) == nil }
            let bare = own.filter { question in
                question.form.needsEvidence
                    && sheet.answer(to: question.id, on: day).map { $0.evidence.isEmpty } ?? false
            }
            return [
                lack(
                    open, of: own, in: section, word("not answered", sv: "obesvarade"),
                    rule: "assessment.answer", language),
                lack(
                    bare, of: own, in: section,
                    word("answered without evidence", sv: "besvarade utan underlag"),
                    rule: "assessment.evidence", language),
            ].compactMap(\.self)
        }
    }

    private func lack(
        _ lacking: [Question], of all: [Question], in section: Section, _ what: String, rule: String,
        _ language: Language
    ) -> Finding? {
        guard !lacking.isEmpty else { return nil }
        let ids = lacking.map(\.id.rawValue)
        let most = 12
        let rest =
            ids.count > most
            ? language.word(" and \(ids.count - most) more", sv: " och \(ids.count - most) till") : ""
        let share = language.word(
            "\(lacking.count) of \(all.count)", sv: "\(lacking.count) av \(all.count)")
        return Finding(
            severity: .question, rule: rule,
            message: "\(section.title): \(share) \(what): "
                + ids.prefix(most).joined(separator: ", ") + rest)
    }
}
