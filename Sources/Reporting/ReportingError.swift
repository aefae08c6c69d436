package import OutcomesModel

/// Why a document cannot be.
package enum ReportingError: Error, Equatable, Sendable {
    case noColumns(caption: String?)
    /// `row` counts from 1; none is the row of totals.
    case cellCount(caption: String?, row: Int?, expected: Int, came: Int)
    case chart(title: String, ChartFault)
    case workbook(reason: String)
}

extension ReportingError: Diagnosable {
    package var diagnostics: [Diagnostic] {
        switch self {
        case .noColumns(let caption):
            [
                Diagnostic(
                    .pack, "\(name(of: caption)) has no columns", expected: "at least one column",
                    came: "none", hint: "give each column a title")
            ]
        case .cellCount(let caption, let row, let expected, let came):
            [
                Diagnostic(
                    .pack,
                    "\(row.map { "row \($0)" } ?? "the row of totals") of \(name(of: caption)) "
                        + "does not fit its columns",
                    expected: "\(expected) \(expected == 1 ? "cell" : "cells")",
                    came: "\(came) \(came == 1 ? "cell" : "cells")",
                    hint: "leave a cell empty where there is nothing to say")
            ]
        case .chart(let title, let fault): [fault.diagnostic(of: title)]
        case .workbook(let reason):
            [
                Diagnostic(
                    .use, "the workbook cannot be written: \(reason)",
                    hint: "look whether the folder for temporary files is full, or write the report as csv")
            ]
        }
    }

    private func name(of caption: String?) -> String {
        guard let caption else { return "a table without a caption" }
        return "the table '\(cleanLine(caption).prefix(60))'"
    }
}
