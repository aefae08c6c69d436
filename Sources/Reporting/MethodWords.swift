package import OutcomesModel

// How methods, and why a figure has no interval, are told in a report's language. Estimates hold them in English, as
// they are posted and hashed.

extension EvaluationMethod {
    /// What people call it: `matched comparison group`, `matchad jämförelsegrupp`.
    package func words(in language: Language) -> String {
        switch self {
        case .none: language.word("no comparison", sv: "ingen jämförelse")
        case .beforeAndAfter: language.word("before and after", sv: "före och efter")
        case .comparisonGroup: language.word("comparison group", sv: "jämförelsegrupp")
        case .matched: language.word("matched comparison group", sv: "matchad jämförelsegrupp")
        case .weighted: language.word("weighted comparison group", sv: "vägd jämförelsegrupp")
        case .randomised: language.word("randomised comparison", sv: "randomiserad jämförelse")
        case .differenceInDifferences:
            language.word("difference in differences", sv: "skillnad i skillnader")
        case .interruptedSeries: language.word("interrupted time series", sv: "avbruten tidsserie")
        case .pooled: language.word("pooled cohorts", sv: "sammanvägda kohorter")
        case .combined: language.word("combined estimates", sv: "hopräknade skattningar")
        }
    }
}

extension VerificationState {
    /// What people call it, in a report's language.
    package func words(in language: Language) -> String {
        switch self {
        case .reported: language.word(rawValue, sv: "rapporterat")
        case .verified: language.word(rawValue, sv: "verifierat")
        case .rejected: language.word(rawValue, sv: "avvisat")
        case .disputed: language.word(rawValue, sv: "bestritt")
        }
    }
}

extension Tier.Kind {
    /// What people call it, in a report's language.
    package func title(in language: Language) -> String {
        switch self {
        case .fee: language.word(title, sv: "Avgift")
        case .capital: language.word(title, sv: "Återbetalning av kapital")
        case .preferredReturn: language.word(title, sv: "Företrädesavkastning")
        case .hurdle: language.word(title, sv: "Upp till avkastningströskeln")
        case .multiple: language.word(title, sv: "Upp till kapitalmultipeln")
        case .catchUp: language.word(title, sv: "Ikappbetalning")
        case .split: language.word(title, sv: "Fördelning")
        case .residual: language.word(title, sv: "Resten")
        case .guarantee: language.word(title, sv: "Garanti")
        case .clawback: language.word(title, sv: "Återkrav")
        }
    }
}

/// Sentences with places for names and figures, in both languages: `{}` stands for what is the same in both.
package struct Phrases: Sendable {
    private let phrases: [(english: [String], swedish: [String])]

    init(_ phrases: KeyValuePairs<String, String>) {
        self.phrases = phrases.map { ($0.components(), $1.components()) }
    }

    private init(_ phrases: [(english: [String], swedish: [String])]) { self.phrases = phrases }

    /// Returns the sentence in a language; as it came where it is none of these.
    package func words(_ english: String, in language: Language) -> String {
        guard language == .sv else { return english }
        for phrase in phrases {
            guard let filled = phrase.english.fills(english) else { continue }
            var words = phrase.swedish[0]
            for (fill, piece) in zip(filled, phrase.swedish.dropFirst()) {
                // A name may be a phrase itself, such as `the treatment`.
                words += self.words(fill, in: language) + piece
            }
            return words
        }
        return english
    }
}

extension Phrases {
    /// How an interval was made.
    package static let precision = Phrases([
        "Welch": "Welch",
        "one variance for both": "samma varians för båda",
        "Student's t, one sample": "Students t, ett stickprov",
        "Student's t, paired by person": "Students t, parat per person",
        "Student's t, paired by matched set": "Students t, parat per matchad grupp",
        "Newcombe, method 10": "Newcombe, metod 10",
        "bootstrap, percentiles": "bootstrap, percentiler",
        "clusters of {}, factor {}": "kluster av {}, faktor {}",
        "Newey and West, {} lags, factor N/(N-K)": "Newey och West, {} eftersläpningar, faktor N/(N-K)",
        "HC0 on the weighted regression": "HC0 i den vägda regressionen",
        "two-stage least squares, each arm's own variance":
            "minsta kvadratmetoden i två steg, egen varians i varje grupp",
        "inverse variance": "invers varians",
        "DerSimonian and Laird": "DerSimonian och Laird",
        "least squares on ridits, HC1": "minsta kvadratmetoden på ridits, HC1",
        "slope over mean, Fieller": "lutning genom medelvärde, Fieller",
        "influence function": "inflytandefunktion",
        "Fieller, pairs": "Fieller, par",
        "weighted by people": "vägt efter antal personer",
        "a sum of estimates, correlation {}": "en summa av skattningar, korrelation {}",
        "a sum of estimates, wholly dependent, the widest":
            "en summa av skattningar, helt beroende, det bredaste",
    ])

