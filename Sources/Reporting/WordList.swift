package import OutcomesModel

/// All of a document that is no table, in its order: a row for each fact, sentence and note, with what it is.
///
/// It is the table that keeps a folder of CSV files whole; each table has a row that names its file.
package struct WordList {
    private let document: Document
    private let files: [String]

    /// - Parameter files: those of the document's `namedTables`, in their order.
    package init(_ document: Document, files: [String]) {
        self.document = document.cleaned()
        self.files = files
    }

    package static func name(in language: Language) -> String { language.word("Report", sv: "Rapport") }

    package var table: Table {
        let language = document.language
        var rows = [row("", .title, "", .text(document.title))]
        if let subtitle = document.subtitle { rows.append(row("", .subtitle, "", .text(subtitle))) }
        var heading = ""
        var files = files[...]
        for (block, named) in zip(document.blocks, document.tablesByBlock()) {
            if case .heading(let text, _) = block { heading = text }
            if let named, let file = files.popFirst() {
                rows.append(row(heading, .table, named.name, .text(file)))
            } else {
                rows += self.rows(of: block, under: heading)
            }
        }
        let titles = [
            language.word("Heading", sv: "Rubrik"), language.word("Kind", sv: "Slag"),
            language.word("Label", sv: "Etikett"), language.word("Value", sv: "Värde"),
        ]
        // Safe because every row has these four cells.
        return try! Table(columns: titles.map { Column($0) }, rows: rows)
    }

    /// The same words in each language, as programs look for them.
    private enum Kind: String {
        case title, subtitle, heading, fact, text, list, note, warning, good, footnote, table
    }

    private func row(_ heading: String, _ kind: Kind, _ label: String, _ value: Cell) -> [Cell] {
        [.text(heading), .text(kind.rawValue), .text(label), value]
    }

    private func rows(of block: Block, under heading: String) -> [[Cell]] {
        func lines(_ kind: Kind, _ text: String) -> [[Cell]] {
            paragraphs(of: text).joined().map { row(heading, kind, "", .text($0)) }
        }
        switch block {
        case .heading(let text, _): return [row(heading, .heading, "", .text(text))]
        case .text(let text): return lines(.text, text)
        case .list(let items): return items.map { row(heading, .list, "", .text($0)) }
        case .facts(let facts):
            return facts.flatMap { $0.withBoundsApart(in: document.language) }
                .map { row(heading, .fact, $0.label, $0.value) }
        case .callout(let callout):
            let kind: Kind =
                switch callout.kind {
                case .note: .note
                case .warning: .warning
                case .good: .good
                }
            return lines(kind, callout.text)
        case .footnote(let text): return lines(.footnote, text)
        case .table, .chart: return []
        }
    }
}
