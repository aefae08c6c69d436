/// What was measured: a whole number of the indicator's units, or a reason why there is none.
public enum MeasuredValue: Hashable, Sendable {
    /// In units of the indicator's last decimal: 18.5 with one decimal is 185.
    case number(Int64)
    case missing(Missing)
}

/// How far a measurement has come from being reported to being relied on.
public enum VerificationState: String, CaseIterable, Sendable {
    case reported, verified, rejected, disputed
}

/// One observation: an indicator of a subject, on the day that it is about, and where it came from.
public struct Measurement: Hashable, Sendable {
    public let subject: SubjectID
    public let indicator: IndicatorID
    public let day: Day
    public let value: MeasuredValue
    public let state: VerificationState
    /// Who or what says so, as the evidence file has it; empty where the file does not say.
    public let source: String
    /// The line of the evidence file, the header being line 1 unless remarks precede it.
    public let line: Int

    public init(
        subject: SubjectID, indicator: IndicatorID, day: Day, value: MeasuredValue,
        state: VerificationState, source: String, line: Int
    ) {
        self.subject = subject
        self.indicator = indicator
        self.day = day
        self.value = value
        self.state = state
        self.source = source
        self.line = line
    }
}
