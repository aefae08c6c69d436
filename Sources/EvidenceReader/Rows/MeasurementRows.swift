import OutcomesModel

/// What all blocks of a measurements file are read with; nothing in it changes while one is read.
struct MeasurementReading: Sendable {
    let layout: MeasurementLayout
    let form: TextForm
    let groups: [Group]
    let indicators: [IndicatorReader]
    let plainNumbers: [PlainNumbers]
    /// All reasons that a value can be missing for, standard ones first.
    let reasons: [Missing]

    init(layout: MeasurementLayout, form: TextForm, contract: Contract) {
        self.layout = layout
        self.form = form
        groups = contract.groups
        indicators = contract.indicators.map {
            IndicatorReader($0, mark: form.decimal, separator: form.separator)
        }
        plainNumbers = indicators.map(\.plain)
        let own = Set(contract.indicators.flatMap(\.missing.keys).map(\.rawValue))
            .subtracting(Missing.standardReasons)
        reasons = (Missing.standardReasons + own.sorted()).map { Missing(rawValue: $0) }
    }
}

/// Reads the rows of one block of a measurements file.
struct MeasurementRows: RowTaker, ~Copyable {
    /// The code of the source in a file that has no column for it.
    static let constantSource: UInt32 = 0

    private let reading: MeasurementReading
    private let layout: MeasurementLayout
    /// What the file has had before this block and those that are read beside it.
    private var knownSubjects: TextTable.Lookup
    /// Means nothing: what is looked at must go somewhere, or the compiler leaves it out.
    private var touched: UInt64 = 0
    private var knownSources: TextTable.Lookup

    private(set) var rows = MeasurementBuffer()
    /// What the file has not had, in the order in which it comes in the block.
    private(set) var newSubjects = TextTable()
    private(set) var newSources = TextTable()
    var log: FaultLog

    private var dayReader: DayReader
    private var latestIndicator = LatestText()
    private var latestState = LatestText()

    init(_ reading: MeasurementReading) {
        self.reading = reading
        layout = reading.layout
        dayReader = DayReader(reading.form.dates)
        knownSubjects = newSubjects.lookup
        knownSources = newSources.lookup
        log = FaultLog(limit: 0)
    }

    mutating func begin(subjects: TextTable.Lookup, sources: TextTable.Lookup, mostFaults: Int) {
        knownSubjects = subjects
        knownSources = sources
        rows.removeAll()
        newSubjects.removeAll()
        newSources.removeAll()
        log = FaultLog(limit: mostFaults, hasColumns: reading.form.keys == nil)
    }

    @inline(__always)
    mutating func touch(_ rows: UnsafeBufferPointer<Row>) {
        for row in rows { touched &+= knownSubjects.touch(TextKey(row.cells[layout.subject])) }
    }

    /// Takes the row in, or notes everything that is wrong with it.
    @inline(__always)
    mutating func take(_ row: Row) {
        if layout.values.count == 1, let column = layout.values.first, takePlain(row, column) { return }
        takeSlowly(row)
    }

    /// Takes a row in which everything is as it nearly always is; false where anything is not.
    @inline(__always)
    private mutating func takePlain(_ row: Row, _ column: MeasurementLayout.ValueColumn) -> Bool {
        let subjectCell = row.cells[layout.subject]
        let key = TextKey(subjectCell)
        let known = knownSubject(subjectCell, key)
        guard known != nil || isPlainPseudonym(subjectCell) else { return false }
        guard let indicator = plainIndicator(row, column) else { return false }
        let numbers = reading.plainNumbers[indicator]
        guard known?.tag ?? SubjectKind.participant.tag == numbers.subjectTag,
            let day = column.day?.number ?? layout.day.flatMap({ dayReader.number(row.cells[$0]) }),
            let units = numbers.units(row.cells[column.column]),
            row.cell(layout.missing).isEmpty, let state = plainState(row)
        else { return false }
        rows.append(
            subject: known?.code ?? newSubjects.insert(subjectCell, key) | MeasurementBuffer.newText,
            indicator: UInt16(truncatingIfNeeded: indicator), day: day, units: units, reason: 0, state: state,
            source: source(row), line: row.line)
        return true
    }

    @inline(__always)
    private func knownSubject(_ cell: Cell, _ key: TextKey) -> TextTable.Slot? {
        if let slot = knownSubjects.find(cell, key) { return slot }
        guard var slot = newSubjects.lookup.find(cell, key) else { return nil }
        slot.code |= MeasurementBuffer.newText
        return slot
    }

    @inline(__always)
    private mutating func source(_ row: Row) -> UInt32 {
        guard let column = layout.source else { return MeasurementRows.constantSource }
        let cell = row.cells[column]
        let key = TextKey(cell)
        if let slot = knownSources.find(cell, key) { return slot.code }
        return newSources.code(cell, key) | MeasurementBuffer.newText
    }

