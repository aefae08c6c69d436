import Evaluation
import OutcomesModel
import PackReader
import PluginHost
import Settlement
import Statistics

/// A property that every contract's pack must have, tried on evidence that its tests give or that is drawn.
public struct HostCheck: Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// The same comes again, from rows in another order, and from another number of threads.
        case determinism
        /// More of an outcome never pays less.
        case monotone
        /// Whatever the evidence, no cap is passed, and every sum adds up.
        case caps
    }

    public let kind: Kind
    /// How many settlements were compared.
    public let runs: Int
    /// A sentence each, at most ten.
    public let failures: [String]
    /// What limits what was tried.
    public let note: String?
}

extension TestedPack {
    /// Tries properties on what the pack's tests give, which is settled once for all of them.
    ///
    /// - Returns: in the order of `kinds`; none for a pack that does not pay.
    /// - Throws: where a test fails, or cannot be run.
    public func checks(_ kinds: [HostCheck.Kind]) throws -> [HostCheck] {
        guard case .contract(let run) = run, !kinds.isEmpty else { return [] }
        let properties = try PropertyRun(run)
        return try kinds.map { try properties.check($0) }
    }
}

/// The tests of a pack, settled, and what must hold of whatever they give.
private struct PropertyRun {
    private let pack: ContractPack
    private let host: Host
    private let settled: [Settled]

    private struct Settled {
        let trial: Trial
        let matter: Trial.Matter
        let statement: Statement
    }

    private var contract: Contract { pack.contract }

    init(_ run: TestRun<ContractPack>) throws {
        try run.checkThatAllPass()
        pack = run.pack
        host = run.host
        settled = try run.tests.filter { $0.expected.error == nil }.compactMap { test in
            let trial = try Trial(test, of: run.pack, run.host)
            guard let matter = try? trial.matter(), let statement = try? trial.settle(matter) else {
                return nil
            }
            return Settled(trial: trial, matter: matter, statement: statement)
        }
    }

    func check(_ kind: HostCheck.Kind) throws -> HostCheck {
        guard !settled.isEmpty else {
            return HostCheck(
                kind: kind, runs: 0, failures: [],
                note: "no test of the pack settles, so that nothing was tried")
        }
        var check = Tally()
        var note: String?
        switch kind {
        case .determinism: note = try determinism(&check)
        case .monotone: try monotone(&check)
        case .caps: note = try caps(&check)
        }
        return HostCheck(kind: kind, runs: check.runs, failures: Array(check.failures.prefix(10)), note: note)
    }

    private struct Tally {
        var runs = 0
        var failures: [String] = []
    }

    // MARK: Determinism

    private func determinism(_ check: inout Tally) throws -> String? {
        for one in settled {
            let (trial, matter) = (one.trial, one.matter)
            let first = Outline(one.statement)
            check.runs += 2
            if Outline(try trial.settle(matter)) != first {
                check.failures.append("'\(trial.test.name)' comes to something else when it is settled again")
            }
            // Rows that are refused in one order alone come to something else as well.
            if (try? Outline(trial.settle(trial.matter(reversed: true)))) != first {
                check.failures.append(
                    "'\(trial.test.name)' comes to something else when the rows of its files are turned round"
                )
            }
        }
        guard let crowd = settled.lazy.compactMap({ Self.crowd($0.trial, $0.matter) }).first else {
            return "no test has people who could be multiplied, so that threads have nothing to share"
        }
        let (one, several) = (host.with(threads: 1), host.with(threads: 4))
        let outlines = try [one, several].map { host in
            let trial = try Trial(crowd.trial.test, of: pack, host)
            return try? Outline(trial.settle(crowd.matter))
        }
        guard outlines[0] != nil else {
            return "so many people that threads share them do not settle within the limits of a run"
        }
        check.runs += 1
        if outlines[0] != outlines[1] {
            check.failures.append(
                "\(crowd.matter.participants.count) people come to something else on four threads than on one"
            )
        }
        return nil
    }

    /// The people of a test so many times over that threads share them.
    private static func crowd(_ trial: Trial, _ matter: Trial.Matter) -> (trial: Trial, matter: Trial.Matter)?
    {
        guard !matter.participants.isEmpty else { return nil }
        let times = CrowdSize.people / matter.participants.count + 1
        guard times * matter.measurements.count <= CrowdSize.mostRows else { return nil }
        var people: [Participant] = []
        var rows: [Measurement] = matter.measurements.filter { $0.subject.kind != .participant }
        for copy in 0..<times {
            for person in matter.participants {
                people.append(
                    Participant(
                        pseudonym: "\(person.pseudonym)-\(copy)", group: person.group, entry: person.entry,
                        exit: person.exit, attributes: person.attributes, line: person.line))
            }
            for row in matter.measurements {
                guard case .participant(let pseudonym) = row.subject else { continue }
                rows.append(
                    Measurement(
                        subject: .participant("\(pseudonym)-\(copy)"), indicator: row.indicator, day: row.day,
                        value: row.value, state: row.state, source: row.source, line: row.line))
            }
        }
        let crowd = Trial.Matter(
            participants: ParticipantTable(people.sorted { $0.pseudonym < $1.pseudonym }),
            measurements: rows.sorted {
                ($0.indicator, $0.subject, $0.day) < ($1.indicator, $1.subject, $1.day)
            },
            estimates: matter.estimates)
        return (trial, crowd)
    }

    private enum CrowdSize {
        /// More than a thread takes at once.
        static let people = 20_000
        static let mostRows = 400_000
    }

