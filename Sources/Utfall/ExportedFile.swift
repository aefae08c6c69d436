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
        let fields = zip(columns, cells).filter { !$0.1.isEmpty }.map { "\(quoted($0)):\(quoted($1))" }
        return "{" + fields.joined(separator: ",") + "}\n"
    }

    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
