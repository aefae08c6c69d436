import Indigo

/// A file of rows that is written piece by piece.
struct ExportedFile {
    let name: String
    private let format: ExportFormat
    private let columns: [String]
    private var isBegun = false

    init(_ stem: String, _ format: ExportFormat, columns: [String]) {
        name = "\(stem).\(format.rawValue)"
        self.format = format
        self.columns = columns
    }

    /// Returns the text of the next rows, with the header before the first.
    mutating func text(_ rows: [[String]]) -> String {
        defer { isBegun = true }
        switch format {
        case .csv: return CSVText.rows((isBegun ? [] : [columns]) + rows)
        case .ndjson: return rows.map(object).joined()
        }
    }

    /// A cell with nothing in it has no key.
    private func object(_ cells: [String]) -> String {
        let fields = zip(columns, cells).filter { !$0.1.isEmpty }.map {
            "\(quotedAsJSON($0)):\(quotedAsJSON($1))"
        }
        return "{" + fields.joined(separator: ",") + "}\n"
    }
}
