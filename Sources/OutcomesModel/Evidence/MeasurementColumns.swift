/// All values of one indicator as of a batch, as columns sorted by subject and then by day.
///
/// The rows of `subjects[i]` are `offsets[i]..<offsets[i + 1]`; a subject has at most one row a day, the
/// latest batch's.
public struct MeasurementColumns: Sendable {
    public let indicator: IndicatorID
    /// Distinct and ascending.
    public let subjects: [SubjectID]
    /// One more than there are subjects: where each one's rows begin, and at last how many rows there are.
    public let offsets: [UInt32]
    /// `Day.number`.
    public let days: [Int32]
    /// Whole numbers of the indicator's unit; 0 where a reason stands instead.
    public let units: [Int64]
    public let reasons: [Missing]
    /// 0 for a number, otherwise 1 more than a place in `reasons`; empty where all are numbers.
    public let reasonCodes: [UInt16]
    /// `VerificationState.code`.
    public let stateCodes: [UInt8]

    /// Trusts that rows are sorted by subject and day, with no day twice for a subject.
    public init(
        indicator: IndicatorID, subjects: [SubjectID], offsets: [UInt32], days: [Int32], units: [Int64],
        reasons: [Missing], reasonCodes: [UInt16], stateCodes: [UInt8]
    ) {
        precondition(
            offsets.count == subjects.count + 1 && Int(offsets.last ?? 0) == days.count
                && units.count == days.count && stateCodes.count == days.count
                && (reasonCodes.isEmpty || reasonCodes.count == days.count),
            "columns of \(indicator) are not of one length")
        self.indicator = indicator
        self.subjects = subjects
        self.offsets = offsets
        self.days = days
        self.units = units
        self.reasons = reasons
        self.reasonCodes = reasonCodes
        self.stateCodes = stateCodes
    }

    /// Groups rows that are sorted by subject and day, with no day twice for a subject.
    public init(
        indicator: IndicatorID,
        rows: [(subject: SubjectID, day: Day, value: MeasuredValue, state: VerificationState)]
    ) {
        var subjects: [SubjectID] = []
        var offsets: [UInt32] = []
        var units: [Int64] = []
        var reasons: [Missing] = []
        var places: [Missing: UInt16] = [:]
        var codes: [UInt16] = []
        for (index, row) in rows.enumerated() {
            if subjects.last != row.subject {
                subjects.append(row.subject)
                offsets.append(UInt32(index))
            }
            switch row.value {
            case .number(let number):
                units.append(number)
                codes.append(0)
            case .missing(let reason):
                units.append(0)
                codes.append(place(of: reason, in: &places, &reasons) + 1)
            }
        }
        precondition(
            zip(subjects, subjects.dropFirst()).allSatisfy(<), "measurements of \(indicator) are not sorted")
        self.init(
            indicator: indicator, subjects: subjects, offsets: offsets + [UInt32(rows.count)],
            days: rows.map(\.day.number), units: units, reasons: reasons,
            reasonCodes: reasons.isEmpty ? [] : codes, stateCodes: rows.map(\.state.code))
    }

    /// Returns the rows of one subject, empty where there are none.
    public func rows(of subject: SubjectID) -> Range<Int> {
        let place = firstPlace(from: subject)
        return place < subjects.count && subjects[place] == subject ? rows(ofSubjectAt: place) : 0..<0
    }

    /// Returns the first place whose subject is not before this one.
    public func firstPlace(from subject: SubjectID) -> Int {
        var low = 0
        var high = subjects.count
        while low < high {
            let middle = (low + high) / 2
            if subjects[middle] < subject { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Returns the rows of `subjects[place]`.
    public func rows(ofSubjectAt place: Int) -> Range<Int> { Int(offsets[place])..<Int(offsets[place + 1]) }

    public func day(_ row: Int) -> Day { Day(number: days[row]) }

    public func value(_ row: Int) -> MeasuredValue {
        guard !reasonCodes.isEmpty, reasonCodes[row] > 0 else { return .number(units[row]) }
        return .missing(reasons[Int(reasonCodes[row]) - 1])
    }

    public func state(_ row: Int) -> VerificationState { VerificationState(code: stateCodes[row]) }
}
