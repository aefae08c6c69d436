/// What a part of an amount is called: a title of the contract's own, and what the host says of it, with its figures.
///
/// It is worded where it is shown, in the language of the reader; the contract's title stays as it is.
public struct PartLabel: Hashable, Sendable {
    public let title: String
    public let details: [Detail]

    public init(_ title: String, _ details: Detail...) {
        self.title = title
        self.details = details
    }

    private init(_ title: String, _ details: [Detail]) {
        self.title = title
        self.details = details
    }

    public func adding(_ detail: Detail) -> PartLabel { PartLabel(title, details + [detail]) }

    public enum Detail: Hashable, Sendable {
        /// What was measured.
        case figure(Ratio)
        case share(Ratio, of: Amount)
        case upTo(Ratio)
        case above(Ratio)
        case atMost(Amount)
        case received
        case ended(Day)
        case neverLessThanNothing
        case stage(OutcomeID)
        /// A limit, by its own title.
        case limited(String)
        /// What a person has to reach first.
        case notBefore(OutcomeID?)
        /// Of a condition.
        case notMet
    }

    /// - Parameters:
    ///   - figures: writes figures as the language does; as they are, unless given.
    ///   - amounts: writes sums as the language does; as they are, unless given.
    public func text(
        in language: Language, figures: (String) -> String = { $0 }, amounts: (Amount) -> String = { "\($0)" }
    ) -> String {
        details.reduce(title) {
            $0 + $1.separator + $1.text(in: language, figures: figures, amounts: amounts)
        }
    }
}

extension PartLabel.Detail {
    fileprivate var separator: String {
        switch self {
        case .share, .upTo, .above, .stage: ", "
        case .figure, .atMost, .received, .ended, .neverLessThanNothing, .limited, .notBefore: ": "
        case .notMet: " "
        }
    }

    public func text(
        in language: Language, figures: (String) -> String = { $0 }, amounts: (Amount) -> String = { "\($0)" }
    ) -> String {
        switch self {
        case .figure(let figure): return figures("\(figure)")
        case .share(let share, let base):
            let (share, base) = (figures("\(share)"), amounts(base))
            return language.word("\(share) of \(base)", sv: "\(share) av \(base)")
        case .upTo(let end):
            let end = figures("\(end)")
            return language.word("up to \(end)", sv: "upp till \(end)")
        case .above(let start):
            let start = figures("\(start)")
            return language.word("above \(start)", sv: "över \(start)")
        case .atMost(let most):
            let most = amounts(most)
            return language.word("at most \(most)", sv: "högst \(most)")
        case .received: return language.word("received", sv: "mottaget")
        case .ended(let day): return language.word("ended on \(day)", sv: "upphörde \(day)")
        case .neverLessThanNothing:
            return language.word("never less than nothing", sv: "aldrig mindre än ingenting")
        case .stage(let outcome): return outcome.rawValue
        case .limited(let title): return title
        case .notBefore(let outcome):
            return language.word(
                "not before \(outcome?.rawValue ?? "its milestone")",
                sv: "inte före \(outcome?.rawValue ?? "sitt delmål")")
        case .notMet: return language.word("is not met", sv: "är inte uppfyllt")
        }
    }
}
