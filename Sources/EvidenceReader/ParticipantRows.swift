import OutcomesModel

/// Reads the rows of a participants file, one after the other.
struct ParticipantRows {
    private(set) var participants: [Participant] = []
    private(set) var log: FindingLog
    private let layout: ParticipantLayout
    private let groups: [Group]
    private var groupMemo = CellMemo<Result<GroupID, RowProblem>>()
    private var entryMemo = CellMemo<Result<Day, RowProblem>>()
    private var exitMemo = CellMemo<Result<Day, RowProblem>>()
    /// One per attribute, in the order of the layout.
    private var attributeMemos: [CellMemo<Result<String, RowProblem>>]
    /// Where in `participants` a pseudonym came first.
    private var firsts: [String: Int] = [:]

    init(layout: ParticipantLayout, contract: Contract, file: String, mostRows: Int) {
        self.layout = layout
        log = FindingLog(file: file)
        groups = contract.groups
        attributeMemos = layout.attributes.map { _ in CellMemo() }
        participants.reserveCapacity(mostRows)
        firsts.reserveCapacity(mostRows)
    }

    /// Takes the row in, or notes everything that is wrong with it.
    mutating func take(_ row: RowScanner) {
        guard log.hasForm(row, width: layout.width) else { return }
        let before = log.findings.count
        let pseudonym = log.keep(
            readPseudonym(row.text(row.cells[layout.subject])), from: layout.subject, of: row, subject: nil)
        let subject = pseudonym.map { SubjectID.participant($0) }
        let group = readGroup(row, subject)
        let entry = log.keep(
            entryMemo.value(of: row.cells[layout.entry], in: row.bytes) { readDay($0, column: "entry") },
            from: layout.entry, of: row, subject: subject)
        let exit = readExit(row, entry, subject)
        let attributes = readAttributes(row, subject)
        // Group, exit and attributes may be absent, so that only the log tells whether they were wrong.
        guard let pseudonym, let entry, log.findings.count == before else { return }
        let participant = Participant(
            pseudonym: pseudonym, group: group, entry: entry, exit: exit, attributes: attributes,
            line: row.rowLine)
        if let first = firsts[pseudonym] {
            note(participant, after: participants[first], row)
        } else {
            firsts[pseudonym] = participants.count
            participants.append(participant)
        }
    }

    private func readPseudonym(_ text: String) -> Result<String, RowProblem> {
        readSubject(text, groups: groups).flatMap { subject in
            guard case .participant(let pseudonym) = subject else {
                return .failure(
                    .subjectKind(came: subject.kind, expected: .participant, of: "a row of this file"))
            }
            return .success(pseudonym)
        }
    }

    private mutating func readGroup(_ row: RowScanner, _ subject: SubjectID?) -> GroupID? {
        let cell = row.cells[layout.group]
        guard !cell.isEmpty else { return nil }
        let groups = groups
        let read = groupMemo.value(of: cell, in: row.bytes) { declaredGroup($0, among: groups) }
        return log.keep(read, from: layout.group, of: row, subject: subject)
    }

    private mutating func readExit(_ row: RowScanner, _ entry: Day?, _ subject: SubjectID?) -> Day? {
        let cell = row.cell(layout.exit)
        guard let column = layout.exit, !cell.isEmpty else { return nil }
        let read = exitMemo.value(of: cell, in: row.bytes) { readDay($0, column: "exit") }
        guard let exit = log.keep(read, from: column, of: row, subject: subject) else { return nil }
        if let entry, exit < entry {
            log.note(.exitBeforeEntry(exit: exit, entry: entry), in: column, of: row, subject: subject)
        }
        return exit
    }

    private mutating func readAttributes(_ row: RowScanner, _ subject: SubjectID?) -> [AttributeID: String] {
        var values: [AttributeID: String] = [:]
        for (index, (attribute, column)) in layout.attributes.enumerated() where !row.cells[column].isEmpty {
            let read = attributeMemos[index].value(of: row.cells[column], in: row.bytes) { text in
                attribute.values.first { $0 == text }.map { .success($0) }
                    ?? .failure(.attribute(attribute, came: text))
            }
            values[attribute.id] = log.keep(read, from: column, of: row, subject: subject)
        }
        return values
    }

    private mutating func note(_ second: Participant, after first: Participant, _ row: RowScanner) {
        var fields: [String] = []
        if second.group != first.group { fields.append("group") }
        if second.entry != first.entry { fields.append("entry") }
        if second.exit != first.exit { fields.append("exit") }
        for (attribute, _) in layout.attributes
        where second.attributes[attribute.id] != first.attributes[attribute.id] {
            fields.append(attribute.id.rawValue)
        }
        let problem: RowProblem =
            fields.isEmpty
            ? .repeated(firstLine: first.line) : .contradicts(firstLine: first.line, fields: fields)
        log.note(problem, in: layout.subject, of: row, subject: .participant(second.pseudonym))
    }
}
