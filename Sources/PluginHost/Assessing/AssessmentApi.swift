import Evaluation
import LuaHost
package import OutcomesModel
import Reporting

/// What an assessment is made of: its questions as they are asked of the contract, and what was answered.
package struct AssessmentMatter: Sendable {
    package let questionnaire: Questionnaire
    package let questions: [Question]
    package let sheet: AnswerSheet
    /// Answers of later days are not known yet.
    package let day: Day
    /// Why the contract could not be settled, where it could not.
    package let whyUnsettled: String?

    package init(
        questionnaire: Questionnaire, contract: Contract, sheet: AnswerSheet, day: Day, whyUnsettled: String?
    ) {
        self.questionnaire = questionnaire
        questions = questionnaire.questions(about: contract)
        self.sheet = sheet
        self.day = day
        self.whyUnsettled = whyUnsettled
    }
}

extension Api {
    static let assessmentType = ApiType(
        kind: .assessment, symbol: "a",
        documentation: """
            The assessment, in `assess(a)`. It has all that a report `r` has, to read and to write, and what is \
            below. Of a contract that is a draft, or whose evidence does not settle, `a.settlement` is nil and \
            `a.why_unsettled` says why. A question has `id`, `form` (its id without its topic), `section`, `topic` \
            and `topic_title`, `text`, `guidance`, `kind`, `levels` (of a scale), `required`, `needs_evidence`; and \
            what was answered until `a.day`: `answer` (nil where nothing was), `shown` (as a text), `evidence`, `by`, \
            `day`, and `history`, a list of the same, the first first.
            """,
        fields: reportType.fields + assessmentFields,
        methods: reportType.methods + [
            ApiFunction(
                "question", [.required("id", "the id of a question, as effect.age")],
                gives: "a question or nil",
                in: [.assess], "A question with its answers; nil for one that is not asked of this contract.",
                example: "a:question(\"effect.age\").shown"
            ) { call in
                let id = QuestionID(try call.text(0))
                guard let matter = call.run.assessmentMatter else { return .nil }
                guard let question = matter.questions.first(where: { $0.id == id }) else {
                    return try unasked(id, matter)
                }
                return record(question, matter, call.run.language)
            },
            ApiFunction(
                "answer", [.required("id", "the id of a question, as effect.age")], gives: "an answer or nil",
                in: [.assess],
                "What was answered: a text, true or false, a level from 0, or an exact number; nil for nothing.",
                example: "a:answer(\"effect.age\")"
            ) { call in
                let id = QuestionID(try call.text(0))
                guard let matter = call.run.assessmentMatter else { return .nil }
                guard matter.questions.contains(where: { $0.id == id }) else {
                    return try unasked(id, matter)
                }
                return matter.sheet.answer(to: id, on: matter.day).map { value($0.value) } ?? .nil
            },
        ] + findingMethods("a", .assess).filter { $0.name != "reject" }
            + inequalityFunctions + coverageFunctions + efficiencyFunctions,
        inherits: .report)

    private static let assessmentFields: [ApiField] =
        [
            ApiField("day", "a day", "The day on which what was answered is known.") { run, _ in
                run.assessmentMatter.map { .day($0.day) } ?? .nil
            },
            ApiField("sections", "a list", "id, title, text, questions of each section.") { run, _ in
                guard let matter = run.assessmentMatter else { return .nil }
                return .list(
                    matter.questionnaire.sections.map { section in
                        .record([
                            "id": .string(section.id.rawValue), "title": .string(section.title),
                            "text": .optional(section.text),
                            "questions": .list(
                                matter.questions.filter { $0.form.section == section.id }.map {
                                    record($0, matter, run.language)
                                }),
                        ])
                    })
            },
            ApiField("questions", "a list", "All questions that are asked of this contract.") { run, _ in
                .list(
                    run.assessmentMatter.map { matter in
                        matter.questions.map { record($0, matter, run.language) }
                    } ?? [])
            },
            ApiField("topics", "a list", "id, title, kind, under, text of each topic of the pack.") {
                run, _ in
                .list(
                    (run.assessmentMatter?.questionnaire.topics ?? []).map { topic in
                        .record([
                            "id": .string(topic.id.rawValue), "title": .string(topic.title),
                            "kind": .string(topic.kind), "under": .optional(topic.under?.rawValue),
                            "text": .optional(topic.text),
                        ])
                    })
            },
            ApiField("has_evidence", "true or false", "Whether there is evidence of single people.") {
                run, _ in
                .boolean(!run.evidence.participants.isEmpty)
            },
            ApiField(
                "why_nobody", "text or nil",
                "Why there is none: no evidence at all, or none of single people."
            ) { run, _ in
                .optional(run.evidence.participants.isEmpty ? run.evidence.whyNobody(in: run.language) : nil)
            },
            ApiField("why_unsettled", "text or nil", "Why the contract could not be settled.") { run, _ in
                .optional(run.assessmentMatter?.whyUnsettled)
            },
        ] + contractFields

