package import OutcomesModel
package import Settlement

/// An explanation with the words that stand above it.
package struct ExplanationPaper: Sendable {
    package var title: String
    package var subtitle: String
    package var explanation: Explanation
    /// What parties do with what they received.
    package var distributions: [Explanation]
    /// That of its own words, and of how figures are written.
    package var language: Language

    package init(
        title: String, subtitle: String, explanation: Explanation, distributions: [Explanation] = [],
        language: Language = .en
    ) {
        self.language = language
        self.title = title
        self.subtitle = subtitle
        self.explanation = explanation
        self.distributions = distributions
    }

    package enum Form: String, CaseIterable, Sendable {
        case txt, html, json
    }

    package func rendered(as form: Form) -> String {
        switch form {
        case .txt: ExplanationText(language: language).render(self)
        case .html: ExplanationHTML(language: language).render(self)
        case .json: ExplanationJSON.render(self)
        }
    }
}

extension Explanation.Value {
    /// The value as people read it; one with a long fraction is cut, and said to be.
    func words(in language: Language) -> String {
        switch self {
        case .money(let amount):
            let exact = amount.grouped()
            guard exact.count > 24 || exact.contains("/") else { return language.figures(exact) }
            let near = Ratio(amount.minorUnits.rounded(.halfEven))
            return "≈ \(language.figures(Amount(minorUnits: near, currency: amount.currency).grouped()))"
        case .number(let number):
            let exact = number.grouped
            guard exact.count > 14, let near = try? number.rounded(.halfEven, decimals: 4) else {
                return language.figures(exact)
            }
            return "≈ \(language.figures(near.ratio.grouped))"
        case .truth(let truth):
            return truth ? language.word("yes", sv: "ja") : language.word("no", sv: "nej")
        case .day(let day): return day.description
        case .missing(let reason):
            return language.word("missing (\(reason))", sv: "saknas (\(reason.words(in: language)))")
        }
    }
}

extension Explanation.Value {
    /// Returns the figure behind a sign; what is taken off and below nothing is added.
    func words(after sign: String, in language: Language) -> String {
        let negated: Explanation.Value? =
            switch self {
            case .money(let amount) where amount.minorUnits.signum < 0: .money(amount.negated())
            case .number(let number) where number.signum < 0: .number(number.negated())
            default: nil
            }
        var (sign, words) = (sign, words(in: language))
        guard !sign.isEmpty else { return words }
        if let negated, sign == "+" || sign == "−" {
            (sign, words) = (sign == "+" ? "−" : "+", negated.words(in: language))
        }
        return words.hasPrefix("≈ ") ? "≈ \(sign) \(words.dropFirst(2))" : "\(sign) \(words)"
    }
}

extension Explanation {
    /// What it is, in a line.
    func title(in language: Language) -> String {
        cleanLine(label) + (rule == .above ? language.word(" (as above)", sv: " (som ovan)") : "")
    }

    /// Each part with its figure as it stands in the whole, and whether it is the one that was taken.
    func signedParts(in language: Language) -> [(figure: String, part: Explanation, isTaken: Bool)] {
        var isFound = false
        return parts.enumerated().map { index, part in
            let sign = sign(ofPart: index)
            let isTaken = (rule == .least || rule == .greatest) && !isFound && part.value == value
            if isTaken { isFound = true }
            return (part.value.words(after: sign, in: language), part, isTaken)
        }
    }

    /// How a part goes into the whole.
    func sign(ofPart index: Int) -> String {
        switch rule {
        case .difference: index == 0 ? "" : "−"
        case .product: index == 0 ? "" : "×"
        case .quotient: index == 0 ? "" : "÷"
        case .negative: "−"
        case .sum: index == 0 ? "" : "+"
        case .given, .above, .least, .greatest, .computed: ""
        }
    }

    /// Where it was made, where the line itself is shown with what it is a part of, or further up.
    func place(within outer: Explanation.Step?) -> String? {
        guard let step, step == outer || rule == .above else { return nil }
        return step.words.place
    }

    /// What is to be known beside the figure, a line each.
    func remarks(in language: Language) -> [String] {
        var remarks = notes.map(cleanLine)
        if let clause { remarks.append(clause.place(in: language)) }
        return remarks
    }
}

extension Explanation.Step {
    var words: (place: String, source: String) { (cleanLine(place.description), cleanLine(source)) }
}

extension Clause {
    /// The clause with the line of the terms that says so.
    func place(in language: Language) -> String {
        guard number != nil || source != nil else { return file }
        return cleanLine("\(words(in: language)), \(file)")
    }

    /// The file and line of the terms, without the folder in which the pack happens to lie.
    var file: String {
        let file = place.file.split(separator: "/").last.map(String.init) ?? place.file
        return cleanLine(file + (place.line.map { ":\($0)" } ?? ""))
    }
}

extension HeldRequirement {
    /// What was asked for, what came, and whether it was met.
    func sentence(in language: Language) -> String {
        RequirementWords(requirement, in: language).sentence(further: further)
    }
}

extension Decision {
    /// What held, as a sentence that is true: `12.3 is less than 15`.
    func sentence(in language: Language) -> String {
        let times =
            times > 1
            ? language.word(", and \(times - 1) more times so", sv: ", och likadant \(times - 1) gånger till")
            : ""
        if relation == .isPriced {
            let value = left.value.words(in: language)
            return language.word("it is priced by \(value)", sv: "det prissätts efter \(value)")
        }
        guard let right else {
            let title = left.title(in: language)
            let truth = Explanation.Value.truth(outcome).words(in: language)
            return relation == .isSaid ? "\(title)\(times)" : "\(title): \(truth)\(times)"
        }
        let (first, second, isTurned) = isTurned ? (right, left, true) : (left, right, false)
        let words: String =
            switch (relation, outcome, isTurned) {
            case (.less, true, false), (.lessOrEqual, false, true):
                language.word("is less than", sv: "är mindre än")
            case (.less, true, true), (.lessOrEqual, false, false):
                language.word("is more than", sv: "är mer än")
            case (.less, false, false), (.lessOrEqual, true, true):
                language.word("is at least", sv: "är minst")
            case (.less, false, true), (.lessOrEqual, true, false):
                language.word("is at most", sv: "är högst")
            case (.isTrue, _, _), (.isSaid, _, _), (.isPriced, _, _):
                language.word("goes with", sv: "hör till")
            }
        return "\(first.value.words(in: language)) \(words) \(second.value.words(in: language))\(times)"
    }

    /// Both sides, the one that the sentence begins with first.
    var sides: [Explanation] {
        guard let right else { return relation == .isPriced ? [left] : left.parts }
        return isTurned ? [right, left] : [left, right]
    }

    /// A sentence begins with what was found, and ends with what it was held against.
    private var isTurned: Bool {
        guard let right else { return false }
        return left.isPlain && !right.isPlain
    }
}

extension Explanation {
    fileprivate var isPlain: Bool { rule == .given && evidence == nil }
}
