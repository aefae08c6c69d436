package import OutcomesModel

/// Why nothing of an evidence file can be used. No case holds what a cell contains.
package enum EvidenceError: Error, Equatable, Sendable {
    // What the user named.
    case missingFile(path: String)
    case directory(path: String)
    case unreadable(path: String)
    case unknownForm(EvidenceFormID, known: [EvidenceFormID])
    case severalForms(file: String, fitting: [EvidenceFormID])
    // The bytes.
    case noBytes(file: String)
    case utf16(file: String)
    case noText(file: String, ForeignFile)
    case zeroByte(file: String, line: Int, offset: Int)
    case notUTF8(file: String, line: Int, offset: Int)
    case unterminatedQuote(file: String, line: Int)
    case damagedGzip(file: String, isCut: Bool)
    case notJSON(file: String, line: Int)
    // The header.
    case noHeader(file: String)
    case noRows(file: String, headerLine: Int)
    case longHeader(file: String, line: Int, limit: Int)
    case manyColumns(file: String, line: Int, came: Int, limit: Int)
    case strayQuote(file: String, line: Int, column: Int)
    /// `came` is empty where no column is known, since it is then a row of people's data and no header.
    case unknownKind(
        file: String, line: Int, came: [String], misspelt: MisspeltColumn?, forms: [EvidenceFormID])
    /// Without a form it should be the standard header of the kind.
    case header(
        file: String, line: Int, kind: EvidenceKind, form: EvidenceFormID?, required: [String],
        faults: [HeaderFault])
    case listHeader(file: String, line: Int, missing: [String], columns: [String])
    /// A list without a header, empty or of remarks alone.
    case listWithoutHeader(file: String, isEmpty: Bool, columns: [String])
    // All of it.
    case tooManyLines(file: String, limit: Int)
    case longList(file: String, limit: Int)

    /// A column whose name is near one that there is.
    package struct MisspeltColumn: Equatable, Sendable {
        let column: Int
        let nearest: String
    }
}

extension EvidenceError: Diagnosable {
    package var diagnostics: [Diagnostic] {
        switch self {
        case .missingFile(let path):
            [Diagnostic(.use, "there is no file \(path)")]
        case .directory(let path):
            [
                Diagnostic(
                    .use, "\(path) is a folder", expected: "a CSV file",
                    hint: "name the files in it, as in \(path)/*.csv")
            ]
        case .unreadable(let path):
            [Diagnostic(.use, "\(path) cannot be read", hint: "look at its permissions")]
        case .noBytes(let file):
            [evidence("the file is empty", file, expected: Wanted.kinds)]
        case .utf16(let file):
            [evidence("the file is UTF-16", file, expected: "UTF-8", hint: Wanted.saveAsUTF8(from: "UTF-16"))]
        case .noText(let file, let kind):
            [
                evidence(
                    "the file is \(kind.words), and no text", file, expected: "CSV in UTF-8", hint: kind.hint)
            ]
        case .zeroByte(let file, let line, let offset):
            [
                evidence(
                    "a zero byte at byte offset \(offset)", file, line, expected: "text in UTF-8",
                    hint: "the file is damaged, or UTF-16: \(Wanted.saveAsUTF8(from: "UTF-16"))")
            ]
        case .notUTF8(let file, let line, let offset):
            [
                evidence(
                    "what stands at byte offset \(offset) is not UTF-8", file, line,
                    expected: "text in UTF-8",
                    hint: "the file is probably Windows-1252 or Latin-1: "
                        + Wanted.saveAsUTF8(from: "WINDOWS-1252")
                        + ", or declare its encoding in an [[evidence]] of the contract")
            ]
        case .unterminatedQuote(let file, let line):
            [
                evidence(
                    "the quoted cell that begins here has no end", file, line, expected: "a closing \"",
                    hint: "write a quote that belongs to the text twice, as \"\"")
            ]
        case .damagedGzip(let file, let isCut):
            [
                evidence(
                    isCut ? "the gzip file ends in the midst of it" : "the gzip file is damaged", file,
                    hint: "pack or fetch it again")
            ]
        case .notJSON(let file, let line):
            [
                evidence(
                    "the line is no JSON object", file, line, expected: "NDJSON: a flat object a line",
                    hint: "a list of objects is written as a line each, without brackets and commas")
            ]
        case .noHeader(let file):
            [evidence("the file has no header", file, expected: Wanted.kinds)]
        case .noRows(let file, let headerLine):
            [
                evidence(
                    "the file has a header and no rows", file, headerLine,
                    expected: "a row per value or person")
            ]
        case .longHeader(let file, let line, let limit):
            [evidence("the header is longer than \(limit) bytes", file, line, expected: Wanted.kinds)]
        case .manyColumns(let file, let line, let came, let limit):
            [
                evidence(
                    "the header has \(came) columns", file, line, expected: "at most \(limit) columns")
            ]
        case .strayQuote(let file, let line, let column):
            [
                evidence(
                    "column \(column) of the header has a quote in the midst of a name", file, line, column)
            ]
        case .unknownKind(let file, let line, let came, let misspelt, let forms):
            [
                evidence(
                    "the header is neither that of measurements nor that of participants", file, line,
                    misspelt?.column, expected: Wanted.kinds,
                    came: came.isEmpty ? "no column that is known" : came.joined(separator: ", "),
                    hint: misspelt.map { "column \($0.column): did you mean '\($0.nearest)'?" }
                        ?? (came.isEmpty ? "put a header above the rows" : Wanted.form(forms)))
            ]
        case .header(let file, let line, let kind, let form, let required, let faults):
            faults.map {
                diagnostic($0, HeaderContext(kind: kind, form: form, required: required), file, line)
            }
        case .listHeader(let file, let line, let missing, let columns):
            missing.map {
                evidence(
                    "the column '\($0)' is missing", file, line,
                    expected: columns.joined(separator: ","))
            }
        case .listWithoutHeader(let file, let isEmpty, let columns):
            [
                evidence(
                    isEmpty ? "the file is empty" : "the file has no header", file,
                    expected: columns.joined(separator: ","))
            ]
        case .longList(let file, let limit):
            [
                evidence(
                    "the list is longer than \(limit) bytes", file, expected: "a shorter list",
                    hint: "split it")
            ]
        case .tooManyLines(let file, let limit):
            [
                evidence(
                    "the file has more than \(limit) lines", file, expected: "a file of fewer lines",
                    hint: "split it")
            ]
        case .unknownForm(let id, let known):
            [
                Diagnostic(
                    .use, "the contract has no [[evidence]] \(id)",
                    expected: known.isEmpty
                        ? "an [[evidence]] in contract.toml" : known.map(\.rawValue).joined(separator: ", "),
                    hint: nearestName(to: id.rawValue, among: known.map(\.rawValue)).map {
                        "did you mean '\($0)'?"
                    })
            ]
        case .severalForms(let file, let fitting):
            [
                Diagnostic(
                    .use, "more than one [[evidence]] is for the file \(file)",
                    expected: "one of \(fitting.map(\.rawValue).joined(separator: ", "))",
                    hint: "say which, as in --as \(fitting[0])")
            ]
        }
    }

