import FoundationEssentials
import OutcomesModel
import Reporting

/// The forms of a whole report that are text.
public enum ReportFormat: String, CaseIterable, Sendable {
    case txt, md, html, json
}

/// A report, to be written in any of its forms: as text, as a workbook, or table by table as CSV.
public struct ReportDocument: Sendable {
    private let document: @Sendable (DocumentReader) throws -> Document

    /// - Parameter document: gives what a reader is shown; people and programs may be shown different parts.
    init(_ document: @escaping @Sendable (DocumentReader) throws -> Document) { self.document = document }

    init(_ document: Document) { self.init { _ in document } }

    public func text(as format: ReportFormat) throws -> String {
        try document(format.form.reader).rendered(as: format.form)
    }

    /// Returns an XLSX file: a sheet of words, then one for each table and chart.
    ///
    /// Figures of at most fifteen digits are numbers, and totals of rows that are shown are formulas.
    public func workbook() throws -> [UInt8] { try document(.programs).workbook() }

    /// Returns its tables and the figures of its charts, from top to bottom.
    public func tables() throws -> [ReportTable] { try tables(of: document(.programs)) }

    /// Returns the table of this name, or of this file's name; unless given, the only one.
    ///
    /// A report without tables is its words, as `files` has them.
    /// - Throws: that there are several, or none of this name; both name those that there are.
    public func table(_ name: String? = nil) throws -> ReportTable {
        let document = try document(.programs)
        let tables = tables(of: document)
        let words = words(of: document, tables)
        guard let name else {
            guard tables.count < 2 else { throw ReportTableError.several(tables.map(\.name)) }
            return tables.first ?? words
        }
        let asked = ReportTable.file(name)
        let found =
            (tables + [words]).first { $0.name == name } ?? (tables + [words]).first { $0.file == asked }
        guard let found else {
            throw ReportTableError.unknown(name: name, known: tables.map(\.name) + [words.name])
        }
        return found
    }

    /// Returns all of the report as CSV, a file for each table; the first has its facts, sentences and notes.
    public func files() throws -> [ReportTable] {
        let document = try document(.programs)
        let tables = tables(of: document)
        return [words(of: document, tables)] + tables
    }

    private func tables(of document: Document) -> [ReportTable] {
        var taken: Set<String> = [ReportTable.file(WordList.name(in: document.language))]
        return document.namedTables().map { named in
            let base = ReportTable.file(named.name)
            var (file, count) = (base, 1)
            while !taken.insert(file).inserted {
                count += 1
                file = "\(base.dropLast(".csv".count))-\(count).csv"
            }
            return ReportTable(name: named.name, file: file, csv: named.table.csv)
        }
    }

    private func words(of document: Document, _ tables: [ReportTable]) -> ReportTable {
        let name = WordList.name(in: document.language)
        return ReportTable(
            name: name, file: ReportTable.file(name),
            csv: WordList(document, files: tables.map(\.file)).table.csv)
    }
}

/// A table of a report as CSV: titles, a record for each row, and the totals last, where there are any.
public struct ReportTable: Sendable {
    /// Its caption, or the heading above it.
    public let name: String
    /// The name of its file: `payment-lines.csv`.
    public let file: String
    public let csv: String

    /// Letters and figures in lower case, with dashes between: fit for every file system.
    static func file(_ name: String) -> String {
        let base = name.lowercased().hasSuffix(".csv") ? name.dropLast(".csv".count) : name[...]
        let words = base.lowercased().split { !$0.isLetter && !$0.isNumber }
        let file = words.joined(separator: "-").prefix(60)
        return "\(file.isEmpty ? "table" : file).csv"
    }
}

/// Why there is no one table to be written.
enum ReportTableError: Error {
    case several([String])
    case unknown(name: String, known: [String])
}

extension ReportTableError: Diagnosable {
    var diagnostics: [Diagnostic] {
        switch self {
        case .several(let names):
            [
                Diagnostic(
                    .use, "the report has \(names.count) tables, and a CSV holds one",
                    expected: Self.list(names),
                    hint: "add --table NAME for one of them, or -o FOLDER/ for a file of each")
            ]
        case .unknown(let name, let known):
            [
                Diagnostic(
                    .use, "the report has no table '\(name)'", expected: Self.list(known),
                    hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" })
            ]
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "'\($0)'" }.joined(separator: ", ")
    }
}

extension ReportFormat {
    var form: DocumentFormat {
        switch self {
        case .txt: .txt
        case .md: .md
        case .html: .html
        case .json: .json
        }
    }
}
