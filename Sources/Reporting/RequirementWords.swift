package import OutcomesModel
import Settlement

/// A requirement as a sentence: `row 2 of 8: at least 10 % — 11.2 % — met`.
package struct RequirementWords: WrittenInLanguage {
    private let requirement: Requirement
    package let language: Language

    package init(_ requirement: Requirement, in language: Language) {
        self.requirement = requirement
        self.language = language
    }

    /// Which of the tariff's terms it is.
    var name: String {
        switch requirement.subject {
        case .row(let row, let count): word("row \(row) of \(count)", sv: "rad \(row) av \(count)")
        case .condition:
            word(
                "condition '\(cleanLine(requirement.title))'",
                sv: "villkoret '\(cleanLine(requirement.title))'")
        case .tariff where requirement.at == .truth(true):
            word("an early end of the contract", sv: "att avtalet upphör i förtid")
        case .tariff: word("the figure", sv: "talet")
        }
    }

    /// The same where it stands alone, with whose it is.
    package var fullName: String {
        if case .condition = requirement.subject { return cleanLine(requirement.title) }
        return "\(cleanLine(requirement.title)), \(name)"
    }

    package var asked: String {
        if let decided = requirement.decided { return DecidedWords(decided, in: language).asked }
        switch requirement.at {
        case .truth(let truth): return truth ? word("yes", sv: "ja") : word("no", sv: "nej")
        case .day(let day): return word("on or after \(day)", sv: "\(day) eller senare")
        case .number, .money:
            return requirement.reached.words(in: language) + " "
                + requirement.at.words(requirement.unit, in: language)
        }
    }

    package var figure: String {
        if let decided = requirement.decided { return DecidedWords(decided, in: language).figure }
        let figure = requirement.figure.words(requirement.unit, in: language)
        guard let unrounded = requirement.unrounded else { return figure }
        let exact = unrounded.words(requirement.unit, in: language)
        return word("\(figure), rounded from \(exact)", sv: "\(figure), avrundat från \(exact)")
    }

    package var verdict: String {
        requirement.isMet ? word("met", sv: "uppfyllt") : word("not met", sv: "inte uppfyllt")
    }

    /// - Parameter further: how many rows after it ask for more still.
    func sentence(further: Int = 0) -> String {
        let others =
            switch further {
            case 0: ""
            case 1: word(", nor is the row after it", sv: ", och inte heller raden efter")
            default:
                word(
                    ", nor are the \(further) rows after it",
                    sv: ", och inte heller de \(further) raderna efter")
            }
        return "\(name): \(asked) — \(figure) — \(verdict)\(others)"
    }
}

/// What a decision compared, in words.
struct DecidedWords: WrittenInLanguage {
    private let decided: DecidedFigure
    let language: Language

    init(_ decided: DecidedFigure, in language: Language) {
        self.decided = decided
        self.language = language
    }

    /// What was held against the threshold.
    var what: String {
        switch (decided.rule.reading, decided.rule.figure) {
        case (.lowerBound, .improvement):
            word("the lower bound of the improvement", sv: "förbättringens undre gräns")
        case (.lowerBound, .improvementPercent):
            word(
                "the lower bound of the improvement in percent",
                sv: "undre gränsen för förbättringen i procent")
        case (.point, .improvement), (.significant, .improvement):
            word("the improvement", sv: "förbättringen")
        case (.point, .improvementPercent), (.significant, .improvementPercent):
            word("the improvement in percent", sv: "förbättringen i procent")
        }
    }

    var threshold: String {
        word("at least ", sv: "minst ")
            + decided.value(decided.rule.at.ratio).words(decided.unit, in: language)
    }

    var asked: String {
        let significant =
            decided.rule.reading == .significant
            ? word(", and an interval without zero", sv: ", och ett intervall utan noll") : ""
        return "\(what) \(threshold)\(significant)"
    }

    var figure: String {
        let figure = decided.value(decided.figure).words(decided.unit, in: language)
        let zero =
            switch decided.leavesOutZero {
            case true?: word(" (interval without zero)", sv: " (intervall utan noll)")
            case false?: word(" (interval with zero)", sv: " (intervall med noll)")
            case nil: ""
            }
        return figure + rounded + zero
    }

    private var rounded: String {
        guard let rounding = decided.rule.rounding else { return "" }
        let unit = language.figures(rounding.unit.grouped)
        let mode = rounding.mode.rawValue.replacing("_", with: " ")
        let how = word(
            ", rounded to \(unit) (\(mode))", sv: ", avrundat till \(unit) (\(rounding.mode.rawValue))")
        guard let exact = decided.unrounded else { return how }
        return how + word(" from ", sv: " från ") + decided.value(exact).words(decided.unit, in: language)
    }

    /// `The contract's own test of it is met: …`
    var sentence: String {
        let held = word(
            "\(what) is \(figure), and \(threshold) is asked for",
            sv: "\(what) är \(figure), och \(threshold) krävs")
        let zero =
            decided.rule.reading == .significant
            ? word(", by an interval without zero", sv: ", med ett intervall utan noll") : ""
        return word(
            "The contract's own test of it is \(decided.isReached ? "met" : "not met"): \(held)\(zero).",
            sv:
                "Avtalets eget test av den är \(decided.isReached ? "uppfyllt" : "inte uppfyllt"): \(held)\(zero)."
        )
    }
}

extension Requirement.Value {
    /// The value exactly; one that has no short decimal form stands beside what it is near to.
    func words(_ unit: String?, in language: Language) -> String {
        switch self {
        case .number(let number): Self.near(number.grouped, number, in: language) { Self.with(unit, $0) }
        case .money(let amount):
            Self.near(amount.grouped(), amount.majorUnits, in: language) {
                $0.hasSuffix(amount.currency.code) ? $0 : "\($0) \(amount.currency.code)"
            }
        case .day(let day): day.description
        case .truth(let truth): truth ? language.word("yes", sv: "ja") : language.word("no", sv: "nej")
        }
    }

    private static func near(
        _ exact: String, _ number: Ratio?, in language: Language, _ counted: (String) -> String
    ) -> String {
        guard exact.contains("/"), let near = try? number?.rounded(.halfEven, decimals: 4) else {
            return counted(language.figures(exact))
        }
        let about = counted(language.figures(near.ratio.grouped))
        return "≈ \(about) (\(language.figures(exact)))"
    }

    private static func with(_ unit: String?, _ figure: String) -> String {
        switch unit {
        case nil: figure
        case "percent"?, "%"?: "\(figure) %"
        case let unit?: "\(figure) \(cleanLine(unit))"
        }
    }
}

extension Reached {
    func words(in language: Language) -> String {
        switch self {
        case .atLeast: language.word(inWords, sv: "minst")
        case .moreThan: language.word(inWords, sv: "mer än")
        case .atMost: language.word(inWords, sv: "högst")
        case .lessThan: language.word(inWords, sv: "mindre än")
        }
    }
}
