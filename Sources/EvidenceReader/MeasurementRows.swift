import OutcomesModel

/// Reads the rows of a measurements file, one after the other.
struct MeasurementRows {
    private(set) var measurements: [Measurement] = []
    private(set) var log: FindingLog
    private let layout: MeasurementLayout
    private let groups: [Group]
    private let indicators: [IndicatorReader]
    private let indicatorNumbers: [String: Int]
    private var subjectMemo = CellMemo<Result<SubjectID, RowProblem>>()
    private var indicatorMemo = CellMemo<Result<Int, RowProblem>>()
    private var dayMemo = CellMemo<Result<Day, RowProblem>>()
    private var reasonMemo = CellMemo<Missing>()
    private var stateMemo = CellMemo<Result<VerificationState, RowProblem>>()
    private var sourceMemo = CellMemo<String>()
    /// The number of a subject that is not written in ASCII, since one letter may come as other bytes.
    private var lettered: [SubjectID: Int] = [:]
    /// Where in `measurements` a subject, indicator and day came first.
    private var firsts: [Key: Int] = [:]

    private struct Key: Hashable {
        let subject, indicator: Int
        let day: Int32
    }

    init(layout: MeasurementLayout, contract: Contract, file: String, mostRows: Int) {
        self.layout = layout
        log = FindingLog(file: file)
        groups = contract.groups
        indicators = contract.indicators.map(IndicatorReader.init)
        indicatorNumbers = Dictionary(
            contract.indicators.enumerated().map { ($1.id.rawValue, $0) },
            uniquingKeysWith: { first, _ in first })
        measurements.reserveCapacity(mostRows)
        firsts.reserveCapacity(mostRows)
    }

    /// Takes the row in, or notes everything that is wrong with it.
    mutating func take(_ row: RowScanner) {
        guard log.hasForm(row, width: layout.width) else { return }
        let groups = groups
        let subjectNumber = subjectMemo.number(of: row.cells[layout.subject], in: row.bytes) {
            readSubject($0, groups: groups)
        }
        let subject = log.keep(subjectMemo[subjectNumber], from: layout.subject, of: row, subject: nil)
        let indicator = readIndicator(row, subject)
        let day = log.keep(
            dayMemo.value(of: row.cells[layout.day], in: row.bytes) { readDay($0, column: "day") },
            from: layout.day, of: row, subject: subject)
        let value = indicator.flatMap { readValue(row, indicators[$0], subject) }
        let state = readState(row, subject)
        guard let subject, let indicator, let day, let value, let state else { return }
        let measurement = Measurement(
            subject: subject, indicator: indicators[indicator].indicator.id, day: day, value: value,
            state: state, source: sourceMemo.value(of: row.cell(layout.source), in: row.bytes) { $0 },
            line: row.rowLine)
        let key = Key(
            subject: sameSubject(subject, subjectNumber, row), indicator: indicator, day: day.number)
        if let first = firsts[key] {
            note(measurement, after: measurements[first], row)
        } else {
            firsts[key] = measurements.count
            measurements.append(measurement)
        }
    }

    /// Reads the indicator's number, and sees to it that it is measured of such subjects.
    private mutating func readIndicator(_ row: RowScanner, _ subject: SubjectID?) -> Int? {
        let numbers = indicatorNumbers
        let read = indicatorMemo.value(of: row.cells[layout.indicator], in: row.bytes) { text in
            numbers[text].map { .success($0) }
                ?? .failure(.indicator(came: text, nearest: nearestName(to: text, among: numbers.keys)))
        }
        guard let number = log.keep(read, from: layout.indicator, of: row, subject: subject) else {
            return nil
        }
        let indicator = indicators[number].indicator
        if let subject, subject.kind != indicator.subject {
            let problem = RowProblem.subjectKind(
                came: subject.kind, expected: indicator.subject, of: indicator.id.rawValue)
            log.note(problem, in: layout.subject, of: row, subject: subject)
            return nil
        }
        return number
    }

    private mutating func readValue(
        _ row: RowScanner, _ indicator: IndicatorReader, _ subject: SubjectID?
    ) -> MeasuredValue? {
        let cell = row.cells[layout.value]
        let reason = row.cell(layout.missing)
        switch (cell.isEmpty, reason.isEmpty) {
        case (true, true):
            log.note(.neitherValueNorReason, in: layout.value, of: row, subject: subject)
            return nil
        case (false, false):
            log.note(.bothValueAndReason, in: layout.missing ?? layout.value, of: row, subject: subject)
            return nil
        case (false, true):
            let number = indicator.read(cell, in: row.bytes)
            return log.keep(number, from: layout.value, of: row, subject: subject).map { .number($0) }
        case (true, false):
            let read = reasonMemo.value(of: reason, in: row.bytes) { Missing(rawValue: $0) }
            let known = indicator.readReason(read)
            return log.keep(known, from: layout.missing ?? layout.value, of: row, subject: subject)
                .map { .missing($0) }
        }
    }

    /// Reads the state; `reported` where the file does not say.
    private mutating func readState(_ row: RowScanner, _ subject: SubjectID?) -> VerificationState? {
        let cell = row.cell(layout.state)
        guard let column = layout.state, !cell.isEmpty else { return .reported }
        let read = stateMemo.value(of: cell, in: row.bytes) { text in
            VerificationState(rawValue: text).map { .success($0) } ?? .failure(.state(came: text))
        }
        return log.keep(read, from: column, of: row, subject: subject)
    }

    /// Returns one number for all ways to write a subject.
    private mutating func sameSubject(_ subject: SubjectID, _ number: Int, _ row: RowScanner) -> Int {
        let isASCII = row.bytes[row.cells[layout.subject]].allSatisfy { $0 < 0x80 }
        if isASCII { return number }
        if let first = lettered[subject] { return first }
        lettered[subject] = number
        return number
    }

    private mutating func note(_ second: Measurement, after first: Measurement, _ row: RowScanner) {
        let fields =
            (second.value == first.value ? [] : ["value"]) + (second.state == first.state ? [] : ["state"])
        let problem: RowProblem =
            fields.isEmpty
            ? .repeated(firstLine: first.line) : .contradicts(firstLine: first.line, fields: fields)
        log.note(problem, in: layout.subject, of: row, subject: second.subject)
    }
}
