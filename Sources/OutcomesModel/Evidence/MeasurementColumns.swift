/// All values of one indicator as of a batch, as columns sorted by subject and then by day.
///
/// `ranges[i]` are the rows of `subjects[i]`; a subject has at most one row a day, the latest batch's.
public struct MeasurementColumns: Sendable {
    public let indicator: IndicatorID
    public let subjects: [SubjectID]
    public let ranges: [Range<Int>]
    public let days: [Day]
    public let values: [MeasuredValue]
    public let states: [VerificationState]

    /// Groups rows that are sorted by subject and day, with no day twice for a subject.
    public init(
        indicator: IndicatorID,
        rows: [(subject: SubjectID, day: Day, value: MeasuredValue, state: VerificationState)]
    ) {
        var subjects: [SubjectID] = []
        var ranges: [Range<Int>] = []
        var start = 0
        for index in rows.indices
        where index + 1 == rows.count || rows[index + 1].subject != rows[index].subject {
            subjects.append(rows[index].subject)
            ranges.append(start..<index + 1)
            start = index + 1
        }
        precondition(
            zip(subjects, subjects.dropFirst()).allSatisfy(<), "measurements of \(indicator) are not sorted")
        self.indicator = indicator
        self.subjects = subjects
        self.ranges = ranges
        days = rows.map(\.day)
        values = rows.map(\.value)
        states = rows.map(\.state)
    }

    /// Returns the rows of one subject, empty where there are none.
    public func rows(of subject: SubjectID) -> Range<Int> {
        var low = 0
        var high = subjects.count
        while low < high {
            let middle = (low + high) / 2
            if subjects[middle] < subject { low = middle + 1 } else { high = middle }
        }
        return low < subjects.count && subjects[low] == subject ? ranges[low] : 0..<0
    }
}
