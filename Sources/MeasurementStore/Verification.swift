package import OutcomesModel

/// What somebody verified: a list of measurements, or all that a filter finds.
package struct VerificationFilter: Sendable {
    package var indicators: [IndicatorID]?
    package var selection = EvidenceSelection()
    /// Only those that are in one of these states.
    package var states: Set<VerificationState>?
    /// Only those of one of these sources.
    package var sources: Set<String>?

    package init(
        indicators: [IndicatorID]? = nil, selection: EvidenceSelection = EvidenceSelection(),
        states: Set<VerificationState>? = nil, sources: Set<String>? = nil
    ) {
        self.indicators = indicators
        self.selection = selection
        self.states = states
        self.sources = sources
    }
}

/// What `verify` did.
package struct RecordedVerification: Hashable, Sendable {
    /// With the changed states as corrections, and those that were so already as unchanged.
    package let batch: RecordedBatch
    /// Rows of the list about what the store does not have, or has another value of; nothing is recorded of them.
    package let unknown: Int
    /// The lines of the first of them.
    package let unknownLines: [Int]
}

extension MeasurementStore {
    /// Records a file's word on measurements that are there, as a batch that changes nothing but states.
    ///
    /// The same file twice is a no-op that says so, unless a state was changed by another batch since.
    ///
    /// - Parameters:
    ///   - list: subject, indicator, day and state of each; one with another value than the store has is not
    ///     recorded; sources are not looked at.
    ///   - limit: so many changes and unknown lines are listed; all are counted.
    package func verify(
        _ list: MeasurementTable, file: EvidenceFile, contract: PackID, recording: Recording,
        listing limit: Int = 100
    ) throws(StoreError) -> RecordedVerification {
        _ = try Moment.checked(recording.at)
        return try write { database in
            let known = try database.known(of: list, contract, file: file, limit)
            let earlier = try database.batch(of: file, .verification, contract)
            return try database.verify(
                known.rows, known.unknown, earlier: earlier, file, contract, recording, limit)
        }
    }

    /// Gives all measurements that a filter finds a state, as a batch that changes nothing else.
    ///
    /// The batch is recorded also where all were in this state: that somebody looked is worth knowing.
    package func verify(
        _ filter: VerificationFilter, as state: VerificationState, contract: PackID, recording: Recording,
        listing limit: Int = 100
    ) throws(StoreError) -> RecordedVerification {
        _ = try Moment.checked(recording.at)
        return try write { database in
            let rows = try database.found(by: filter, contract, as: state)
            return try database.verify(
                rows, ([], 0), earlier: nil, filter.file(state), contract, recording, limit)
        }
    }
}

extension VerificationFilter {
    /// What stands for the file of a filter: its words as the name.
    fileprivate func file(_ state: VerificationState) -> EvidenceFile {
        var words = [state.rawValue]
        if let indicators { words.append(indicators.map(\.rawValue).joined(separator: " ")) }
        if let days = selection.days { words.append("\(days.lowerBound) to \(days.upperBound)") }
        if let subjects = selection.subjects { words.append("\(subjects.count) subjects") }
        if let states { words.append("of " + states.map(\.rawValue).sorted().joined(separator: " ")) }
        if let sources { words.append("from " + sources.sorted().joined(separator: " ")) }
        let name = words.joined(separator: ", ")
        return EvidenceFile(name: name, bytes: 0, sha256: sha256(name))
    }
}
