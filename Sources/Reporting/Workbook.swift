import CXlsxWriter
import FoundationEssentials
import OutcomesModel

/// The form for spreadsheets, with figures that can be calculated with: a sheet of words, then one for each table.
extension Document {
    /// Returns an XLSX file: the same bytes for the same document, on every machine.
    ///
    /// - Throws: `workbook`, where the file could not be written, or a table has more rows than a sheet.
    package func workbook() throws(ReportingError) -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "utfall-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        try WorkbookForm(cleaned()).write(to: file.path)
        do { return [UInt8](try Data(contentsOf: file)) } catch {
            throw .workbook(reason: "its temporary file cannot be read")
        }
    }
}

private struct WorkbookForm {
    /// What every file says that it was made on, since a file knows no clock: 1980-01-01, where zip begins.
    private static let created = 315_532_800
    /// In letters: of labels, of sentences beside them, and of a column of a table.
    private static let (labelWidth, wordsWidth, widestColumn) = (30.0, 100.0, 60)
    /// A title that is longer is broken where the figures below it need less.
    private static let titleWidth = 18

    let document: Document
    private var language: Language { document.language }

    init(_ document: Document) { self.document = document }

    func write(to path: String) throws(ReportingError) {
        guard let book = workbook_new(path) else { throw .workbook(reason: "there is not enough memory") }
        document.title.withCString { title in
            var properties = lxw_doc_properties()
            // The library copies the text.
            properties.title = UnsafeMutablePointer(mutating: title)
            properties.created = time_t(Self.created)
            workbook_set_properties(book, &properties)
        }
        var writer = SheetWriter(book, language)
        let tables = document.tablesByBlock()
        var names = SheetNames()
        let words = names.next(WordList.name(in: language))
        let sheets = tables.map { $0.map { names.next($0.name) } }
        writeWords(on: workbook_add_worksheet(book, words), tables, sheets, &writer)
        for case (let named?, let sheet?) in zip(tables, sheets) {
            write(named.table, on: workbook_add_worksheet(book, sheet), &writer)
        }
        let closed = workbook_close(book)
        if let error = writer.failed ?? (closed == LXW_NO_ERROR ? nil : closed) {
            throw .workbook(reason: String(cString: lxw_strerror(error)))
        }
    }

    // MARK: Words

    /// Writes all that is no table, in its order, with a link where a table stands.
    private func writeWords(
        on sheet: UnsafeMutablePointer<lxw_worksheet>?, _ tables: [NamedTable?], _ sheets: [String?],
        _ writer: inout SheetWriter
    ) {
        worksheet_set_column(sheet, 0, 0, Self.labelWidth, nil)
        worksheet_set_column(sheet, 1, 1, Self.wordsWidth, nil)
        var row: lxw_row_t = 0
        func pair(_ label: String, _ value: Cell, isBold: Bool = false, _ writer: inout SheetWriter) {
            var style = SheetStyle(alignsStart: true, isBold: isBold)
            writer.write(.text(label), on: sheet, row, 0, style)
            style.isBold = false
            writer.write(SheetValue(value, in: language), on: sheet, row, 1, style)
            row += 1
        }
        func title(_ text: String, _ writer: inout SheetWriter) {
            writer.write(
                .text(text), on: sheet, row, 0, SheetStyle(alignsStart: true, isBold: true, wraps: false))
            row += 1
        }
        title(document.title, &writer)
        if let subtitle = document.subtitle {
            writer.write(.text(subtitle), on: sheet, row, 0, SheetStyle(alignsStart: true, wraps: false))
            row += 1
        }
        row += 1
        for (block, (table, name)) in zip(document.blocks, zip(tables, sheets)) {
            switch block {
            case .heading(let text, _):
                row += 1
                title(text, &writer)
            case .text(let text):
                for line in paragraphs(of: text).joined() { pair("", .text(line), &writer) }
            case .list(let items): for item in items { pair("", .text("• \(item)"), &writer) }
            case .facts(let facts):
                for fact in facts.flatMap({ $0.withBoundsApart(in: language) }) {
                    pair(fact.label, fact.value, &writer)
                }
            case .callout(let callout):
                let lines = paragraphs(of: callout.text).joined()
                for (index, line) in lines.enumerated() {
                    pair(
                        index == 0 ? callout.kind.word(in: language) : "", .text(line), isBold: true, &writer)
                }
            case .footnote(let text):
                for line in paragraphs(of: text).joined() {
                    pair(language.word("Footnote", sv: "Fotnot"), .text(line), &writer)
                }
            case .table, .chart:
                guard let table, let name else { continue }
                writer.write(
                    .text(language.word("Table", sv: "Tabell")), on: sheet, row, 0,
                    SheetStyle(alignsStart: true))
                writer.link(to: name, titled: table.name, on: sheet, row, 1)
                row += 1
            }
        }
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
    }

    // MARK: Tables

    private func write(
        _ table: Table, on sheet: UnsafeMutablePointer<lxw_worksheet>?, _ writer: inout SheetWriter
    ) {
        let alignments = table.alignments()
        for (index, column) in table.columns.enumerated() {
            let place = lxw_col_t(index)
            worksheet_set_column(sheet, place, place, width(ofColumn: index, table), nil)
            writer.write(
                .text(column.title), on: sheet, 0, place,
                SheetStyle(alignsStart: alignments[index] == .start, isBold: true, isHead: true))
        }
        for (row, cells) in table.rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                writer.write(
                    SheetValue(cell, in: language), on: sheet, lxw_row_t(row + 1), lxw_col_t(column),
                    SheetStyle(alignsStart: alignments[column] == .start))
            }
        }
        for column in table.totals.map(\.indices) ?? 0..<0 {
            writer.write(
                SheetValue(totalOf: column, in: table, language), on: sheet, lxw_row_t(table.rows.count + 1),
                lxw_col_t(column),
                SheetStyle(alignsStart: alignments[column] == .start, isBold: true, isTotal: true))
        }
        worksheet_freeze_panes(sheet, 1, 0)
        worksheet_repeat_rows(sheet, 0, 0)
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
    }

    /// Figures are never cut off, since a sheet then shows none of them; words and titles are broken.
    private func width(ofColumn index: Int, _ table: Table) -> Double {
        let cells = table.cells(inColumn: index)
        let figures = cells.filter(\.isFigure).map { displayWidth($0.displayed(.always, in: language)) }
        let words = cells.filter { !$0.isFigure }.map { displayWidth($0.displayed(in: language)) }
        let title = table.columns[index].title
        let titleWord = title.split(separator: " ").map { displayWidth(String($0)) }.max() ?? 0
        let longest = [
            min(Self.widestColumn, words.max() ?? 0), min(Self.widestColumn, titleWord),
            min(Self.titleWidth, displayWidth(title)), figures.max() ?? 0,
        ]
        return Double(max(8, (longest.max() ?? 0) + 3))
    }
}