    /// What the terms say of a contract as a whole, of which more than one type of value tells.
    static let contractFields: [ApiField] = [
        ApiField("starts", "a day", "The contract's first day.") { run, _ in .day(run.contract.starts) },
        ApiField("ends", "a day", "The contract's last day.") { run, _ in .day(run.contract.ends) },
        ApiField("currency", "text", "The contract's currency.") { run, _ in
            .string(run.contract.currency.code)
        },
        ApiField("parties", "a list", "id, name, sector, roles of each party.") { run, _ in
            .list(
                run.contract.parties.map { party in
                    .record([
                        "id": .string(party.id.rawValue), "name": .string(party.name),
                        "sector": .string(party.sector.rawValue),
                        "roles": .list(party.roles.map { .string($0.rawValue) }),
                    ])
                })
        },
        ApiField("indicators", "a list", "id, title, unit, subject, better, every of each indicator.") {
            run, _ in
            .list(
                run.contract.indicators.map { indicator in
                    .record([
                        "id": .string(indicator.id.rawValue), "title": .string(indicator.title),
                        "unit": .string(indicator.unit), "subject": .string(indicator.subject.rawValue),
                        "better": .string(indicator.better.rawValue),
                        "every": .string(indicator.every.rawValue),
                        "is_money": .boolean(indicator.currency != nil),
                    ])
                })
        },
        ApiField("attributes", "a list", "id, title, values of each declared attribute.") { run, _ in
            .list(
                run.contract.attributes.map { attribute in
                    .record([
                        "id": .string(attribute.id.rawValue), "title": .string(attribute.title),
                        "values": .list(attribute.values.map { .string($0) }),
                    ])
                })
        },
        ApiField("arms", "a list", "id, title, role, evidence, size of each group.") { run, _ in
            .list(
                run.contract.groups.map { group in
                    .record([
                        "id": .string(group.id.rawValue), "title": .string(group.title),
                        "role": .string(group.role.rawValue), "evidence": .string(group.evidence.rawValue),
                        "size": group.size.map { .whole($0) } ?? .nil,
                    ])
                })
        },
        ApiField(
            "evaluations", "a list",
            """
            id, title, unit, indicator, method, treatment, comparison, target (the effect that is hoped for), clause of each \
            evaluation, and `why` it has no figure; without that, `evaluate` gives its estimate.
            """
        ) { run, _ in .list(run.contract.evaluations.map { evaluation($0, run) }) },
    ]

    private static func evaluation(_ plan: EvaluationPlan, _ run: PackRun) -> LuaValue {
        var why: String?
        switch run.evaluations[plan.id] {
        case .estimate?, .given?: break
        case .failed(let error)?: why = run.evidence.participants.unnamed(in: "\(error)")
        case nil: why = run.word("there is no evidence yet", sv: "det finns inget underlag än")
        }
        return .record([
            "id": .string(plan.id.rawValue), "indicator": .string(plan.indicator.rawValue),
            "title": .optional(run.contract.indicator(plan.indicator)?.title),
            "unit": .optional(run.contract.indicator(plan.indicator)?.unit),
            "method": .string(plan.method.word), "treatment": .string(plan.treatment.rawValue),
            "comparison": .optional(plan.method.comparison?.rawValue),
            "target": plan.target.map { .exact($0.ratio) } ?? .nil,
            "clause": .string(plan.clause.description),
            "why": .optional(why),
        ])
    }

