import OutcomesModel

/// Puts the blocks of a measurements file together in their order, as one table.
struct MeasurementGatherer: EvidenceGatherer, ~Copyable {
    private let reading: MeasurementReading
    private var subjects = TextTable()
    private var sources = TextTable()
    private var subjectCodes: [UInt32] = []
    private var indicatorCodes: [UInt16] = []
    private var days: [Int32] = []
    private var units: [Int64] = []
    private var reasonCodes: [UInt16] = []
    private var stateCodes: [UInt8] = []
    private var sourceCodes: [UInt32] = []
    private var lines: [UInt32] = []

    init(_ reading: MeasurementReading) {
        self.reading = reading
        // It is the first, and so has the code that its rows have.
        if reading.layout.source == nil { _ = sources.code(of: reading.layout.constantSource) }
    }

    var count: Int { lines.count }

    func makeRows(_ form: TextForm, _ limits: ReadingLimits) -> BlockRows<MeasurementRows> {
        BlockRows(MeasurementRows(reading), form: form, width: reading.layout.width, limits: limits)
    }

    func begin(_ rows: BlockRows<MeasurementRows>, mostFaults: Int) {
        rows.taker.begin(subjects: subjects.lookup, sources: sources.lookup, mostFaults: mostFaults)
    }

    /// Makes room for so many rows; memory that is never written takes no space.
    mutating func reserve(_ rows: Int) {
        subjectCodes.reserveCapacity(rows)
        indicatorCodes.reserveCapacity(rows)
        days.reserveCapacity(rows)
        units.reserveCapacity(rows)
        reasonCodes.reserveCapacity(rows)
        stateCodes.reserveCapacity(rows)
        sourceCodes.reserveCapacity(rows)
        lines.reserveCapacity(rows)
    }

    /// Takes the rows of the next block, whose first line is `line`, from 1.
    mutating func append(_ rows: BlockRows<MeasurementRows>, from line: Int) {
        append(rows.taker, line)
    }

    private mutating func append(_ block: borrowing MeasurementRows, _ line: Int) {
        let rows = block.rows.count
        guard rows > 0 else { return }
        Self.number(block.rows.subjects, rows, block.newSubjects, in: &subjects)
        Self.number(block.rows.sources, rows, block.newSources, in: &sources)
        let firstLine = UInt32(truncatingIfNeeded: line)
        for row in 0..<rows { block.rows.lines[row] &+= firstLine }
        subjectCodes += UnsafeBufferPointer(start: block.rows.subjects, count: rows)
        indicatorCodes += UnsafeBufferPointer(start: block.rows.indicators, count: rows)
        days += UnsafeBufferPointer(start: block.rows.days, count: rows)
        units += UnsafeBufferPointer(start: block.rows.units, count: rows)
        reasonCodes += UnsafeBufferPointer(start: block.rows.reasons, count: rows)
        stateCodes += UnsafeBufferPointer(start: block.rows.states, count: rows)
        sourceCodes += UnsafeBufferPointer(start: block.rows.sources, count: rows)
        lines += UnsafeBufferPointer(start: block.rows.lines, count: rows)
    }

    /// Gives the block's new texts their numbers in the file, and writes these into the block's codes.
    private static func number(
        _ codes: UnsafeMutablePointer<UInt32>, _ rows: Int, _ new: borrowing TextTable,
        in all: inout TextTable
    ) {
        guard new.count > 0 else { return }
        let numbers = numbered(new, in: &all)
        for row in 0..<rows where codes[row] & MeasurementBuffer.newText != 0 {
            codes[row] = numbers[Int(codes[row] ^ MeasurementBuffer.newText)]
        }
    }

