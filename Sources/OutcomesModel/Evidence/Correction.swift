/// A measurement of which a later file says something else than was known.
public struct Correction: Hashable, Sendable {
    public let subject: SubjectID
    public let indicator: IndicatorID
    public let day: Day
    public let before: Reading
    public let after: Reading
    /// The line of the later file; of a verification, that of the file that was verified.
    public let line: Int

    /// What a file says of a measurement.
    public struct Reading: Hashable, Sendable {
        public let value: MeasuredValue
        public let state: VerificationState
        public let source: String

        public init(value: MeasuredValue, state: VerificationState, source: String) {
            self.value = value
            self.state = state
            self.source = source
        }
    }

    public init(
        subject: SubjectID, indicator: IndicatorID, day: Day, before: Reading, after: Reading, line: Int
    ) {
        self.subject = subject
        self.indicator = indicator
        self.day = day
        self.before = before
        self.after = after
        self.line = line
    }
}
