/// What an assessment asks, section by section.
public struct Questionnaire: Hashable, Sendable {
    public let title: String
    /// Where its questions come from.
    public let source: String?
    public let sections: [Section]
    /// What the pack itself tells apart, such as characteristics of people or drivers of a system.
    public let topics: [Topic]
    /// As they stand in the pack, before each is asked for each of its topics.
    public let forms: [QuestionForm]

    public init(
        title: String, source: String?, sections: [Section], topics: [Topic], forms: [QuestionForm]
    ) {
        self.title = title
        self.source = source
        self.sections = sections
        self.topics = topics
        self.forms = forms
    }

    public struct Section: Hashable, Sendable {
        public let id: SectionID
        public let title: String
        /// What the section is about, for whoever fills it in.
        public let text: String?

        public init(id: SectionID, title: String, text: String?) {
            self.id = id
            self.title = title
            self.text = text
        }
    }

    /// Something that the same questions are asked about, each of its kind.
    public struct Topic: Hashable, Sendable {
        public let id: TopicID
        public let title: String
        /// The name that `each` of a question calls it by: `characteristic`, `driver`.
        public let kind: String
        /// The topic that it is part of.
        public let under: TopicID?
        public let text: String?

        public init(id: TopicID, title: String, kind: String, under: TopicID? = nil, text: String? = nil) {
            self.id = id
            self.title = title
            self.kind = kind
            self.under = under
            self.text = text
        }
    }

    /// Kinds of topic that the contract gives, and no pack declares.
    public static let contractKinds = [
        "attribute", "attribute_value", "evaluation", "indicator", "outcome",
    ]
}

/// A question of the pack, asked once or for each topic of a kind.
public struct QuestionForm: Hashable, Sendable {
    public let id: QuestionID
    public let section: SectionID
    /// Where given, it is asked for each topic of this kind.
    public let each: String?
    /// `{topic}` stands for the title of the topic.
    public let text: String
    public let guidance: String?
    public let kind: AnswerKind
    public let isRequired: Bool
    /// Whether an answer must say what it rests on.
    public let needsEvidence: Bool

    public init(
        id: QuestionID, section: SectionID, each: String?, text: String, guidance: String?, kind: AnswerKind,
        isRequired: Bool, needsEvidence: Bool
    ) {
        self.id = id
        self.section = section
        self.each = each
        self.text = text
        self.guidance = guidance
        self.kind = kind
        self.isRequired = isRequired
        self.needsEvidence = needsEvidence
    }
}

/// What an answer may be.
public enum AnswerKind: Hashable, Sendable {
    case text
    case yesNo
    case choice([String])
    /// Levels from the lowest, which is 0.
    case scale([String])
    case number(unit: String?, minimum: Decimal?, maximum: Decimal?)
}

/// A question as it is asked of one contract.
public struct Question: Hashable, Sendable {
    /// That of its form, and behind a dot that of its topic: `effect.age`.
    public let id: QuestionID
    public let form: QuestionForm
    public let topic: Questionnaire.Topic?
    public let text: String
}

extension Questionnaire {
    /// Returns the topics of a kind: the pack's own, or what the contract has of it.
    public func topics(of kind: String, in contract: Contract) -> [Topic] {
        func topic(_ id: String, _ title: String, under: TopicID? = nil) -> Topic {
            Topic(id: TopicID(id), title: title, kind: kind, under: under)
        }
        return switch kind {
        case "attribute": contract.attributes.map { topic($0.id.rawValue, $0.title) }
        case "attribute_value":
            contract.attributes.flatMap { attribute in
                attribute.values.map {
                    topic(
                        "\(attribute.id).\($0)", "\(attribute.title): \($0)",
                        under: TopicID(attribute.id.rawValue))
                }
            }
        case "evaluation":
            contract.evaluations.map { plan in
                topic(plan.id.rawValue, contract.indicator(plan.indicator)?.title ?? plan.id.rawValue)
            }
        case "indicator": contract.indicators.map { topic($0.id.rawValue, $0.title) }
        case "outcome": contract.outcomes.map { topic($0.id.rawValue, $0.title) }
        default: topics.filter { $0.kind == kind }
        }
    }

    /// Returns all questions that are asked of a contract: by section, and there in the order of the pack.
    public func questions(about contract: Contract) -> [Question] {
        sections.flatMap { section in
            forms.filter { $0.section == section.id }.flatMap { form -> [Question] in
                guard let kind = form.each else {
                    return [Question(id: form.id, form: form, topic: nil, text: form.text)]
                }
                return topics(of: kind, in: contract).map { topic in
                    Question(
                        id: QuestionID("\(form.id).\(topic.id)"), form: form, topic: topic,
                        text: form.text.replacing("{topic}", with: topic.title))
                }
            }
        }
    }
}

extension AnswerKind {
    /// The word for it in `assessment.toml`.
    public var word: String {
        switch self {
        case .text: "text"
        case .yesNo: "yes_no"
        case .choice: "choice"
        case .scale: "scale"
        case .number: "number"
        }
    }

    /// What an answer may be, as a person reads it.
    public var expected: String { expected(in: .en) }

    /// What an answer may be, in a language; what is to be written stands as the pack has it.
    package func expected(in language: Language) -> String {
        func word(_ english: String, sv swedish: String) -> String { language.word(english, sv: swedish) }
        switch self {
        case .text: return word("a text", sv: "en text")
        case .yesNo: return word("yes or no", sv: "yes (ja) eller no (nej)")
        case .choice(let options): return options.joined(separator: ", ")
        case .scale(let levels):
            return levels.enumerated().map { "\($0) (\($1))" }.joined(separator: ", ")
        case .number(let unit, let minimum, let maximum):
            var words = word("a number", sv: "ett tal")
            if let unit { words += word(" of \(unit)", sv: " i \(unit)") }
            switch (minimum, maximum) {
            case (let low?, let high?):
                words += word(" from \(low) to \(high)", sv: " från \(low) till \(high)")
            case (let low?, nil): words += word(" of at least \(low)", sv: " på minst \(low)")
            case (nil, let high?): words += word(" of at most \(high)", sv: " på högst \(high)")
            case (nil, nil): break
            }
            return words
        }
    }
}