    private func diagnostic(
        _ fault: HeaderFault, _ context: HeaderContext, _ file: String, _ line: Int
    ) -> Diagnostic {
        switch fault {
        case .unknown(let column, let came, let nearest, let known):
            evidence(
                "column \(column) is not known in a file of \(context.name)",
                file, line, column, expected: known.joined(separator: ", "), came: came,
                hint: nearest.map { "did you mean '\($0)'?" } ?? Wanted.otherwise(context))
        case .nameless(let column):
            evidence(
                "column \(column) has no name", file, line, column,
                hint: "name it, or take the last comma away")
        case .duplicate(let name, let column, let first):
            evidence(
                "column \(column) is named '\(name)', as is column \(first)", file, line, column,
                expected: "each name once")
        case .missing(let name):
            evidence(
                "the column '\(name)' is missing", file, line,
                expected: context.required.joined(separator: ",")
                    + (context.form == nil ? " for \(context.kind.rawValue)" : ""),
                hint: context.form.map { "it is named in the [[evidence]] \($0) of the contract" })
        }
    }

    private func evidence(
        _ message: String, _ file: String, _ line: Int? = nil, _ column: Int? = nil, expected: String? = nil,
        came: String? = nil, hint: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            .evidence, message, place: SourceLocation(file: file, line: line, column: column),
            expected: expected, came: came, hint: hint)
    }
}

extension ForeignFile {
    fileprivate var words: String {
        switch self {
        case .workbook: "an Excel workbook"
        case .oldWorkbook: "an old Excel workbook"
        case .openDocument: "a spreadsheet of OpenDocument"
        case .archive: "a ZIP archive"
        case .pdf: "a PDF"
        }
    }

    fileprivate var hint: String {
        switch self {
        case .workbook, .oldWorkbook, .openDocument:
            "save each sheet from the spreadsheet as 'CSV UTF-8', and give that"
        case .archive: "unpack it, and give the CSV files that are in it"
        case .pdf: "ask for the table that it was made from, as CSV"
        }
    }
}

/// Which header it should be.
private struct HeaderContext {
    let kind: EvidenceKind
    let form: EvidenceFormID?
    let required: [String]

    /// As messages name it.
    var name: String { form?.rawValue ?? kind.rawValue }
}

/// What would be right, in words that several faults share.
private enum Wanted {
    static let kinds =
        "\(columns(.measurements)) for measurements, or \(columns(.participants)) for participants"

    static func columns(_ kind: EvidenceKind) -> String {
        switch kind {
        case .measurements: Header.measurementColumns.joined(separator: ",")
        case .participants: Header.participantColumns.joined(separator: ",")
        }
    }

    /// What to do with a column that is not known.
    static func otherwise(_ context: HeaderContext) -> String {
        if let form = context.form {
            return "say in the [[evidence]] \(form) what it holds, or name it in `ignore`"
        }
        return switch context.kind {
        case .measurements: "take it out; what is about a person belongs to the file of participants"
        case .participants:
            "declare an [[attribute]], or take it out; names and national numbers have no column"
        }
    }

    /// What to do with a header that may be that of a declared form.
    static func form(_ forms: [EvidenceFormID]) -> String? {
        guard !forms.isEmpty else { return nil }
        let names = forms.map(\.rawValue).joined(separator: ", ")
        return "if it is one of the contract's [[evidence]], say which: \(names)"
    }

    static func saveAsUTF8(from encoding: String) -> String {
        "save it from the spreadsheet as 'CSV UTF-8', or run iconv -f \(encoding) -t UTF-8"
    }
}