    /// Why a statistic of people or groups has no figure.
    package static let lacks = Phrases(faults.phrases + groups.phrases)

    private static let groups = Phrases([
        "there is no figure": "det finns inget värde",
        "nobody has a figure": "ingen har ett värde",
        "the groups have no order from the worst off to the best off":
            "grupperna har ingen ordning från sämst till bäst ställda",
        "a group is too small to be shown, and this figure would tell of it":
            "en grupp är för liten för att visas, och det här värdet skulle röja den",
        "fewer than two of the ordered groups have anybody":
            "färre än två av de ordnade grupperna har någon",
        "fewer than two groups can be shown": "färre än två grupper kan visas",
        "nobody of {} has a figure": "ingen i {} har ett värde",
        "{} is too small": "{} är för liten",
        "the mean is 0": "medelvärdet är 0",
        "the concentration index is of what cannot be below 0":
            "koncentrationsindex gäller det som inte kan ligga under 0",
        "how many could be reached is not known of each group":
            "hur många som kunde nås är inte känt för varje grupp",
        "how many could be reached is not known": "hur många som kunde nås är inte känt",
        "more are reached than there are to be reached": "fler har nåtts än det finns att nå",
        "nobody is reached": "ingen har nåtts",
        "nobody achieves the outcome": "ingen når utfallet",
        "a cost is not known": "en kostnad är inte känd",
        "the costs are in {} and {}": "kostnaderna är i {} och {}",
        "more achieve than there are people": "fler når utfallet än det finns personer",
        "there are no people": "det finns inga personer",
        "figures of few people are hidden": "värden för få personer är dolda",
        "of how many people is not known": "för hur många personer är inte känt",
        "how many achieve is not known": "hur många som når utfallet är inte känt",
        "{}, and {}": "{}, och {}",
    ])

    /// Why a statistic has no figure.
    package static let faults = Phrases([
        "{}: {}, and at least {} are needed": "{}: {}, och minst {} behövs",
        "{} has no variance, so there is no standard error":
            "{} varierar inte, så det finns inget medelfel",
        "{} is a linear combination of the columns before it":
            "{} är en linjär kombination av kolumnerna före",
        "{} found no answer in {} steps": "{} gav inget svar på {} steg",
        "{} is too large for a binary float": "{} är för stort för ett binärt flyttal",
        "{} is undefined: {}": "{} är inte definierat: {}",
        "the treatment": "insatsgruppen",
        "the comparison": "jämförelsegruppen",
        "the difference": "skillnaden",
        "the differences": "skillnaderna",
        "the outcome": "utfallet",
        "the outcome in both arms": "utfallet i båda grupperna",
        "the outcome around its fit": "utfallet kring sin anpassning",
        "the values": "värdena",
        "the social position": "den sociala positionen",
        "the mean effect": "medeleffekten",
        "values in the sample": "värden i stickprovet",
        "values in {}": "värden i {}",
        "people": "personer",
        "groups": "grupper",
        "clusters": "kluster",
        "trials": "försök",
        "Newcombe's interval": "Newcombes intervall",
        "the figures are not all 0 or 1": "alla värden är inte 0 eller 1",
        "Fieller's interval": "Fiellers intervall",
        "the ratio of means": "kvoten mellan medelvärdena",
        "the relative gap": "det relativa gapet",
        "the concentration index": "koncentrationsindex",
        "the logarithm of the risk ratio": "riskkvotens logaritm",
        "an arm has no success": "i en av grupperna har ingen lyckats",
        "what is divided by cannot be told from 0 at this level":
            "det som divideras med går inte att skilja från 0 på den här nivån",
        "the second mean is 0": "det andra medelvärdet är 0",
        "the mean is not more than 0": "medelvärdet är inte större än 0",
        "the best off group has 0": "den bäst ställda gruppen har 0",
    ])
}

extension String {
    /// The pieces between the places.
    fileprivate func components() -> [String] {
        var pieces = [""]
        var rest = self[...]
        while let place = rest.firstRange(of: "{}") {
            pieces[pieces.count - 1] += rest[..<place.lowerBound]
            pieces.append("")
            rest = rest[place.upperBound...]
        }
        pieces[pieces.count - 1] += rest
        return pieces
    }
}

extension [String] {
    /// Returns what stands at the places of a text that has these pieces; nil where it has not.
    fileprivate func fills(_ text: String) -> [String]? {
        guard text.hasPrefix(self[0]) else { return nil }
        var rest = text.dropFirst(self[0].count)
        var fills: [String] = []
        for (index, piece) in enumerated().dropFirst() {
            if index == count - 1, piece.isEmpty {
                fills.append(String(rest))
                rest = ""
                break
            }
            guard let place = rest.firstRange(of: piece) else { return nil }
            fills.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        return rest.isEmpty && fills.allSatisfy { !$0.isEmpty } ? fills : nil
    }
}