    /// All of a statement that must come again.
    private struct Outline: Equatable {
        let lines: [PaymentLine]
        let claims: [Claim]
        let withheld: [WithheldClaim]
        let held: [SubjectID]
        let distributions: [Distribution]

        init(_ statement: Statement) {
            lines = statement.lines
            claims = statement.claims
            withheld = statement.withheld
            held = statement.held.map(\.subject)
            distributions = statement.distributions
        }
    }

    // MARK: Monotone

    /// In a test of many people the first ones stand for the others.
    private static let mostKnobs = 60

    private func monotone(_ check: inout Tally) throws {
        for one in settled {
            let (trial, matter) = (one.trial, one.matter)
            let before = try outcomePay(one.statement)
            let turned = trial.latest(of: trial.knobs(of: matter), in: matter)
                .filter { $0.better == .higher || $0.better == .lower }
            for knob in turned.prefix(Self.mostKnobs) {
                let sign: Int64 = knob.better == .higher ? 1 : -1
                for step in [1, max(knob.units.magnitude / 10, 10)] {
                    let (units, overflow) = knob.units.addingReportingOverflow(sign * Int64(step))
                    guard !overflow, knob.range.contains(units),
                        let statement = try? trial.settle(trial.turning(knob, to: units, in: matter))
                    else { continue }
                    check.runs += 1
                    let after = try outcomePay(statement)
                    guard after.minorUnits < before.minorUnits else { continue }
                    let from = Decimal(units: knob.units, decimals: knob.decimals)
                    let to = Decimal(units: units, decimals: knob.decimals)
                    check.failures.append(
                        "'\(trial.test.name)': with \(trial.words(knob, in: matter)) \(to) instead of \(from), which is better, \(after) is paid instead of \(before)"
                    )
                }
            }
        }
    }

    /// What is paid for outcomes: all but what is paid because they lack.
    private func outcomePay(_ statement: Statement) throws -> Money {
        let compensating = Set(
            contract.payments.filter { payment in
                let tariffs = contract.tariffs.filter { $0.payment == payment.id }
                return payment.compensates
                    || !tariffs.isEmpty
                        && tariffs.allSatisfy {
                            [.guarantee, .referralShortfall, .termination].contains($0.kind)
                        }
            }.map(\.id))
        return try statement.lines.filter { !compensating.contains($0.payment) }
            .reduce(Money.zero(contract.currency)) { try $0.adding($1.paid) }
    }

    // MARK: Caps

    private static let draws = 200

    private func caps(_ check: inout Tally) throws -> String? {
        var reached: Set<CapID> = []
        var failed = 0
        for draw in 0..<Self.draws {
            let (trial, matter) = (settled[draw % settled.count].trial, settled[draw % settled.count].matter)
            var generator = SplitMix64(seed: 1, draw: draw)
            let turns = trial.knobs(of: matter).map { (knob: $0, units: Self.value(of: $0, &generator)) }
            guard let statement = try? trial.settle(trial.turning(turns, in: matter)) else {
                failed += 1
                continue
            }
            check.runs += 1
            try look(at: statement, draw, &reached, &check)
        }
        let unreached = contract.caps.map(\.id).filter { !reached.contains($0) }
        var notes: [String] = []
        if failed > 0 { notes.append("\(failed) draws were refused by the rules or the checks") }
        if !unreached.isEmpty {
            notes.append("no draw came to \(unreached.map { "[[cap]] '\($0)'" }.joined(separator: ", "))")
        }
        return notes.isEmpty ? nil : notes.joined(separator: "; ")
    }

    /// From the least to the most that may be, or to a thousand times what the test has.
    private static func value(of knob: Knob, _ generator: inout SplitMix64) -> Int64 {
        // A test may hold a figure of which a thousand times are more than an Int64 takes.
        func times(_ factor: Int64) -> Int64 {
            let (product, overflows) = max(Int64(clamping: knob.units.magnitude), 1)
                .multipliedReportingOverflow(by: factor)
            return overflows ? Int64.max / 4 : min(product, Int64.max / 4)
        }
        let most = min(knob.range.upperBound, times(1_000))
        let least = max(knob.range.lowerBound, -most)
        let scale = generator.index(below: 4)
        let top = max(least, scale == 0 ? most : min(most, times(1 << (3 * scale))))
        return least + Int64(generator.index(below: Int(top - least) + 1))
    }

    private func look(
        at statement: Statement, _ draw: Int, _ reached: inout Set<CapID>, _ check: inout Tally
    ) throws {
        let contract = statement.contract
        for cap in contract.caps {
            let paid = try statement.lines.filter { cap.covers($0.payment) }
                .reduce(Money.zero(contract.currency)) { try $0.adding($1.paid) }
            if paid.minorUnits >= cap.amount.minorUnits { reached.insert(cap.id) }
            if paid.minorUnits > cap.amount.minorUnits {
                check.failures.append("draw \(draw): [[cap]] '\(cap.id)' of \(cap.amount) pays \(paid)")
            }
        }
        for line in statement.lines {
            let taken = try line.reductions.reduce(Amount.zero(contract.currency)) {
                try $0.adding($1.amount)
            }
            let whole = try Amount(line.paid).adding(line.residue).adding(taken)
            if whole != line.requested {
                check.failures.append(
                    "draw \(draw): line \(line.number) asks for \(line.requested), and \(whole) is accounted for"
                )
            }
        }
    }
}
