import FoundationEssentials
import OutcomesModel
import Settlement

/// The tree as data, with sorted keys and exact values as texts.
enum ExplanationJSON {
    static func render(_ paper: ExplanationPaper) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let written = Paper(
            title: cleanLine(paper.title), subtitle: cleanLine(paper.subtitle),
            explanation: Node(paper.explanation), distributions: filled(paper.distributions.map { Node($0) }))
        // Safe because it holds only texts, counts and lists of them, which always encode.
        return String(decoding: try! encoder.encode(written), as: UTF8.self) + "\n"
    }

    private struct Paper: Encodable {
        let title, subtitle: String
        let explanation: Node
        let distributions: [Node]?
    }

    private struct Node: Encodable {
        let label, rule: String
        let value: Value
        let parts: [Node]?
        let notes: [String]?
        let clause: ClauseJSON?
        let step: Step?
        let decisions: [DecisionJSON]?
        let requirements: [Held]?
        let evidence: Evidence?

        init(_ explanation: Explanation) {
            label = cleanLine(explanation.label)
            rule = explanation.rule.rawValue
            value = Value(explanation.value)
            parts = filled(explanation.parts.map { Node($0) })
            notes = filled(explanation.notes.map(cleanLine))
            clause = explanation.clause.map(ClauseJSON.init)
            step = explanation.step.map(Step.init)
            decisions = filled(explanation.decisions.map(DecisionJSON.init))
            requirements = filled(explanation.requirements.map(Held.init))
            evidence = explanation.evidence.map(Evidence.init)
        }
    }

    /// What is empty is left out.
    private static func filled<Item>(_ items: [Item]) -> [Item]? { items.isEmpty ? nil : items }

    private struct Value: Encodable {
        var amount, currency, number, day, missing: String?
        var truth: Bool?

        init(_ value: Explanation.Value) {
            switch value {
            case .money(let sum): (amount, currency) = (sum.plain, sum.currency.code)
            case .number(let ratio): number = ratio.plain
            case .truth(let holds): truth = holds
            case .day(let date): day = date.description
            case .missing(let reason): missing = cleanLine(reason.rawValue)
            }
        }
    }

    private struct ClauseJSON: Encodable {
        let number, source: String?
        let file: String
        let line: Int?

        init(_ clause: Clause) {
            number = clause.number.map(cleanLine)
            source = clause.source.map(cleanLine)
            file = clause.place.file.split(separator: "/").last.map(String.init) ?? clause.place.file
            line = clause.place.line
        }
    }

    private struct Step: Encodable {
        let file, source: String
        let line: Int?

        init(_ step: Explanation.Step) {
            file = step.place.file
            line = step.place.line
            source = cleanLine(step.source)
        }
    }

    private struct DecisionJSON: Encodable {
        let left: Node
        /// At most one.
        let right: [Node]?
        let relation: String
        let outcome: Bool
        let times: Int
        let step: Step?

        init(_ decision: Decision) {
            left = Node(decision.left)
            right = decision.right.map { [Node($0)] }
            relation = decision.relation.rawValue
            outcome = decision.outcome
            times = decision.times
            step = decision.step.map(Step.init)
        }
    }

    private struct Held: Encodable {
        let requirement: RequirementJSON
        /// Rows after it that ask for more still.
        let further: Int
        /// At most one.
        let figure: [Node]?

        init(_ held: HeldRequirement) {
            requirement = RequirementJSON(held.requirement)
            further = held.further
            figure = held.figure.map { [Node($0)] }
        }
    }

    private struct Evidence: Encodable {
        let indicator: String
        let values, subjects: Int
        let rows: [Row]?

        init(_ read: EvidenceRead) {
            indicator = read.indicator.rawValue
            values = read.values
            subjects = read.spans.count
            rows = read.rows?.map(Row.init)
        }
    }

    private struct Row: Encodable {
        let subject, day, value, state, source, file: String
        let batch: Int64
        let line: Int

        init(_ row: EvidenceRead.Row) {
            subject = row.measurement.subject.description
            day = row.measurement.day.description
            value = cleanLine(row.value)
            state = row.measurement.state.rawValue
            source = cleanLine(row.measurement.source)
            file = cleanLine(row.file)
            batch = row.batch.number
            line = row.measurement.line
        }
    }
}
