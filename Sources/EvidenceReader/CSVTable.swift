/// A short CSV file as it stands: the names of its columns, and its rows cell by cell.
package struct CSVTable: Sendable {
    package let columns: [String]
    /// From 1.
    package let headerLine: Int
    /// With their lines, from 1.
    package let rows: [(cells: [String], line: Int)]
    /// What is wrong with rows that have not the cells of the header.
    package let faults: [(message: String, line: Int)]

    /// Reads the file at `path`.
    ///
    /// - Throws: where it cannot be read as a whole, or has no header.
    package init(path: String) throws(EvidenceError) {
        let list = try ListRows(path: path, columns: nil)
        faults = list.faults.map { ($0.problem.wording.message, $0.line) }
        columns = list.columns
        headerLine = list.headerLine
        rows = list.rows
    }
}