    /// Makes the table of all rows, of which each subject, indicator and day stays once.
    consuming func finish(_ log: inout FindingLog) -> MeasurementTable {
        drop(repeatedRows(&log))
        let names = reading.indicators.map(\.indicator.id)
        let indicators = keepUsed(names, &indicatorCodes, offset: 0)
        let reasons = keepUsed(reading.reasons, &reasonCodes, offset: 1)
        let sourceTexts = (0..<sources.count).map { sources.text($0) }
        sources = TextTable(slotCount: 2)
        subjects.forgetSlots()
        return MeasurementTable(
            subjects: (0..<subjects.count).map { SubjectID(text: subjects.text($0)) }, indicators: indicators,
            sources: sourceTexts, reasons: reasons, subjectCodes: subjectCodes,
            indicatorCodes: indicatorCodes, days: days, units: units, reasonCodes: reasonCodes,
            stateCodes: stateCodes, sourceCodes: sourceCodes, lines: lines)
    }

    /// Notes the rows about a subject, indicator and day that an earlier row is about, and returns them.
    private func repeatedRows(_ log: inout FindingLog) -> [Int] {
        let repeated = Repeats(
            subjects: subjectCodes, subjectCount: subjects.count, indicators: indicatorCodes,
            indicatorCount: reading.indicators.count, days: days
        ).find()
        var found = FindingLog(file: log.file, limit: log.limit)
        for (row, first) in repeated {
            let isSameValue = units[row] == units[first] && reasonCodes[row] == reasonCodes[first]
            let fields =
                (isSameValue ? [] : ["value"]) + (stateCodes[row] == stateCodes[first] ? [] : ["state"])
            let firstLine = Int(lines[first])
            let problem: RowProblem =
                fields.isEmpty
                ? .repeated(firstLine: firstLine) : .contradicts(firstLine: firstLine, fields: fields)
            let subject = SubjectID(text: subjects.text(Int(subjectCodes[row])))
            found.note(
                problem, Int(lines[row]), reading.form.keys == nil ? reading.layout.subject : nil, subject)
        }
        log.merge(found)
        return repeated.map(\.row)
    }

    private mutating func drop(_ rows: [Int]) {
        guard !rows.isEmpty else { return }
        remove(rows, from: &subjectCodes)
        remove(rows, from: &indicatorCodes)
        remove(rows, from: &days)
        remove(rows, from: &units)
        remove(rows, from: &reasonCodes)
        remove(rows, from: &stateCodes)
        remove(rows, from: &sourceCodes)
        remove(rows, from: &lines)
    }
}

/// Gives the texts of a block their numbers in the file, in the order in which they came.
func numbered(_ new: borrowing TextTable, in all: inout TextTable) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(new.count)
    for code in 0..<new.count {
        let bytes = new.bytes(code)
        numbers.append(all.code(bytes, TextKey(bytes), tag: new.tag(code)))
    }
    return numbers
}

/// Takes the rows, which are ascending, out of a column.
func remove<Element>(_ rows: [Int], from column: inout [Element]) {
    guard let first = rows.first else { return }
    var next = 0
    var kept = first
    for row in first..<column.count {
        if next < rows.count, rows[next] == row {
            next += 1
        } else {
            column[kept] = column[row]
            kept += 1
        }
    }
    column.removeLast(column.count - kept)
}

/// Returns those of `all` that a code means, in their order, and rewrites the codes; codes below `offset`
/// mean none.
func keepUsed<Value, Code: FixedWidthInteger>(_ all: [Value], _ codes: inout [Code], offset: Int) -> [Value] {
    var isUsed = [Bool](repeating: false, count: all.count + offset)
    for code in codes { isUsed[Int(code)] = true }
    let used = all.indices.filter { isUsed[$0 + offset] }
    guard used.count < all.count else { return all }
    var new = [Code](repeating: 0, count: all.count + offset)
    for (place, old) in used.enumerated() { new[old + offset] = Code(place + offset) }
    if used != Array(0..<used.count) { for row in codes.indices { codes[row] = new[Int(codes[row])] } }
    return used.map { all[$0] }
}
