import OutcomesModel

/// Gathers stored rows as a table, in their order.
struct TableBuilder {
    private var subjects: [SubjectID] = []
    private var subjectPlaces: [ExactText: UInt32] = [:]
    private var subject: UInt32 = 0
    private var indicators: [IndicatorID] = []
    private var sources: [String] = []
    private var sourcePlaces: [ExactText: UInt32] = [:]
    private var reasons: [Missing] = []
    private var reasonPlaces: [ExactText: UInt16] = [:]
    private var subjectCodes: [UInt32] = []
    private var indicatorCodes: [UInt16] = []
    private var days: [Int32] = []
    private var units: [Int64] = []
    private var reasonCodes: [UInt16] = []
    private var stateCodes: [UInt8] = []
    private var sourceCodes: [UInt32] = []
    private var lines: [UInt32] = []

    var count: Int { days.count }

    /// The rows that come are of this indicator.
    mutating func begin(_ indicator: IndicatorID) {
        if indicators.last != indicator { indicators.append(indicator) }
    }

    /// The rows that come are of this subject.
    mutating func begin(_ id: SubjectID) {
        let text = ExactText(id.description)
        if let place = subjectPlaces[text] {
            subject = place
        } else {
            subject = UInt32(subjects.count)
            subjectPlaces[text] = subject
            subjects.append(id)
        }
    }

    /// - Parameter units: of a number; 0 where there is a reason why there is none.
    mutating func append(
        day: Int32, units number: Int64, reason: String?, stateCode: UInt8, source: String, line: UInt32
    ) {
        let source = place(ofSource: source)
        let reason = reason.map { place(ofReason: $0) + 1 } ?? 0
        append(day, number, reason, stateCode, source, line)
    }

    /// Appends rows of a chunk with another state, or with their own.
    mutating func append(_ chunk: MeasurementChunk, _ rows: Range<Int>, state: VerificationState? = nil) {
        // A subject's values mostly have one source.
        var source: (code: UInt32, place: UInt32)?
        for row in rows {
            let reason = Int(chunk.reasonCodes[row])
            let code = chunk.sourceCodes[row]
            let sourcePlace = source?.code == code ? source!.place : place(ofSource: chunk.source(row))
            source = (code, sourcePlace)
            append(
                chunk.days[row], chunk.units[row],
                reason == 0 ? 0 : place(ofReason: chunk.reasons[reason - 1]) + 1,
                state?.code ?? chunk.stateCodes[row], sourcePlace, chunk.lines[row])
        }
    }

    private mutating func append(
        _ day: Int32, _ number: Int64, _ reason: UInt16, _ state: UInt8, _ source: UInt32, _ line: UInt32
    ) {
        subjectCodes.append(subject)
        indicatorCodes.append(UInt16(indicators.count - 1))
        days.append(day)
        units.append(number)
        reasonCodes.append(reason)
        stateCodes.append(state)
        sourceCodes.append(source)
        lines.append(line)
    }

    /// Returns the table, and begins a new one with the same indicator.
    mutating func take() -> MeasurementTable {
        defer {
            let indicator = indicators.last
            self = TableBuilder()
            if let indicator { begin(indicator) }
        }
        return MeasurementTable(
            subjects: subjects, indicators: indicators, sources: sources, reasons: reasons,
            subjectCodes: subjectCodes, indicatorCodes: indicatorCodes, days: days, units: units,
            reasonCodes: reasonCodes, stateCodes: stateCodes, sourceCodes: sourceCodes, lines: lines)
    }

    private mutating func place(ofReason reason: String) -> UInt16 {
        let text = ExactText(reason)
        if let place = reasonPlaces[text] { return place }
        let place = UInt16(reasons.count)
        reasonPlaces[text] = place
        reasons.append(Missing(rawValue: reason))
        return place
    }

    private mutating func place(ofSource source: String) -> UInt32 {
        let text = ExactText(source)
        // Mostly that of the row before.
        if let last = sourceCodes.last, ExactText(sources[Int(last)]) == text { return last }
        if let place = sourcePlaces[text] { return place }
        let place = UInt32(sources.count)
        sourcePlaces[text] = place
        sources.append(source)
        return place
    }
}

/// A text that is equal to another only where all bytes are: `String` takes two spellings of é for one.
struct ExactText: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ExactText, right: ExactText) -> Bool {
        var (left, right) = (left.text, right.text)
        return left.withUTF8 { left in
            right.withUTF8 { TextList.compare(UnsafeRawBufferPointer(left), UnsafeRawBufferPointer($0)) == 0 }
        }
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
