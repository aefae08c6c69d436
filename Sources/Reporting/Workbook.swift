import CXlsxWriter
import FoundationEssentials
import OutcomesModel

/// The form for spreadsheets with figures that can be calculated with: a sheet of words, then one for each table.
///
/// A figure is a number where a spreadsheet's binary float holds all of its digits, and a text where it does not.
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
    private static let longestText = 32_767

    let document: Document

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
        var styles = SheetStyles(book)
        var names = SheetNames()
        var failed: lxw_error?
        writeWords(book, &styles, &names, &failed)
        for table in tables {
            let name = names.next(table.caption ?? document.language.word("Table", sv: "Tabell"))
            write(table, on: workbook_add_worksheet(book, name), &styles, &failed)
        }
        let closed = workbook_close(book)
        if let error = failed ?? (closed == LXW_NO_ERROR ? nil : closed) {
            throw .workbook(reason: String(cString: lxw_strerror(error)))
        }
    }

    private var tables: [Table] {
        document.blocks.compactMap { block in
            switch block {
            case .table(let table): table
            case .chart(let chart): chart.table(in: document.language)
            case .heading, .text, .list, .facts, .callout, .footnote: nil
            }
        }
    }

    // MARK: Words

    private func writeWords(
        _ book: UnsafeMutablePointer<lxw_workbook>, _ styles: inout SheetStyles, _ names: inout SheetNames,
        _ failed: inout lxw_error?
    ) {
        let sheet = workbook_add_worksheet(book, names.next(document.language.word("Report", sv: "Rapport")))
        worksheet_set_column(sheet, 0, 0, 32, nil)
        worksheet_set_column(sheet, 1, 1, 60, nil)
        var row: lxw_row_t = 0
        func line(_ text: String, _ style: UnsafeMutablePointer<lxw_format>?) {
            note(worksheet_write_string(sheet, row, 0, Self.fitting(text), style), &failed)
            row += 1
        }
        line(document.title, styles.bold)
        if let subtitle = document.subtitle { line(subtitle, nil) }
        row += 1
        for block in document.blocks {
            switch block {
            case .heading(let text, _): line(text, styles.bold)
            case .text(let text), .footnote(let text):
                for words in text.split(separator: "\n") { line(String(words), nil) }
            case .list(let items): for item in items { line("• \(item)", nil) }
            case .callout(let callout):
                line("\(callout.kind.word(in: document.language)): \(callout.text)", styles.bold)
            case .facts(let facts):
                for fact in facts {
                    note(worksheet_write_string(sheet, row, 0, Self.fitting(fact.label), nil), &failed)
                    write(fact.value, on: sheet, row, 1, &styles, isTotal: false, alignsStart: true, &failed)
                    row += 1
                }
            case .table, .chart: break
            }
        }
    }

    // MARK: Tables

    private func write(
        _ table: Table, on sheet: UnsafeMutablePointer<lxw_worksheet>?, _ styles: inout SheetStyles,
        _ failed: inout lxw_error?
    ) {
        let alignments = table.alignments()
        let words = table.displayed(in: document.language)
        for (index, column) in table.columns.enumerated() {
            let longest = (words.rows + (words.totals.map { [$0] } ?? [])).map { displayWidth($0[index]) }
                .max()
            let width = max(displayWidth(column.title), longest ?? 0) + 2
            let place = lxw_col_t(index)
            worksheet_set_column(sheet, place, place, Double(max(8, min(60, width))), nil)
            let style = alignments[index] == .end ? styles.headEnd : styles.head
            note(worksheet_write_string(sheet, 0, place, Self.fitting(column.title), style), &failed)
        }
        for (row, cells) in (table.rows + (table.totals.map { [$0] } ?? [])).enumerated() {
            let isTotal = row == table.rows.count
            for (column, cell) in cells.enumerated() {
                write(
                    cell, on: sheet, lxw_row_t(row + 1), lxw_col_t(column), &styles, isTotal: isTotal,
                    alignsStart: alignments[column] == .start, &failed)
            }
        }
        worksheet_freeze_panes(sheet, 1, 0)
        worksheet_repeat_rows(sheet, 0, 0)
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
    }

    private func write(
        _ cell: Cell, on sheet: UnsafeMutablePointer<lxw_worksheet>?, _ row: lxw_row_t, _ column: lxw_col_t,
        _ styles: inout SheetStyles, isTotal: Bool, alignsStart: Bool, _ failed: inout lxw_error?
    ) {
        if case .day(let day) = cell, day.parts.year >= 1900 {
            let (year, month, dayOfMonth) = day.parts
            var moment = lxw_datetime(
                year: Int32(year), month: Int32(month), day: Int32(dayOfMonth), hour: 0, min: 0, sec: 0)
            let style = styles.format("yyyy-mm-dd", isTotal: isTotal, alignsStart: true)
            note(worksheet_write_datetime(sheet, row, column, &moment, style), &failed)
            return
        }
        if let number = cell.spreadsheetNumber {
            let style = styles.format(number.format, isTotal: isTotal, alignsStart: alignsStart)
            note(worksheet_write_number(sheet, row, column, number.value, style), &failed)
            return
        }
        let style = styles.format(nil, isTotal: isTotal, alignsStart: alignsStart)
        let text = cell.displayed(in: document.language)
        guard !text.isEmpty else {
            if isTotal { note(worksheet_write_blank(sheet, row, column, style), &failed) }
            return
        }
        note(worksheet_write_string(sheet, row, column, Self.fitting(text), style), &failed)
    }

    private func note(_ error: lxw_error, _ failed: inout lxw_error?) {
        if error != LXW_NO_ERROR, failed == nil { failed = error }
    }

    /// A cell holds so many characters and no more; they are counted as UTF-16 counts them.
    private static func fitting(_ text: String) -> String {
        guard text.utf16.count > longestText else { return text }
        return String(text.prefix(longestText / 4)) + "…"
    }
}

