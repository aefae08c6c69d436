/// The forms of a whole document that are text; each is also the extension of its files.
///
/// A CSV is of one table: `namedTables` has them all, and `words` what stands beside them.
package enum DocumentFormat: String, CaseIterable, Sendable {
    case txt, md, html, json

    /// For whom it is written.
    package var reader: DocumentReader {
        switch self {
        case .txt, .md: .people
        case .html: .page
        case .json: .programs
        }
    }
}

/// For whom a document is laid out, where they are shown different parts of it.
package enum DocumentReader: Sendable {
    /// Who read it from top to bottom, in few columns.
    case people
    /// The same, with room for pictures.
    case page
    /// Programs, and people who calculate: all figures, each in a cell of its own.
    case programs
}

extension Document {
    /// Returns the whole file of one form, which ends in a newline unless there is nothing in it.
    ///
    /// The same document gives the same bytes on every machine.
    package func rendered(as format: DocumentFormat) -> String {
        let document = cleaned()
        return switch format {
        case .txt: TextForm.render(document)
        case .md: MarkdownForm.render(document)
        case .html: HTMLForm.render(document)
        case .json: JSONForm.render(document)
        }
    }
}
