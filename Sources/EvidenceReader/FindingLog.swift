import OutcomesModel

/// Gathers what is wrong with the rows of one file, in the order of its lines.
struct FindingLog {
    let file: String
    private(set) var findings: [Finding] = []

    init(file: String) {
        self.file = file
    }

    /// Notes a problem in `column` (from 0) of the row at hand.
    mutating func note(_ problem: RowProblem, in column: Int, of row: RowScanner, subject: SubjectID?) {
        let wording = problem.wording
        findings.append(
            Finding(
                severity: problem.severity, rule: problem.rule, message: wording.message, hint: wording.hint,
                place: SourceLocation(file: file, line: row.rowLine, column: column + 1), subject: subject))
    }

    /// Returns what was read, or notes why nothing was.
    mutating func keep<Value>(
        _ result: Result<Value, RowProblem>, from column: Int, of row: RowScanner, subject: SubjectID?
    ) -> Value? {
        switch result {
        case .success(let value): return value
        case .failure(let problem):
            note(problem, in: column, of: row, subject: subject)
            return nil
        }
    }

    /// Tells whether the row has as many cells as the header, and quotes only around cells.
    mutating func hasForm(_ row: RowScanner, width: Int) -> Bool {
        if let column = row.strayQuote {
            note(.strayQuote, in: column - 1, of: row, subject: nil)
            return false
        }
        guard row.cells.count == width else {
            note(
                .columns(came: row.cells.count, expected: width), in: min(row.cells.count, width), of: row,
                subject: nil)
            return false
        }
        return true
    }
}