extension Cell {
    /// The number and its format, where a binary float tells all its digits apart: fifteen at most.
    fileprivate var spreadsheetNumber: (value: Double, format: String)? {
        let unit = sum.map { " \"\($0.currency.code)\"" } ?? ""
        guard let figure, let decimal = Decimal(exactly: figure) else { return nil }
        let plain = decimal.description
        guard plain.filter(\.isNumber).drop(while: { $0 == "0" }).count <= 15, let value = Double(plain)
        else {
            return nil
        }
        var decimals = decimal.decimals
        if case .number(let given) = self { decimals = given.decimals }
        if let sum { decimals = max(decimals, sum.currency.minorDigits) }
        let fraction = decimals == 0 ? "" : "." + String(repeating: "0", count: decimals)
        return (value, "#,##0\(fraction)\(unit)")
    }
}

/// The formats of a workbook, each made once.
private struct SheetStyles {
    private struct Key: Hashable {
        let number: String?
        let isTotal, alignsStart: Bool
    }

    private let book: UnsafeMutablePointer<lxw_workbook>
    private var formats: [Key: UnsafeMutablePointer<lxw_format>] = [:]
    let bold, head, headEnd: UnsafeMutablePointer<lxw_format>?

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        self.book = book
        bold = workbook_add_format(book)
        format_set_bold(bold)
        head = workbook_add_format(book)
        headEnd = workbook_add_format(book)
        for style in [head, headEnd] {
            format_set_bold(style)
            format_set_bottom(style, UInt8(LXW_BORDER_MEDIUM.rawValue))
        }
        format_set_align(headEnd, UInt8(LXW_ALIGN_RIGHT.rawValue))
    }

    mutating func format(
        _ number: String?, isTotal: Bool, alignsStart: Bool
    ) -> UnsafeMutablePointer<lxw_format>? {
        let key = Key(number: number, isTotal: isTotal, alignsStart: alignsStart)
        if let made = formats[key] { return made }
        guard let format = workbook_add_format(book) else { return nil }
        if let number { format_set_num_format(format, number) }
        if isTotal {
            format_set_bold(format)
            format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
        }
        let side = alignsStart ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT
        format_set_align(format, UInt8(side.rawValue))
        formats[key] = format
        return format
    }
}

/// Names of sheets: at most 31 characters, without those that a formula would read, each once.
private struct SheetNames {
    private static let longest = 31
    private var taken: Set<String> = []

    mutating func next(_ title: String) -> String {
        let allowed = String(title.map { "[]:*?/\\'".contains($0) ? " " : $0 })
        let base = cleanLine(allowed).isEmpty ? "Table" : cleanLine(allowed)
        var name = SheetNames.shortened(base, Self.longest)
        var count = 1
        while !taken.insert(name.lowercased()).inserted {
            count += 1
            name = SheetNames.shortened(base, Self.longest - 1 - "\(count)".count) + " \(count)"
        }
        return name
    }

    private static func shortened(_ name: String, _ length: Int) -> String {
        guard name.utf16.count > length else { return name }
        var short = ""
        for character in name where short.utf16.count + character.utf16.count < length {
            short.append(character)
        }
        return short + "…"
    }
}
