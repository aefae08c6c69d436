import EvidenceReader
import MeasurementStore
public import OutcomesModel

/// What a verification came to.
public struct Verified: Sendable {
    public let batch: BatchID
    /// The same list was recorded before, and nothing has changed since: nothing was written.
    public let wasAlreadyRecorded: Bool
    /// How many measurements or claims have another state now.
    public let changed: Int
    /// How many were in that state already.
    public let unchanged: Int
    /// Lines of the list about what is not in the store, or is there with another value; nothing is recorded of them.
    public let unknown: Int
    /// The first of them.
    public let unknownLines: [Int]
    /// The first measurements whose state changed.
    public let listed: [Correction]
    public let findings: [Finding]
}

/// Which measurements a verifier means; all, where nothing is said.
public struct VerifiedSelection: Sendable {
    public var indicators: [IndicatorID] = []
    public var days: ClosedRange<Day>?
    public var subjects: [SubjectID] = []
    /// The people who are in one of these groups now.
    public var groups: [GroupID] = []
    /// The states that they are in now.
    public var states: Set<VerificationState> = []
    public var sources: Set<String> = []

    public init() {}
}

extension Pipeline {
    /// Records what a list says of measurements or of claims: a file of measurements whose `state` is that which
    /// they have now, or one of `subject,outcome,window,state`.
    ///
    /// - Throws: where the file cannot be used at all; then nothing is recorded.
    public func verify(
        _ path: String, as form: EvidenceFormID? = nil, recording: Recording
    ) throws -> Verified {
        guard path != "-", ClaimListReader.isClaimList(path: path) else {
            let list = try EvidenceReader(contract: pack.contract).read(path: path, as: form)
            guard list.kind == .measurements else {
                throw PipelineError.notAVerification(list.file.name, pack: pack.id)
            }
            let verified = try store.store.verify(
                list.measurements, file: list.file, contract: pack.id, recording: recording)
            return Verified(verified, list.findings)
        }
        let list = try ClaimListReader(contract: pack.contract).read(path: path)
        let decisions = list.decisions.map { claim, state, _ in
            ClaimDecision(
                subject: claim.subject, outcome: claim.outcome, window: claim.window, state: state,
                recording: recording)
        }
        let batch = try store.store.decide(
            decisions, file: list.file, contract: pack.id, recording: recording)
        return Verified(
            batch: batch.id, wasAlreadyRecorded: batch.alreadyRecorded,
            changed: batch.new + batch.corrections, unchanged: batch.unchanged, unknown: 0, unknownLines: [],
            listed: [], findings: list.findings)
    }

    /// Gives all measurements that are meant a state, and changes nothing else.
    public func verify(
        _ selection: VerifiedSelection, as state: VerificationState, recording: Recording
    ) throws -> Verified {
        let filter = VerificationFilter(
            indicators: selection.indicators.isEmpty ? nil : selection.indicators,
            selection: EvidenceSelection(days: selection.days, subjects: try subjects(selection)),
            states: selection.states.isEmpty ? nil : selection.states,
            sources: selection.sources.isEmpty ? nil : selection.sources)
        return Verified(
            try store.store.verify(filter, as: state, contract: pack.id, recording: recording), [])
    }

    func subjects(_ selection: VerifiedSelection) throws -> [SubjectID]? {
        let contract = pack.contract
        for id in selection.indicators where contract.indicator(id) == nil {
            throw PipelineError.notInContract(
                "indicator", id.rawValue, pack: pack.id, known: contract.indicators.map(\.id.rawValue))
        }
        for id in selection.groups where contract.group(id) == nil {
            throw PipelineError.notInContract(
                "group", id.rawValue, pack: pack.id, known: contract.groups.map(\.id.rawValue))
        }
        guard !selection.groups.isEmpty else {
            return selection.subjects.isEmpty ? nil : selection.subjects
        }
        guard let latest = try store.store.latestBatch(of: pack.id) else { return [] }
        let people = try store.store.participants(of: pack.id, asOf: latest)
        let wanted = Set(selection.groups)
        let members = people.indices.filter { people.group($0).map(wanted.contains) ?? false }
            .map { SubjectID.participant(people.pseudonyms[$0]) }
        guard !selection.subjects.isEmpty else { return members }
        return members.filter(Set(selection.subjects).contains)
    }
}

extension Verified {
    fileprivate init(_ recorded: RecordedVerification, _ findings: [Finding]) {
        batch = recorded.batch.id
        wasAlreadyRecorded = recorded.batch.alreadyRecorded
        changed = recorded.batch.corrections + recorded.batch.new
        unchanged = recorded.batch.unchanged
        unknown = recorded.unknown
        unknownLines = recorded.unknownLines
        listed = recorded.batch.listed
        self.findings = findings
    }
}
