/// The forms of a document; each is also the extension of its files.
package enum DocumentFormat: String, CaseIterable, Sendable {
    case txt, md, html, csv, json
}

extension Document {
    /// Returns the whole file of one form, which ends in a newline unless there is nothing in it.
    ///
    /// The same document gives the same bytes on every machine. A document without tables is an empty CSV.
    package func rendered(as format: DocumentFormat) -> String {
        let document = cleaned()
        return switch format {
        case .txt: TextForm.render(document)
        case .md: MarkdownForm.render(document)
        case .html: HTMLForm.render(document)
        case .csv: CSVForm.render(document)
        case .json: JSONForm.render(document)
        }
    }
}
