import EvidenceReader
import FoundationEssentials
import OutcomesModel
import PackReader
import PluginHost

extension ContractPack {
    /// The tables of tests, `tests/*.csv`, below the pack's folder.
    var testTables: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(pack.folder)/tests")) ?? []
        return names.filter { $0.hasSuffix(".csv") }.sorted().map { "tests/\($0)" }
    }

    /// Reads the tests of one table.
    ///
    /// - Returns: each test, or why it is none.
    /// - Throws: where the table as a whole cannot be read.
    func readTestTable(
        _ file: String, _ run: PackRun
    ) throws(PluginError) -> [Result<PackTestCase, PluginError>] {
        let table: CSVTable
        do throws(EvidenceError) { table = try CSVTable(path: "\(pack.folder)/\(file)") } catch {
            throw unreadable(file, because: error)
        }
        let rows =
            table.rows.map { TestTableRow(cells: $0.cells, line: $0.line) }
            + table.faults.map { TestTableRow(cells: [], line: $0.line, fault: $0.message) }
        return try run.tests(
            inTable: table.columns, rows.sorted { $0.line < $1.line }, file: file,
            headerLine: table.headerLine)
    }

    /// A table of tests is a file of the pack: whoever wrote it mends it, and it has columns of its own.
    private func unreadable(_ file: String, because error: EvidenceError) -> PluginError {
        func wrong(
            _ problem: String, _ line: Int? = nil, expected: String? = nil, came: String? = nil,
            hint: String? = nil
        ) -> PluginError {
            .wrongTestTable(
                pack: id, file: file, line: line, problem: problem, expected: expected, came: came, hint: hint
            )
        }
        let text = "text in UTF-8"
        switch error {
        case .noHeader, .listWithoutHeader, .noBytes:
            return wrong(
                "the table of tests is empty",
                expected: "the columns \(PackTestCase.columns.joined(separator: ", "))", came: "no header")
        case .directory: return wrong("this is no table of tests", expected: "a CSV file", came: "a folder")
        case .missingFile, .unreadable:
            return wrong(
                "the table of tests cannot be read", expected: "a CSV file", hint: "look at its permissions")
        case .utf16: return wrong("the table of tests is UTF-16", expected: text, hint: "save it as UTF-8")
        case .zeroByte(_, let line, _):
            return wrong("the table of tests has a zero byte", line, expected: text, hint: "save it as UTF-8")
        case .notUTF8(_, let line, _):
            return wrong("the table of tests is not UTF-8", line, expected: text, hint: "save it as UTF-8")
        default:
            let told = error.diagnostics.first
            return wrong(
                told?.message ?? "the table of tests cannot be read", told?.place?.line,
                expected: told?.expected, came: told?.came, hint: told?.hint)
        }
    }
}