    @inline(__always)
    private mutating func plainIndicator(_ row: Row, _ column: MeasurementLayout.ValueColumn) -> Int? {
        if let indicator = column.indicator { return indicator }
        guard let place = layout.indicator else { return nil }
        let cell = row.cells[place]
        if let known = latestIndicator.value(of: cell) { return known }
        guard let indicator = layout.indicatorNames[cell.text] else { return nil }
        latestIndicator.set(cell, indicator)
        return indicator
    }

    @inline(__always)
    private mutating func plainState(_ row: Row) -> UInt8? {
        let cell = row.cell(layout.state)
        if cell.isEmpty { return layout.constantState.code }
        if let known = latestState.value(of: cell) { return UInt8(truncatingIfNeeded: known) }
        guard let state = VerificationState(rawValue: cell.text) else { return nil }
        latestState.set(cell, Int(state.code))
        return state.code
    }

    // MARK: - Rows with something unusual

    @inline(never)
    private mutating func takeSlowly(_ row: Row) {
        let cell = row.cells[layout.subject]
        let subject = log.keep(
            readSubject(cell.text, groups: reading.groups), from: layout.subject, of: row, subject: nil)
        let indicator = layout.indicator.map { readIndicator(row, $0, subject) }
        let day = layout.day.map { readDay(row, $0, subject) }
        var values: [(units: Int64, reason: UInt16, indicator: Int, day: Int32)] = []
        for column in layout.values {
            guard let indicator = column.indicator.map({ checked($0, row, subject) }) ?? indicator ?? nil,
                let value = readValue(row, column.column, reading.indicators[indicator], subject),
                let day = column.day?.number ?? day ?? nil
            else { continue }
            values.append((value.units, value.reason, indicator, day))
        }
        guard let state = readState(row, subject), let subject, !values.isEmpty else { return }
        let key = TextKey(cell)
        let code =
            knownSubject(cell, key)?.code
            ?? newSubjects.insert(cell, key, tag: subject.kind.tag) | MeasurementBuffer.newText
        for value in values {
            rows.append(
                subject: code, indicator: UInt16(truncatingIfNeeded: value.indicator), day: value.day,
                units: value.units, reason: value.reason, state: state,
                source: source(row), line: row.line)
        }
    }

    /// Reads the indicator's number, and sees to it that it is measured of such subjects.
    private mutating func readIndicator(_ row: Row, _ column: Int, _ subject: SubjectID?) -> Int? {
        let text = row.cells[column].text
        guard let number = layout.indicatorNames[text] else {
            let problem = RowProblem.indicator(came: text, known: Array(layout.indicatorNames.keys))
            log.note(problem, in: column, of: row, subject: subject)
            return nil
        }
        return checked(number, row, subject)
    }

    private mutating func checked(_ number: Int, _ row: Row, _ subject: SubjectID?) -> Int? {
        let indicator = reading.indicators[number].indicator
        guard let subject, subject.kind != indicator.subject else { return number }
        let problem = RowProblem.subjectKind(
            came: subject.kind, expected: indicator.subject, of: indicator.id.rawValue)
        log.note(problem, in: layout.subject, of: row, subject: subject)
        return nil
    }

    private mutating func readDay(_ row: Row, _ column: Int, _ subject: SubjectID?) -> Int32? {
        let cell = row.cells[column]
        if let day = dayReader.number(cell) { return day }
        log.note(dayReader.problem(cell, column: "day"), in: column, of: row, subject: subject)
        return nil
    }

    private mutating func readValue(
        _ row: Row, _ column: Int, _ indicator: IndicatorReader, _ subject: SubjectID?
    ) -> (units: Int64, reason: UInt16)? {
        let cell = row.cells[column]
        let reason = row.cell(layout.missing)
        switch (cell.isEmpty, reason.isEmpty) {
        case (true, true):
            if layout.mayBeEmpty { return nil }
            log.note(.neitherValueNorReason, in: column, of: row, subject: subject)
            return nil
        case (false, false):
            log.note(.bothValueAndReason, in: layout.missing ?? column, of: row, subject: subject)
            return nil
        case (false, true):
            return log.keep(indicator.read(cell), from: column, of: row, subject: subject).map { ($0, 0) }
        case (true, false):
            let read = indicator.readReason(Missing(rawValue: reason.text))
            guard let missing = log.keep(read, from: layout.missing ?? column, of: row, subject: subject),
                let place = reading.reasons.firstIndex(of: missing)
            else { return nil }
            return (0, UInt16(truncatingIfNeeded: place + 1))
        }
    }

    /// Reads the state; `reported`, unless declared, where the file does not say.
    private mutating func readState(_ row: Row, _ subject: SubjectID?) -> UInt8? {
        let cell = row.cell(layout.state)
        guard let column = layout.state, !cell.isEmpty else { return layout.constantState.code }
        let text = cell.text
        guard let state = VerificationState(rawValue: text) else {
            log.note(.state(came: text), in: column, of: row, subject: subject)
            return nil
        }
        return state.code
    }
}

extension SubjectKind {
    /// What a subject's slot is marked with.
    var tag: UInt32 {
        switch self {
        case .participant: 0
        case .group: 1
        case .contract: 2
        }
    }
}
