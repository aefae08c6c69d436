import CXlsxWriter
import OutcomesModel

/// How a cell of a sheet looks, beside its format.
struct SheetStyle: Hashable {
    var alignsStart: Bool
    var isBold = false
    var wraps = true
    var isHead = false
    var isTotal = false
}

/// Writes cells into a workbook, each format made once.
struct SheetWriter {
    private struct Key: Hashable {
        let format: String?
        let style: SheetStyle
    }

    /// A cell holds so many characters and no more; they are counted as UTF-16 counts them.
    private static let longestText = 32_767

    private let book: UnsafeMutablePointer<lxw_workbook>
    private let language: Language
    private var formats: [Key: UnsafeMutablePointer<lxw_format>] = [:]
    /// The first thing that went wrong.
    private(set) var failed: lxw_error?

    init(_ book: UnsafeMutablePointer<lxw_workbook>, _ language: Language) {
        self.book = book
        self.language = language
    }

    mutating func write(
        _ value: SheetValue, on sheet: UnsafeMutablePointer<lxw_worksheet>?, _ row: lxw_row_t,
        _ column: lxw_col_t, _ style: SheetStyle
    ) {
        switch value {
        case .number(let number, let shown):
            note(worksheet_write_number(sheet, row, column, number, format(shown, style)))
        case .formula(let formula, let number, let shown):
            note(worksheet_write_formula_num(sheet, row, column, formula, format(shown, style), number))
        case .day(let day):
            let (year, month, dayOfMonth) = day.parts
            var moment = lxw_datetime(
                year: Int32(year), month: Int32(month), day: Int32(dayOfMonth), hour: 0, min: 0, sec: 0)
            var style = style
            style.alignsStart = true
            note(worksheet_write_datetime(sheet, row, column, &moment, format("yyyy-mm-dd", style)))
        case .text(let text):
            // Written as a string, whatever it begins with: no spreadsheet takes it for a formula.
            note(worksheet_write_string(sheet, row, column, Self.fitting(text), format(nil, style)))
        case .nothing:
            guard style.isTotal else { return }
            note(worksheet_write_blank(sheet, row, column, format(nil, style)))
        }
    }

    /// Writes a link to a sheet of the same book.
    mutating func link(
        to name: String, titled title: String, on sheet: UnsafeMutablePointer<lxw_worksheet>?,
        _ row: lxw_row_t, _ column: lxw_col_t
    ) {
        note(
            worksheet_write_url_opt(
                sheet, row, column, "internal:'\(name)'!A1", nil, Self.fitting(title), nil))
    }

    private mutating func note(_ error: lxw_error) {
        if error != LXW_NO_ERROR, failed == nil { failed = error }
    }

    private mutating func format(_ number: String?, _ style: SheetStyle) -> UnsafeMutablePointer<lxw_format>?
    {
        let key = Key(format: number, style: style)
        if let made = formats[key] { return made }
        guard let format = workbook_add_format(book) else { return nil }
        if let number { format_set_num_format(format, number) }
        if style.isBold { format_set_bold(format) }
        // A figure that is broken over two lines is none.
        if style.wraps, number == nil { format_set_text_wrap(format) }
        if style.isHead { format_set_bottom(format, UInt8(LXW_BORDER_MEDIUM.rawValue)) }
        if style.isTotal { format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        let side = style.alignsStart ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT
        format_set_align(format, UInt8(side.rawValue))
        let height = style.isHead ? LXW_ALIGN_VERTICAL_BOTTOM : LXW_ALIGN_VERTICAL_TOP
        format_set_align(format, UInt8(height.rawValue))
        formats[key] = format
        return format
    }

    private static func fitting(_ text: String) -> String {
        guard text.utf16.count > longestText else { return text }
        return String(text.prefix(longestText / 4)) + "…"
    }
}

/// Names of sheets: at most 31 characters, without those that a formula would read, each once.
struct SheetNames {
    private static let longest = 31
    /// Excel keeps this one for itself.
    private var taken: Set<String> = ["history"]

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
