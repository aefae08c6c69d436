import MeasurementStore
public import OutcomesModel
import Settlement
import Statistics

/// What somebody is to look at, so that what is found says something of all.
public struct AuditPlan: Sendable {
    public var population: AuditSample.Population
    /// The share of errors that must not pass unseen, between 0 and 1.
    public var tolerated: Decimal
    /// How sure one is to see more than `allowed` errors where there is that share of them, between 0 and 1.
    public var confidence: Decimal
    /// Errors that the sample may have.
    public var allowed = 0
    /// Where the draw begins; the same seed draws the same ones again.
    public var seed: UInt64
    /// Which measurements; those that are reported or disputed unless it says a state.
    public var measurements = VerifiedSelection()
    /// Whose claims; the first settlement that pays, unless given.
    public var settlement: SettlementID?

    public init(
        of population: AuditSample.Population, tolerated: Decimal, confidence: Decimal, seed: UInt64
    ) {
        self.population = population
        self.tolerated = tolerated
        self.confidence = confidence
        self.seed = seed
    }
}

/// What was found in a sample so far, and what that says of all.
public struct AuditResult: Sendable {
    public let sample: AuditSample
    /// The members as they are now.
    public let states: [VerificationState]
    /// What it says of all; nothing as long as a member is neither verified nor rejected.
    public let extrapolation: Extrapolation?

    public var rejected: Int { states.count { $0 == .rejected } }
    public var open: Int { states.count { $0 != .rejected && $0 != .verified } }

    public struct Extrapolation: Sendable {
        /// Of the members: rejected / sampled.
        public let rate: Ratio
        /// What the true rate exceeds with a probability of at most 1 − confidence.
        public let rateBound: Double
        /// How many of all would be rejected at the rate found, and between which numbers they lie at the confidence.
        public let failures: Ratio
        public let least, most: Double
        /// Whether more than the tolerated share can be excluded.
        public let isTolerable: Bool
    }
}

extension Pipeline {
    /// Draws a sample and records what was drawn, from what, and with which seed.
    ///
    /// - Throws: where there is nothing to draw from, or the rates are not between 0 and 1.
    public func drawSample(_ plan: AuditPlan, recording: Recording) throws -> AuditSample {
        guard let latest = try store.store.latestBatch(of: pack.id) else {
            throw PipelineError.noEvidence(pack: pack.id, store: store.store.path)
        }
        let (all, words) =
            switch plan.population {
            case .measurements: try measurements(plan.measurements, latest)
            case .claims: try claims(plan.settlement)
            }
        guard !all.isEmpty else { throw PipelineError.nothingToSample(words, pack: pack.id) }
        let members: [AuditSample.Member]
        do throws(StatisticsError) {
            let size = try verificationSampleSize(
                tolerable: double(plan.tolerated), confidence: double(plan.confidence), allowed: plan.allowed,
                population: all.count)
            members = try Statistics.drawSample(size, of: all.count, seed: plan.seed).map { all[$0] }
        } catch {
            throw PipelineError.cannotSample("\(error)", pack: pack.id)
        }
        let sample = AuditSample(
            population: plan.population, selection: words, asOf: latest, size: all.count, seed: plan.seed,
            tolerated: plan.tolerated, confidence: plan.confidence, members: members, recording: recording)
        return sample.numbered(try store.store.record(sample, contract: pack.id))
    }

    /// Returns all samples with what was found in them so far, in the order in which they were drawn.
    public func auditResults() throws -> [AuditResult] {
        let samples = try store.store.auditSamples(of: pack.id)
        guard !samples.isEmpty, let latest = try store.store.latestBatch(of: pack.id) else { return [] }
        let decisions = Dictionary(
            try store.store.claimDecisions(of: pack.id, asOf: latest).map {
                (AuditSample.Member.claim($0.subject, $0.outcome, $0.window), $0.state)
            }, uniquingKeysWith: { $1 })
        return try samples.map { sample in
            var states: [VerificationState] = []
            switch sample.population {
            case .claims: states = sample.members.map { decisions[$0] ?? .reported }
            case .measurements: states = try measurementStates(sample, latest)
            }
            return AuditResult(sample: sample, states: states, extrapolation: try extrapolate(sample, states))
        }
    }

    /// Returns a sample as the list that a verifier fills in and gives to `verify`.
    public func list(of sample: AuditSample) throws -> String {
        var rows: [[String]] = []
        switch sample.population {
        case .claims:
            rows.append(["subject", "outcome", "window", "state"])
            for case .claim(let subject, let outcome, let window) in sample.members {
                rows.append([subject.description, outcome.rawValue, window.rawValue, ""])
            }
        case .measurements:
            let known = try values(of: sample, sample.asOf)
            rows.append(["subject", "indicator", "day", "value", "missing", "state"])
            for case .measurement(let subject, let indicator, let day) in sample.members {
                let key = AuditSample.Member.measurement(subject, indicator, day)
                let value = known[key].map { valueCells($0) } ?? ["", ""]
                rows.append([subject.description, indicator.rawValue, day.description] + value + [""])
            }
        }
        return CSVText.rows(rows)
    }

