package import OutcomesModel

/// A contract to start from: what is asked, and the files of a pack with places for the answers.
package struct PackTemplate: Sendable {
    /// That of its folder, such as `rate-card`.
    package let name: String
    /// What it is, in a line.
    package let title: String
    /// In the order in which they are asked; each may be bounded by answers above it.
    package let questions: [TemplateQuestion]
    /// By path below the new pack's folder; answers stand in them as `{{id}}`.
    package let files: [String: String]

    package init(name: String, title: String, questions: [TemplateQuestion], files: [String: String]) {
        self.name = name
        self.title = title
        self.questions = questions
        self.files = files
    }
}

/// What somebody is asked who starts a contract.
package struct TemplateQuestion: Hashable, Sendable {
    package let id: String
    package let asks: String
    package let kind: Kind
    /// May hold answers above it, as `{{id}}`.
    package let usual: String
    package let bounds: [Bound]
    /// The most decimals of a `number`.
    package let decimals: Int

    package init(
        id: String, asks: String, kind: Kind, usual: String, bounds: [Bound] = [], decimals: Int = 18
    ) {
        self.id = id
        self.asks = asks
        self.kind = kind
        self.usual = usual
        self.bounds = bounds
        self.decimals = decimals
    }

    package enum Kind: String, CaseIterable, Sendable {
        /// A line of text.
        case text
        /// The id of the pack.
        case id
        case currency, day
        /// A sum above 0, with no more decimals than the currency has.
        case money
        case number
        /// A whole number of at least 0.
        case count
        /// 0 to 1.
        case share
    }

    /// What the answer must be beside a figure, a day, or another answer.
    package struct Bound: Hashable, Sendable {
        package let relation: Reached
        /// Digits, a day, or the id of a question above.
        package let than: String

        package init(_ relation: Reached, _ than: String) {
            self.relation = relation
            self.than = than
        }
    }
}
