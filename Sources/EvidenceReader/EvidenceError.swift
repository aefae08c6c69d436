package import OutcomesModel

/// Why nothing of an evidence file can be used. No case holds what a cell contains.
package enum EvidenceError: Error, Equatable, Sendable {
    // What the user named.
    case missingFile(path: String)
    case directory(path: String)
    case unreadable(path: String)
    // The bytes.
    case noBytes(file: String)
    case utf16(file: String)
    case zeroByte(file: String, line: Int, offset: Int)
    case notUTF8(file: String, line: Int, offset: Int)
    case unterminatedQuote(file: String, line: Int)
    // The header.
    case noHeader(file: String)
    case noRows(file: String, headerLine: Int)
    case separator(file: String, line: Int, found: String)
    case strayQuote(file: String, line: Int, column: Int)
    /// `came` is empty where no column is known, since it is then a row of people's data and no header.
    case unknownKind(file: String, line: Int, came: [String], misspelt: MisspeltColumn?)
    case header(file: String, line: Int, kind: EvidenceKind, faults: [HeaderFault])

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
                        + Wanted.saveAsUTF8(from: "WINDOWS-1252"))
            ]
        case .unterminatedQuote(let file, let line):
            [
                evidence(
                    "the quoted cell that begins here has no end", file, line, expected: "a closing \"",
                    hint: "write a quote that belongs to the text twice, as \"\"")
            ]
        case .noHeader(let file):
            [evidence("the file has no header", file, expected: Wanted.kinds)]
        case .noRows(let file, let headerLine):
            [
                evidence(
                    "the file has a header and no rows", file, headerLine,
                    expected: "a row per value or person")
            ]
        case .separator(let file, let line, let found):
            [
                evidence(
                    "the columns are separated by \(found)", file, line, expected: "commas",
                    hint: "save the file as CSV with commas and decimal points")
            ]
        case .strayQuote(let file, let line, let column):
            [
                evidence(
                    "column \(column) of the header has a quote in the midst of a name", file, line, column)
            ]
        case .unknownKind(let file, let line, let came, let misspelt):
            [
                evidence(
                    "the header is neither that of measurements nor that of participants", file, line,
                    misspelt?.column, expected: Wanted.kinds,
                    came: came.isEmpty ? "no column that is known" : came.joined(separator: ", "),
                    hint: misspelt.map { "column \($0.column): did you mean '\($0.nearest)'?" }
                        ?? (came.isEmpty ? "put a header above the rows" : nil))
            ]
        case .header(let file, let line, let kind, let faults):
            faults.map { diagnostic($0, kind, file, line) }
        }
    }

    private func diagnostic(
        _ fault: HeaderFault, _ kind: EvidenceKind, _ file: String, _ line: Int
    ) -> Diagnostic {
        switch fault {
        case .unknown(let column, let came, let nearest, let known):
            evidence(
                "column \(column) is not known in a file of \(kind.rawValue)", file, line, column,
                expected: known.joined(separator: ", "), came: came,
                hint: nearest.map { "did you mean '\($0)'?" } ?? Wanted.otherwise(kind))
        case .nameless(let column):
            evidence(
                "column \(column) has no name", file, line, column,
                hint: "name it, or take the last comma away")
        case .duplicate(let name, let column, let first):
            evidence(
                "column \(column) is named '\(name)', as is column \(first)", file, line, column,
                expected: "each name once")
        case .missing(let name):
            evidence("the column '\(name)' is missing", file, line, expected: Wanted.columns(kind))
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
    static func otherwise(_ kind: EvidenceKind) -> String {
        switch kind {
        case .measurements: "take it out; what is about a person belongs to the file of participants"
        case .participants:
            "declare an [[attribute]], or take it out; names and national numbers have no column"
        }
    }

    static func saveAsUTF8(from encoding: String) -> String {
        "save it from the spreadsheet as 'CSV UTF-8', or run iconv -f \(encoding) -t UTF-8"
    }
}
