import OutcomesModel

/// What all blocks of a participants file are read with; nothing in it changes while one is read.
struct ParticipantReading: Sendable {
    let layout: ParticipantLayout
    let form: TextForm
    let groups: [Group]
}

/// One good row of a participants file, whose codes mean what the file has had.
struct ParticipantEntry {
    var subject: UInt32
    /// 0 for no group, otherwise 1 more than its place in the contract.
    let group: UInt16
    let entry: Int32
    /// `ParticipantTable.noExit` for one who has not left.
    let exit: Int32
    var line: UInt32
}

/// Reads the rows of one block of a participants file.
struct ParticipantRows: RowTaker, ~Copyable {
    private let reading: ParticipantReading
    private let layout: ParticipantLayout
    private var knownSubjects: TextTable.Lookup
    /// Means nothing: what is looked at must go somewhere, or the compiler leaves it out.
    private var touched: UInt64 = 0

    private(set) var newSubjects = TextTable()
    private(set) var people: [ParticipantEntry] = []
    /// For each row one per attribute of the layout: 0 where it is not known, otherwise 1 more than the
    /// place among those declared.
    private(set) var attributeCodes: [UInt32] = []
    var log = FaultLog(limit: 0)

    private var entryReader: DayReader
    private var exitReader: DayReader
    private var latestGroup = LatestText()
    private var rowCodes: [UInt32]
    /// The values of all attributes, and for each attribute what the number of a text in it stands for.
    private var values = TextTable()
    private var valueCodes: [[UInt32]]

    init(_ reading: ParticipantReading) {
        self.reading = reading
        layout = reading.layout
        knownSubjects = newSubjects.lookup
        entryReader = DayReader(reading.form.dates)
        exitReader = DayReader(reading.form.dates)
        rowCodes = layout.attributes.map { _ in 0 }
        valueCodes = layout.attributes.map { _ in [] }
        for (index, (attribute, _)) in layout.attributes.enumerated() {
            for (place, text) in attribute.values.enumerated().reversed() {
                let code = Int(values.code(of: text))
                valueCodes[index] += Array(repeating: 0, count: max(0, code + 1 - valueCodes[index].count))
                valueCodes[index][code] = UInt32(place + 1)
            }
        }
    }

    mutating func begin(subjects: TextTable.Lookup, mostFaults: Int) {
        knownSubjects = subjects
        newSubjects.removeAll()
        people.removeAll(keepingCapacity: true)
        attributeCodes.removeAll(keepingCapacity: true)
        log = FaultLog(limit: mostFaults, hasColumns: reading.form.keys == nil)
    }

    @inline(__always)
    mutating func touch(_ rows: UnsafeBufferPointer<Row>) {
        for row in rows { touched &+= knownSubjects.touch(TextKey(row.cells[layout.subject])) }
    }

    /// Takes the row in, or notes everything that is wrong with it.
    mutating func take(_ row: Row) {
        let before = log.count
        let cell = row.cells[layout.subject]
        let isPlain = isPlainPseudonym(cell)
        let pseudonym =
            isPlain ? nil : log.keep(readPseudonym(cell.text), from: layout.subject, of: row, subject: nil)
        // Only told where something is wrong, and not made for every row.
        let subject = { pseudonym ?? (isPlain ? .participant(cell.text) : nil) }
        let group = readGroup(row, subject)
        let entry = readEntry(row, subject)
        let exit = readExit(row, entry, subject)
        readAttributes(row, subject)
        // Group, exit and attributes may be absent, so that only the log tells whether they were wrong.
        guard let entry, log.count == before else { return }
        let key = TextKey(cell)
        let code =
            knownSubjects.find(cell, key)?.code ?? newSubjects.code(cell, key) | MeasurementBuffer.newText
        people.append(
            ParticipantEntry(
                subject: code, group: group, entry: entry, exit: exit,
                line: UInt32(truncatingIfNeeded: row.line)))
        attributeCodes += rowCodes
    }

    private func readPseudonym(_ text: String) -> Result<SubjectID, RowProblem> {
        readSubject(text, groups: reading.groups).flatMap { subject in
            guard case .participant = subject else {
                return .failure(
                    .subjectKind(came: subject.kind, expected: .participant, of: "a row of this file"))
            }
            return .success(subject)
        }
    }

    private mutating func readGroup(_ row: Row, _ subject: () -> SubjectID?) -> UInt16 {
        let cell = row.cell(layout.group)
        guard let column = layout.group, !cell.isEmpty else { return place(of: layout.constantGroup) }
        if let known = latestGroup.value(of: cell) { return UInt16(truncatingIfNeeded: known) }
        let read = declaredGroup(cell.text, among: reading.groups)
        if case .failure(let problem) = read {
            log.note(problem, in: column, of: row, subject: subject())
            return 0
        }
        let place = place(of: try? read.get())
        latestGroup.set(cell, Int(place))
        return place
    }

    private func place(of group: GroupID?) -> UInt16 {
        guard let group, let place = reading.groups.firstIndex(where: { $0.id == group }) else { return 0 }
        return UInt16(truncatingIfNeeded: place + 1)
    }

    private mutating func readEntry(_ row: Row, _ subject: () -> SubjectID?) -> Int32? {
        guard let column = layout.entry else { return layout.constantEntry?.number }
        if let day = entryReader.number(row.cells[column]) { return day }
        let problem = entryReader.problem(row.cells[column], column: "entry")
        log.note(problem, in: column, of: row, subject: subject())
        return nil
    }

    private mutating func readExit(_ row: Row, _ entry: Int32?, _ subject: () -> SubjectID?) -> Int32 {
        let cell = row.cell(layout.exit)
        guard let column = layout.exit, !cell.isEmpty else {
            return layout.constantExit?.number ?? ParticipantTable.noExit
        }
        guard let exit = exitReader.number(cell) else {
            log.note(exitReader.problem(cell, column: "exit"), in: column, of: row, subject: subject())
            return ParticipantTable.noExit
        }
        if let entry, exit < entry {
            let problem = RowProblem.exitBeforeEntry(exit: Day(number: exit), entry: Day(number: entry))
            log.note(problem, in: column, of: row, subject: subject())
        }
        return exit
    }

    private mutating func readAttributes(_ row: Row, _ subject: () -> SubjectID?) {
        for (index, (attribute, column)) in layout.attributes.enumerated() {
            let cell = row.cells[column]
            rowCodes[index] = 0
            guard !cell.isEmpty else { continue }
            let code = values.lookup.find(cell, TextKey(cell)).map { Int($0.code) } ?? .max
            if code < valueCodes[index].count, valueCodes[index][code] > 0 {
                rowCodes[index] = valueCodes[index][code]
            } else {
                let problem = RowProblem.attribute(attribute, came: cell.text)
                log.note(problem, in: column, of: row, subject: subject())
            }
        }
    }
}