    // MARK: Populations

    /// Returns the measurements in the order of indicator, subject and day.
    private func measurements(
        _ selection: VerifiedSelection, _ batch: BatchID
    ) throws -> (all: [AuditSample.Member], words: String) {
        let states = selection.states.isEmpty ? [.reported, .disputed] : selection.states
        let subjects = try subjects(selection).map(Set.init)
        var all: [AuditSample.Member] = []
        let table = try store.store.evidence(of: pack.id, asOf: batch)
        for row in table where states.contains(row.state) {
            if let subjects, !subjects.contains(row.subject) { continue }
            guard selection.indicators.isEmpty || selection.indicators.contains(row.indicator),
                selection.days?.contains(row.day) ?? true,
                selection.sources.isEmpty || selection.sources.contains(row.source)
            else { continue }
            all.append(.measurement(row.subject, row.indicator, row.day))
        }
        var words = ["measurements that are \(states.map(\.rawValue).sorted().joined(separator: " or "))"]
        if !selection.indicators.isEmpty {
            words.append("of \(selection.indicators.map(\.rawValue).joined(separator: ", "))")
        }
        if !selection.groups.isEmpty {
            words.append("in \(selection.groups.map(\.rawValue).joined(separator: ", "))")
        }
        if let days = selection.days { words.append("\(days.lowerBound) to \(days.upperBound)") }
        return (all, words.joined(separator: ", "))
    }

    /// Returns the claims that are paid, in the order of subject, outcome and window.
    private func claims(_ id: SettlementID?) throws -> (all: [AuditSample.Member], words: String) {
        let plan = try pack.plan(id)
        let history = try Ledger(of: pack.id, in: store.store).history(of: plan.id)
        let paid =
            if let history, history.stands { history.claims } else { try settle(plan.id).statement.claims }
        let all = paid.sorted {
            ($0.subject, $0.outcome, $0.window) < ($1.subject, $1.outcome, $1.window)
        }.map { AuditSample.Member.claim($0.subject, $0.outcome, $0.window) }
        var distinct: [AuditSample.Member] = []
        for member in all where member != distinct.last { distinct.append(member) }
        return (distinct, "claims of settlement \(plan.id)")
    }

    // MARK: Results

    private func values(
        of sample: AuditSample, _ batch: BatchID
    ) throws -> [AuditSample.Member: Measurement] {
        var indicators: [IndicatorID: [SubjectID]] = [:]
        for case .measurement(let subject, let indicator, _) in sample.members {
            indicators[indicator, default: []].append(subject)
        }
        var values: [AuditSample.Member: Measurement] = [:]
        for (indicator, subjects) in indicators {
            let wanted = Set(subjects)
            let rows = try store.store.measurements(
                of: pack.id, indicator: indicator, asOf: batch, EvidenceSelection(subjects: subjects))
            for (place, subject) in rows.subjects.enumerated() where wanted.contains(subject) {
                for row in rows.rows(ofSubjectAt: place) {
                    values[.measurement(subject, indicator, rows.day(row))] = Measurement(
                        subject: subject, indicator: indicator, day: rows.day(row), value: rows.value(row),
                        state: rows.state(row), source: "", line: 0)
                }
            }
        }
        return values
    }

    private func measurementStates(_ sample: AuditSample, _ batch: BatchID) throws -> [VerificationState] {
        let known = try values(of: sample, batch)
        return sample.members.map { known[$0]?.state ?? .reported }
    }

    private func extrapolate(
        _ sample: AuditSample, _ states: [VerificationState]
    ) throws -> AuditResult.Extrapolation? {
        guard states.allSatisfy({ $0 == .verified || $0 == .rejected }) else { return nil }
        let rejected = states.count { $0 == .rejected }
        do {
            let found = try VerifiedSample(claims: sample.size, sampled: states.count, invalid: rejected)
            let confidence = double(sample.confidence)
            let rate = try Ratio(Int64(rejected)).divided(by: Ratio(Int64(states.count)))
            let most = try found.failureCountBound(confidence: confidence)
            let interval = try found.failures(level: confidence)
            let tolerated = try sample.tolerated.ratio.multiplied(by: Ratio(Int64(sample.size)))
            return AuditResult.Extrapolation(
                rate: rate, rateBound: try found.failureRateBound(confidence: confidence),
                failures: try rate.multiplied(by: Ratio(Int64(sample.size))), least: interval.lower,
                most: interval.upper, isTolerable: Ratio(Int64(most)) < tolerated)
        } catch {
            throw PipelineError.cannotSample("\(error)", pack: pack.id)
        }
    }
}

/// A rate as statistics take it; no amount comes of it.
private func double(_ decimal: Decimal) -> Double { Double(decimal.description) ?? .nan }

extension AuditSample {
    fileprivate func numbered(_ number: Int64) -> AuditSample {
        AuditSample(
            number: number, population: population, selection: selection, asOf: asOf, size: size, seed: seed,
            tolerated: tolerated, confidence: confidence, members: members, recording: recording)
    }
}
