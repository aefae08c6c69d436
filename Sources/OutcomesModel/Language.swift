/// The languages that reports can be had in; the raw value is a tag of BCP 47.
public enum Language: String, CaseIterable, Hashable, Sendable {
    case en, sv

    /// Returns the words of this language.
    package func word(_ english: String, sv swedish: String) -> String {
        switch self {
        case .en: english
        case .sv: swedish
        }
    }
}

/// What writes its sentences in one language.
package protocol WrittenInLanguage {
    var language: Language { get }
}

extension WrittenInLanguage {
    package func word(_ english: String, sv swedish: String) -> String { language.word(english, sv: swedish) }
}
