import OutcomesModel

/// What is wrong with a row, in the terms of the block that it is in.
struct RowFault {
    /// From 0 at the start of the block.
    let line: Int
    /// From 0; none where the row has no columns.
    let column: Int?
    let problem: RowProblem
    let subject: SubjectID?
}

/// Faults that are counted alone, since many of their kind were told.
struct FaultKind: Hashable {
    let rule: String
    let severity: FindingSeverity
}

/// Gathers what is wrong with the rows of a block, in the order of its lines.
struct FaultLog {
    private(set) var faults: [RowFault] = []
    private(set) var untold: [FaultKind: Int] = [:]
    private(set) var count = 0
    let limit: Int
    /// False where a cell is found by its key.
    var hasColumns = true

    mutating func note(_ problem: RowProblem, in column: Int?, of row: Row, subject: SubjectID?) {
        count += 1
        if faults.count < limit {
            faults.append(
                RowFault(
                    line: row.line, column: hasColumns ? column : nil, problem: problem, subject: subject))
        } else {
            untold[FaultKind(rule: problem.rule, severity: problem.severity), default: 0] += 1
        }
    }

    /// Returns what was read, or notes why nothing was.
    mutating func keep<Value>(
        _ result: Result<Value, RowProblem>, from column: Int?, of row: Row, subject: SubjectID?
    ) -> Value? {
        switch result {
        case .success(let value): return value
        case .failure(let problem):
            note(problem, in: column, of: row, subject: subject)
            return nil
        }
    }
}

/// Gathers the findings of a file: the first ones, and how many there are of each kind beyond them.
struct FindingLog {
    let file: String
    let limit: Int
    private(set) var findings: [Finding] = []
    private var untold: [FaultKind: Int] = [:]

    init(file: String, limit: Int) {
        self.file = file
        self.limit = limit
    }

    /// How many can still be told.
    var room: Int { limit - findings.count }

    /// Takes what was found in a block whose first line is `line`, from 1.
    mutating func take(_ log: FaultLog, from line: Int) {
        for fault in log.faults { note(fault.problem, line + fault.line, fault.column, fault.subject) }
        untold.merge(log.untold, uniquingKeysWith: +)
    }

    mutating func note(_ problem: RowProblem, _ line: Int, _ column: Int?, _ subject: SubjectID?) {
        guard findings.count < limit else {
            untold[FaultKind(rule: problem.rule, severity: problem.severity), default: 0] += 1
            return
        }
        let wording = problem.wording
        findings.append(
            Finding(
                severity: problem.severity, rule: problem.rule, message: wording.message, hint: wording.hint,
                place: SourceLocation(file: file, line: line, column: column.map { $0 + 1 }),
                subject: subject))
    }

    /// Adds what another log found, as if both had been one, in the order of lines.
    mutating func merge(_ other: FindingLog) {
        guard !other.findings.isEmpty else { return }
        let all = (findings + other.findings).enumerated().sorted { left, right in
            (left.element.place?.line ?? 0, left.offset) < (right.element.place?.line ?? 0, right.offset)
        }
        findings = all.prefix(limit).map(\.element)
        untold.merge(other.untold, uniquingKeysWith: +)
        for (_, finding) in all.dropFirst(limit) {
            untold[FaultKind(rule: finding.rule, severity: finding.severity), default: 0] += 1
        }
    }

    /// All that was found, and at the end how many more there are of each kind.
    var told: [Finding] {
        let kinds = untold.sorted {
            ($0.key.rule, $0.key.severity.rawValue) < ($1.key.rule, $1.key.severity.rawValue)
        }
        return findings
            + kinds.map { kind, count in
                Finding(
                    severity: kind.severity, rule: kind.rule,
                    message: "… and \(grouped(count)) more \(count == 1 ? "row" : "rows") of this kind",
                    hint: "mend what is told above first", place: SourceLocation(file: file))
            }
    }

    private func grouped(_ count: Int) -> String {
        let digits = Array(String(count))
        return digits.indices.map { place in
            let comma = place > 0 && (digits.count - place) % 3 == 0 ? "," : ""
            return comma + String(digits[place])
        }
        .joined()
    }
}
