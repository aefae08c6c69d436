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
        subjectCodes.append(subject)
        indicatorCodes.append(UInt16(indicators.count - 1))
        days.append(day)
        units.append(number)
        reasonCodes.append(reason.map { place(ofReason: $0) + 1 } ?? 0)
        stateCodes.append(stateCode)
        sourceCodes.append(place(ofSource: source))
        lines.append(line)
    }

    /// Appends rows of a chunk with another state, or with their own.
    mutating func append(_ chunk: MeasurementChunk, _ rows: Range<Int>, state: VerificationState? = nil) {
        for row in rows {
            let reason = Int(chunk.reasonCodes[row])
            append(
                day: chunk.days[row], units: chunk.units[row],
                reason: reason == 0 ? nil : chunk.reasons[reason - 1],
                stateCode: state?.code ?? chunk.stateCodes[row], source: chunk.source(row),
                line: chunk.lines[row])
        }
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
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
