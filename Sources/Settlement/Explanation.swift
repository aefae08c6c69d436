public import OutcomesModel

/// A figure with the figures that it was made of, down to terms, counts and evidence.
///
/// The parts account for the whole: that is checked when one is made, so that there is none that does not.
public struct Explanation: Hashable, Sendable {
    /// What it is, in a few words: `term drawn_loan`, `the lesser of`.
    public let label: String
    public let value: Value
    /// How the parts give the value.
    public let rule: Rule
    public let parts: [Explanation]
    /// What else is to be known of it, such as how many people and values it is of.
    public var notes: [String]
    public let clause: Clause?
    /// The step of the rule that made it.
    public let step: Step?
    /// What the rule compared before, and that decides whether there is such a figure.
    public var decisions: [Decision]
    /// What the terms ask for, whether it was met or not: rows and conditions of a tariff.
    public var requirements: [HeldRequirement]
    /// The evidence that it was read from.
    public var evidence: EvidenceRead?

    public enum Value: Hashable, Sendable {
        case money(Amount)
        case number(Ratio)
        case truth(Bool)
        case day(Day)
        case missing(Missing)
    }

    public enum Rule: String, CaseIterable, Sendable {
        /// It has no parts here: a term, a count, a figure of the evidence, or a number that the rule says.
        case given
        /// It is told in full further up.
        case above
        case sum
        /// The first less the others.
        case difference
        case product
        /// The first over the second.
        case quotient
        case least
        case greatest
        case negative
        /// By a function that has its own way from the parts to the value.
        case computed
    }

    /// A line of a rule.
    public struct Step: Hashable, Sendable {
        public let place: SourceLocation
        /// What stands there.
        public let source: String

        public init(place: SourceLocation, source: String) {
            self.place = place
            self.source = source
        }
    }

    /// - Throws: `SettlementError.unaccounted` where the parts come to something else, as a fault of the host.
    package init(
        _ label: String, _ value: Value, by rule: Rule = .given, of parts: [Explanation] = [],
        notes: [String] = [], clause: Clause? = nil, step: Step? = nil, decisions: [Decision] = [],
        requirements: [HeldRequirement] = [], evidence: EvidenceRead? = nil
    ) throws(SettlementError) {
        self.label = label
        self.value = value
        self.rule = rule
        self.parts = parts
        self.notes = notes
        self.clause = clause
        self.step = step
        self.decisions = decisions
        self.requirements = requirements
        self.evidence = evidence
        let came: Value?
        do throws(ArithmeticError) { came = try rule.value(of: parts.map(\.value), as: value) } catch {
            throw .unaccounted(label: label, value: value.plain, parts: "\(error)")
        }
        guard came == value else {
            throw .unaccounted(label: label, value: value.plain, parts: came?.plain ?? "no figure")
        }
    }
}

/// A requirement, and where the figure came from that was held against it.
public struct HeldRequirement: Hashable, Sendable {
    public let requirement: Requirement
    /// How many rows after it ask for more still.
    public let further: Int
    /// What a condition read; none for a row, whose figure is the one that the tariff is priced by.
    public let figure: Explanation?

    package init(_ requirement: Requirement, further: Int = 0, figure: Explanation? = nil) {
        self.requirement = requirement
        self.further = further
        self.figure = figure
    }
}

/// A comparison that a rule made, or a truth that it read, on its way.
public struct Decision: Hashable, Sendable {
    public let left: Explanation
    public let relation: Relation
    /// None where the left is true or false by itself.
    public let right: Explanation?
    public let outcome: Bool
    public let step: Explanation.Step?
    /// How often the line came to this outcome; the figures are those of the first time.
    public package(set) var times: Int

    public enum Relation: String, Sendable {
        case less = "<"
        case lessOrEqual = "<="
        case isTrue = "holds"
        /// The left is the figure that a tariff is priced by.
        case isPriced = "prices"
        /// The label of the left says it in full.
        case isSaid = "is_said"
    }

    package init(
        _ left: Explanation, _ relation: Relation, _ right: Explanation?, outcome: Bool,
        step: Explanation.Step?, times: Int = 1
    ) {
        self.left = left
        self.relation = relation
        self.right = right
        self.outcome = outcome
        self.step = step
        self.times = times
    }
}

/// Which measurements a figure was read from.
public struct EvidenceRead: Hashable, Sendable {
    public let indicator: IndicatorID
    /// How many values count.
    public let values: Int
    public let spans: [Span]
    /// The measurements themselves, where they were asked for.
    public var rows: [Row]?

    /// The days of one subject.
    public struct Span: Hashable, Sendable {
        public let subject: SubjectID
        public let period: Period

        public init(subject: SubjectID, period: Period) {
            self.subject = subject
            self.period = period
        }
    }

    /// A measurement, and where it is recorded.
    public struct Row: Hashable, Sendable {
        public let measurement: Measurement
        /// The value as it is written.
        public let value: String
        public let batch: BatchID
        public let file: String

        public init(measurement: Measurement, value: String, batch: BatchID, file: String) {
            self.measurement = measurement
            self.value = value
            self.batch = batch
            self.file = file
        }
    }

    public init(indicator: IndicatorID, values: Int, spans: [Span], rows: [Row]? = nil) {
        self.indicator = indicator
        self.values = values
        self.spans = spans
        self.rows = rows
    }
}

extension Explanation {
    /// Returns the explanation with each read of evidence changed by `fill`, wherever it stands.
    package func filling(_ fill: (EvidenceRead) throws -> EvidenceRead) rethrows -> Explanation {
        try Explanation(
            copying: self, parts: parts.map { try $0.filling(fill) },
            decisions: decisions.map { decision in
                Decision(
                    try decision.left.filling(fill), decision.relation,
                    try decision.right.map { try $0.filling(fill) }, outcome: decision.outcome,
                    step: decision.step, times: decision.times)
            },
            requirements: requirements.map { held in
                HeldRequirement(
                    held.requirement, further: held.further, figure: try held.figure?.filling(fill))
            }, evidence: evidence.map(fill))
    }

    /// The parts have the values that they had, so that they account for the whole as before.
    private init(
        copying other: Explanation, parts: [Explanation], decisions: [Decision],
        requirements: [HeldRequirement], evidence: EvidenceRead?
    ) {
        label = other.label
        value = other.value
        rule = other.rule
        self.parts = parts
        notes = other.notes
        clause = other.clause
        step = other.step
        self.decisions = decisions
        self.requirements = requirements
        self.evidence = evidence
    }
}
