package import OutcomesModel

/// A verifier's list of claims with their states, and what was found wrong in it.
package struct ClaimList: Sendable {
    package let file: EvidenceFile
    /// Without a `recording`, which whoever records them knows.
    package let decisions: [(claim: ClaimListReader.NamedClaim, state: VerificationState, line: Int)]
    package let findings: [Finding]
}

/// Reads CSV files of claims and their states: `subject,outcome,window,state`, other columns are not read.
package struct ClaimListReader: Sendable {
    package struct NamedClaim: Hashable, Sendable {
        package let subject: SubjectID
        package let outcome: OutcomeID
        package let window: WindowID
    }

    static let columns = ["subject", "outcome", "window", "state"]

    private let contract: Contract

    package init(contract: Contract) { self.contract = contract }

    /// Tells whether a file's first line names the columns of such a list.
    package static func isClaimList(path: String) -> Bool {
        guard let source = try? ByteSource(path: path, name: path), let text = try? TextSource(source) else {
            return false
        }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = bytes.withUnsafeMutableBytes { room in (try? text.read(into: room)) ?? 0 }
        let lines = bytes[..<count].split(whereSeparator: { $0 == Byte.lineFeed || $0 == Byte.carriageReturn }
        )
        guard let header = lines.first(where: { $0.first != Byte.hash }) else { return false }
        let names = String(decoding: header, as: UTF8.self).split(whereSeparator: {
            ",;\t\"\u{FEFF} ".contains($0)
        })
        return names.contains("outcome") && names.contains("window")
    }

    /// Reads the file at `path`.
    ///
    /// - Throws: where it cannot be read as a whole, or a column lacks. A row that cannot be read is left out
    ///   with a finding; of a claim that is there twice, the rows must say the same.
    package func read(path: String) throws(EvidenceError) -> ClaimList {
        let list = try ListRows(path: path, columns: Self.columns)
        var taker = Taker(contract: contract, file: list.file.name)
        for fault in list.faults { taker.note(fault.problem, fault.line, nil) }
        for row in list.rows { taker.take(row.cells, row.line) }
        return ClaimList(
            file: list.file, decisions: taker.decisions,
            findings: taker.findings.sorted { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) })
    }

    private struct Taker {
        let contract: Contract
        let file: String
        var decisions: [(claim: NamedClaim, state: VerificationState, line: Int)] = []
        var findings: [Finding] = []
        private var first: [NamedClaim: Int] = [:]

        init(contract: Contract, file: String) {
            self.contract = contract
            self.file = file
        }

        mutating func take(_ cells: [String], _ line: Int) {
            let subject: SubjectID
            switch readSubject(cells[0], groups: contract.groups) {
            case .failure(let problem): return note(problem, line, 1)
            case .success(let read): subject = read
            }
            guard let outcome = contract.outcome(OutcomeID(cells[1])) else {
                let known = contract.outcomes.map(\.id.rawValue)
                return note(.claimName(what: "outcome", came: cells[1], known: known), line, 2)
            }
            guard let window = contract.window(WindowID(cells[2])) else {
                let known = contract.windows.map(\.id.rawValue)
                return note(.claimName(what: "window", came: cells[2], known: known), line, 3)
            }
            guard let state = VerificationState(rawValue: cells[3]) else {
                return note(.state(came: cells[3]), line, 4)
            }
            let claim = NamedClaim(subject: subject, outcome: outcome.id, window: window.id)
            if let place = first[claim] {
                let problem =
                    decisions[place].state == state
                    ? RowProblem.repeated(firstLine: decisions[place].line)
                    : .contradicts(firstLine: decisions[place].line, fields: ["state"])
                return note(problem, line, nil, subject)
            }
            first[claim] = decisions.count
            decisions.append((claim, state, line))
        }

        mutating func note(
            _ problem: RowProblem, _ line: Int, _ column: Int?, _ subject: SubjectID? = nil
        ) {
            let (message, hint) = problem.wording
            findings.append(
                Finding(
                    severity: problem.severity, rule: problem.rule, message: message, hint: hint,
                    place: SourceLocation(file: file, line: line, column: column), subject: subject))
        }
    }
}
