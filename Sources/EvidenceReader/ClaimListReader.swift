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
    /// A verifier's list is of a sample or of a period; a larger one is no such list.
    static let mostBytes = 64 << 20

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
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let source = try ByteSource(path: path, name: name)
        let block = Block(capacity: Self.mostBytes + 1)
        block.count = try TextSource(source).read(
            into: UnsafeMutableRawBufferPointer(start: block.start, count: block.capacity))
        guard block.count <= Self.mostBytes else { throw .longList(file: name, limit: Self.mostBytes) }
        block.endHere()
        if let fault = TextEncoding.utf8.fault(in: block.bytes) {
            let line = 1 + countLineEnds(in: block.bytes[..<fault.offset])
            throw fault.error(file: name, line: line, before: 0)
        }
        return try read(block, source)
    }

    private func read(_ block: Block, _ source: ByteSource) throws(EvidenceError) -> ClaimList {
        let mark = block.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let most = 64
        let cells = UnsafeMutablePointer<Cell>.allocate(capacity: most)
        cells.initialize(repeating: Cell(start: nil, count: 0), count: most)
        defer { cells.deallocate() }
        var remarks = CSVRows(
            block.start + mark, end: block.start + block.count, separator: Byte.comma, cells: nil, width: 0)
        remarks.skipRemarks()
        let line = remarks.restOfLine
        let separator = Separator.allCases.max { left, right in
            line.count { $0 == left.byte } < line.count { $0 == right.byte }
        }
        var rows = CSVRows(
            block.start + mark, end: block.start + block.count, separator: separator?.byte ?? Byte.comma,
            cells: cells, width: most)
        rows.skipRemarks()
        guard rows.next() else { throw .noHeader(file: source.name) }
        let names = (0..<min(rows.count, most)).map { TextEncoding.utf8.text(cells[$0]) }
        let places = Self.columns.map { names.firstIndex(of: $0) }
        let missing = zip(Self.columns, places).filter { $0.1 == nil }.map(\.0)
        guard missing.isEmpty else {
            throw .claimHeader(file: source.name, line: rows.rowLine + 1, missing: missing)
        }
        var taker = Taker(contract: contract, file: source.name)
        let width = rows.count
        while rows.next() {
            guard rows.count == width else {
                let problem = RowProblem.columns(
                    came: rows.count, expected: width, separator: separator ?? .comma)
                taker.note(problem, rows.rowLine, nil)
                continue
            }
            taker.take(places.map { TextEncoding.utf8.text(cells[$0!]) }, rows.rowLine)
        }
        if let line = rows.unterminated { throw .unterminatedQuote(file: source.name, line: line + 1) }
        return ClaimList(
            file: source.evidenceFile(), decisions: taker.decisions, findings: taker.findings)
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
            decisions.append((claim, state, line + 1))
        }

        mutating func note(
            _ problem: RowProblem, _ line: Int, _ column: Int?, _ subject: SubjectID? = nil
        ) {
            let (message, hint) = problem.wording
            findings.append(
                Finding(
                    severity: problem.severity, rule: problem.rule, message: message, hint: hint,
                    place: SourceLocation(file: file, line: line + 1, column: column), subject: subject))
        }
    }
}
