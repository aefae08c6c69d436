package import OutcomesModel

/// A report or a statement, as content: `rendered(as:)` gives each of its forms.
///
/// Its words may come from a pack or from evidence and hold anything; every form cleans them first.
package struct Document: Hashable, Sendable {
    package var title: String
    package var subtitle: String?
    /// That of its own words, and of how figures are written.
    package var language: Language
    package var blocks: [Block]

    package init(title: String, subtitle: String? = nil, language: Language = .en, blocks: [Block] = []) {
        self.title = title
        self.subtitle = subtitle
        self.language = language
        self.blocks = blocks
    }
}

/// One part of a document, from top to bottom.
package enum Block: Hashable, Sendable {
    case heading(String, HeadingLevel)
    /// A newline breaks the line, an empty line the paragraph.
    case text(String)
    case list([String])
    case facts([Fact])
    case table(Table)
    case chart(Chart)
    case callout(Callout)
    /// Small print, where it stands.
    case footnote(String)
}

/// How deep a heading is below the title.
package enum HeadingLevel: Int, CaseIterable, Sendable {
    case section = 1
    case subsection
    case topic
}

/// A label and its value: `As of batch` and `3`.
package struct Fact: Hashable, Sendable {
    package var label: String
    package var value: Cell

    package init(_ label: String, _ value: Cell) {
        self.label = label
        self.value = value
    }
}

/// A sentence or two that must not be missed.
package struct Callout: Hashable, Sendable {
    package var kind: Kind
    package var text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    package enum Kind: String, CaseIterable, Sendable {
        case note, warning, good

        /// What is written before the text, so that colour is never the only sign.
        func word(in language: Language) -> String {
            switch self {
            case .note: language.word("Note", sv: "Observera")
            case .warning: language.word("Warning", sv: "Varning")
            case .good: language.word("In order", sv: "I sin ordning")
            }
        }
    }
}
