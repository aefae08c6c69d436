import MeasurementStore
public import OutcomesModel
import PackReader
import PluginHost
public import Settlement

/// How two settlements of the same kind differ, and why: of two packs, two versions, two moments or two stores.
public struct Comparison: Sendable {
    public let left: Statement
    public let right: Statement
    /// Payments and outcomes of which the two pay different sums.
    public let lines: [AdjustingLine]
    /// What makes the difference, one thing replaced after the other; the sums add up to the whole difference.
    public let causes: [Cause]
    /// That of the pack on the left, and of the report.
    public let language: Language

    /// One kind of thing that is not the same.
    public struct Cause: Sendable {
        public let kind: Kind
        /// How many people, measurements, decisions or places in files differ.
        public let count: Int
        /// What the total becomes more by.
        public let difference: Money
        /// The first of them that makes a difference, and of terms and rules each that does.
        public let places: [Place]
    }

    public enum Kind: String, CaseIterable, Sendable {
        case participants, measurements, decisions, terms, rules
    }

    public struct Place: Sendable {
        /// Such as `contract.toml:37`, or `placement_cost of P-17 on 2017-03-31`.
        public let name: String
        /// What stands on the one side, and on the other; never a measured value.
        public let left, right: String
        /// What the total becomes more by; only where each place was looked at by itself.
        public let difference: Money?
    }

    /// True where both pay the same, line by line.
    public var isSame: Bool { lines.isEmpty }
}

extension Pipeline {
    /// Settles on both sides, and finds what makes the difference.
    ///
    /// What was posted plays no part: both sides are settled as if nothing had been.
    ///
    /// - Throws: where one of them cannot be settled, or they pay in different currencies.
    public func compare(
        asOf: AsOf = .now, with other: Pipeline, asOf otherMoment: AsOf = .now,
        settlement: SettlementID? = nil
    ) throws -> Comparison {
        let plan = try pack.plan(settlement)
        let left = ComparedSide(
            pack: pack.pack.archive.files, evidence: try ComparedEvidence(self, try resolve(asOf)))
        let right = ComparedSide(
            pack: other.pack.pack.archive.files,
            evidence: try ComparedEvidence(other, try other.resolve(otherMoment)))
        return try Comparing(
            plan: plan.id, host: host, left: left, right: right, language: pack.language
        ).comparison()
    }

    /// Settles all that stands posted by the pack at hand, and returns the statements that would be others.
    public func shadow() throws -> [Statement] {
        let posted = try Ledger(of: pack.id, in: store.store).histories.filter(\.stands)
        return try posted.filter { pack.contract.settlement($0.settlement) != nil }
            .map { try settle($0.settlement, by: .atHand).statement }
            .filter(\.differsFromPosted)
    }
}

/// The files of a pack, and the evidence that it is settled on.
struct ComparedSide {
    var pack: [String: [UInt8]]
    var evidence: ComparedEvidence
}

/// Replaces what is on the left by what is on the right, kind by kind, and settles after each.
private struct Comparing {
    let plan: SettlementID
    let host: Host
    let left: ComparedSide
    let right: ComparedSide
    let language: Language

    func comparison() throws -> Comparison {
        let (first, last) = (try settle(left), try settle(right))
        guard first.contract.currency == last.contract.currency else {
            throw PipelineError.currenciesDiffer(
                first.contract.currency.code, last.contract.currency.code, pack: first.contract.id)
        }
        var causes: [Comparison.Cause] = []
        var (side, statement) = (left, first)
        // What fails only with the next kind replaced as well is told with it.
        var waiting = 0
        for kind in Comparison.Kind.allCases {
            let before = side
            let count = side.replace(kind, by: right)
            guard count > 0 else { continue }
            waiting += count
            let isLast = kind == .rules
            guard let next = isLast ? last : try? settle(side) else { continue }
            causes.append(
                Comparison.Cause(
                    kind: kind, count: waiting,
                    difference: try next.total.subtracting(statement.total),
                    places: next.amounts == statement.amounts
                        ? [] : try places(kind, from: before, statement, to: next)))
            statement = next
            waiting = 0
        }
        return Comparison(
            left: first, right: last, lines: try AdjustingLine.lines(from: first, to: last), causes: causes,
            language: language)
    }

    private func settle(_ side: ComparedSide) throws -> Statement {
        let pack = try ContractPack(files: side.pack, language: language)
        let plan = try pack.plan(self.plan)
        let pipeline = Pipeline(pack: pack, store: try .temporary(), host: host)
        let known = side.evidence.known(for: pack.contract)
        return try pipeline.settle(
            plan, known.batch, known.evidence(for: plan, pack.contract), pack.contract, given: [:],
            KnownClaims(decisions: known.decisions))
    }

    private func places(
        _ kind: Comparison.Kind, from side: ComparedSide, _ before: Statement, to after: Statement
    ) throws -> [Comparison.Place] {
        switch kind {
        case .participants, .measurements, .decisions:
            let differences = side.evidence.differences(kind, to: right.evidence, in: language)
            let first = firstThatMatters(differences.count) { count in
                var probe = side
                probe.evidence.replaceFirst(count, of: kind, by: right.evidence)
                return (try? settle(probe))?.amounts != before.amounts
            }
            return first.map { [differences[$0]] } ?? []
        case .terms, .rules:
            return try hunkPlaces(FileHunks(side.pack, right.pack, kind), side, before)
        }
    }

    /// Settles after each place that differs, from the first on; one that leaves no pack is told with the next.
    private func hunkPlaces(
        _ hunks: FileHunks, _ side: ComparedSide, _ before: Statement
    ) throws -> [Comparison.Place] {
        var places: [Comparison.Place] = []
        var statement = before
        guard hunks.places.count <= 100 else {
            let first = firstThatMatters(hunks.places.count) { count in
                var probe = side
                probe.pack = hunks.files(replacingFirst: count)
                return (try? settle(probe))?.amounts != before.amounts
            }
            return first.map { [hunks.places[$0].place(nil, in: language)] } ?? []
        }
        for count in hunks.places.indices {
            var probe = side
            probe.pack = hunks.files(replacingFirst: count + 1)
            guard let next = try? settle(probe) else { continue }
            if next.amounts != statement.amounts {
                let difference = try next.total.subtracting(statement.total)
                places.append(hunks.places[count].place(difference, in: language))
            }
            statement = next
        }
        return places
    }

    /// Returns the place before which nothing matters and with which something does, by halving.
    private func firstThatMatters(_ count: Int, _ matters: (Int) -> Bool) -> Int? {
        guard count > 0, matters(count) else { return nil }
        var (without, with) = (0, count)
        while with - without > 1 {
            let middle = (without + with) / 2
            if matters(middle) { with = middle } else { without = middle }
        }
        return with - 1
    }
}

extension Statement {
    /// What is paid, by line: all that a comparison looks at.
    fileprivate var amounts: [PaymentLine.Amounts] {
        lines.map { PaymentLine.Amounts(payment: $0.payment, outcome: $0.outcome, paid: $0.paid) }
    }
}

extension PaymentLine {
    fileprivate struct Amounts: Equatable {
        let payment: PaymentID
        let outcome: OutcomeID?
        let paid: Money
    }
}