    /// A question of a form that the pack has is not asked of every contract; any other is a mistake.
    private static func unasked(_ id: QuestionID, _ matter: AssessmentMatter) throws -> LuaValue {
        let forms = matter.questionnaire.forms
        if forms.contains(where: { $0.each != nil && id.rawValue.hasPrefix("\($0.id).") }) { return .nil }
        let known = matter.questions.map(\.id.rawValue)
        throw ApiError(
            "the assessment has no question '\(id)'",
            hint: nearestName(to: id.rawValue, among: known).map { "did you mean '\($0)'?" })
    }

    private static func record(
        _ question: Question, _ matter: AssessmentMatter, _ language: Language
    ) -> LuaValue {
        let form = question.form
        let answers = matter.sheet.answers(to: question.id, until: matter.day)
        var levels: [String] = []
        if case .scale(let words) = form.kind { levels = words }
        var fields: [String: LuaValue] = [
            "id": .string(question.id.rawValue), "form": .string(form.id.rawValue),
            "section": .string(form.section.rawValue), "topic": .optional(question.topic?.id.rawValue),
            "topic_title": .optional(question.topic?.title), "text": .string(question.text),
            "guidance": .optional(form.guidance), "kind": .string(form.kind.word),
            "levels": .list(levels.map { .string($0) }), "required": .boolean(form.isRequired),
            "needs_evidence": .boolean(form.needsEvidence),
            "history": .list(answers.map { .record(said($0, form.kind, language)) }),
        ]
        if let last = answers.last { fields.merge(said(last, form.kind, language)) { own, _ in own } }
        return .record(fields)
    }

    private static func said(
        _ answer: Answer, _ kind: AnswerKind, _ language: Language
    ) -> [String: LuaValue] {
        [
            "answer": value(answer.value), "shown": .string(answer.value.shown(kind, language)),
            "evidence": .list(answer.evidence.map { .string($0) }), "by": .string(answer.by),
            "day": .day(answer.day),
        ]
    }

    private static func value(_ answer: AnswerValue) -> LuaValue {
        switch answer {
        case .text(let text), .choice(let text): .string(text)
        case .truth(let truth): .boolean(truth)
        case .level(let level): .whole(level)
        case .number(let number): .exact(number.ratio)
        }
    }
}

extension AnswerValue {
    /// The answer as a reader sees it.
    fileprivate func shown(_ kind: AnswerKind, _ language: Language) -> String {
        switch (self, kind) {
        case (.text(let text), _), (.choice(let text), _): text
        case (.truth(let truth), _): truth ? language.word("yes", sv: "ja") : language.word("no", sv: "nej")
        case (.level(let level), .scale(let words)) where words.indices.contains(level):
            "\(level) (\(words[level]))"
        case (.level(let level), _): "\(level)"
        case (.number(let number), .number(let unit?, _, _)): "\(language.figures(number.grouped)) \(unit)"
        case (.number(let number), _): language.figures(number.grouped)
        }
    }
}

extension ParticipantTable {
    /// Returns a message without the pseudonym that it may name: an assessment is read by many.
    package func unnamed(in message: String) -> String {
        var finder = ParticipantFinder(self)
        let marks = Set("'\",.:;()")
        return message.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let front = word.prefix { marks.contains($0) }
            let bare = String(word.dropFirst(front.count).reversed().drop { marks.contains($0) }.reversed())
            guard !bare.isEmpty, finder.row(of: .participant(bare)) != nil else { return String(word) }
            return front + "a participant" + word.dropFirst(front.count + bare.count)
        }
        .joined(separator: " ")
    }
}
