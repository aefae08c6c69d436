public import OutcomesModel
import LuaSyntax
import PackReader
import PluginHost
import Reporting
import Settlement

/// A figure at which a contract begins to pay otherwise, and what it pays beside it.
public struct Boundary: Sendable {
    /// What one figure next to the bound comes to.
    public struct Side: Sendable {
        public enum Place: String, CaseIterable, Sendable {
            case below, at, above
        }

        public let place: Place
        /// Exact, as in `0.4999` or `9 999 999.99`.
        public let figure: String
        /// Nil where the settlement fails.
        public let total: Money?
        public let failure: String?
        /// What the contract itself pays, where the test has other terms, caps or limits, and that is another sum.
        public let ownTotal: Money?
        /// As people read them, with groups of thousands.
        public var shownTotal: String? { total.map { Amount($0).grouped() } }
        public var shownOwnTotal: String? { ownTotal.map { Amount($0).grouped() } }
        /// What the figure that was turned is then, where another is compared: of a cap, what would be paid without it.
        public let turnedTo: String?
        /// Whether one of the pack's own tests stands on it.
        public let isTested: Bool
        /// A test of it as Lua, with what the rules come to now; nil where there is one.
        public let missingTest: String?
    }

    /// Below the pack's folder.
    public let place: SourceLocation
    /// What is held against what, as in `'gain >= 15'`.
    public let words: String
    public let bound: String
    /// The figure of the evidence that was turned to come to it.
    public let turned: String
    /// What the test has otherwise than the contract, as in `caps of the test: contract = 1,000,000 EUR`; nil where it
    /// has nothing, or that changes none of these sums.
    public let otherwise: String?
    /// Below, at and above; without `at` where no evidence comes to the bound itself.
    public let sides: [Side]
}

/// The bounds of a pack: those that evidence comes to, and those that no figure of a test crosses alone.
public struct BoundaryReport: Sendable {
    public let boundaries: [Boundary]
    /// Bounds that were seen, and that turning one figure does not bring any test to.
    public let outOfReach: [(place: SourceLocation, words: String)]

    public var sides: Int { boundaries.reduce(0) { $0 + $1.sides.count } }
    public var tested: Int { boundaries.reduce(0) { $0 + $1.sides.count { $0.isTested } } }
}

extension TestedPack {
    /// Looks for the figures at which the pack pays otherwise, by turning single figures of its tests, and settles one
    /// unit below, at, and above each.
    ///
    /// - Returns: nil for a pack that does not pay.
    /// - Throws: where a test fails, or cannot be run.
    public func boundaries() throws -> BoundaryReport? {
        guard case .contract(let run) = run else { return nil }
        var search = try BoundarySearch(run)
        return try search.report()
    }
}

/// Turns the figures of tests until what is compared changes sides.
private struct BoundarySearch {
    private let pack: ContractPack
    private let sources: WatchedSources
    private let watch = RuleWatch()
    private let host: Host
    private typealias Settled = (trial: Trial, matter: Trial.Matter, seen: RuleWatch.Seen)
    private var trials: [Settled] = []
    /// The same, with the contract's own terms, caps and limits: a cap is looked for by what the contract pays.
    private var ownTrials: [Settled] = []
    /// What all tests compare, as they are.
    private var tested: [ComparisonSite: [ComparedFigures: Int]] = [:]

    /// In a test of many people the first ones stand for the others.
    private static let mostKnobs = 60

    init(_ run: TestRun<ContractPack>) throws {
        try run.checkThatAllPass()
        sources = run.sources
        pack = try run.pack.with(sources.watched(run.pack.pack))
        host = run.host.watched(by: watch)
        for test in run.tests where test.expected.error == nil {
            let trial = try Trial(test, of: self.pack, self.host)
            _ = watch.take()
            guard let matter = try? trial.matter() else { continue }
            let seen = Self.seen(trial, matter, watch)
            trials.append((trial, matter, seen))
            tested.merge(seen.comparisons) { $0.merging($1, uniquingKeysWith: +) }
            guard test.isOtherwise else {
                ownTrials.append((trial, matter, seen))
                continue
            }
            let own = try Trial(test.byTheContract, of: self.pack, self.host)
            ownTrials.append((own, matter, Self.seen(own, matter, watch)))
        }
        // The smallest first: they are quicker, and easier to read as a missing test.
        trials.sort { $0.matter.measurements.count < $1.matter.measurements.count }
        ownTrials.sort { $0.matter.measurements.count < $1.matter.measurements.count }
    }

    mutating func report() throws -> BoundaryReport {
        var boundaries: [Boundary] = []
        var outOfReach: [(place: SourceLocation, words: String)] = []
        let seen = Set(tested.keys).union(ownTrials.flatMap(\.seen.comparisons.keys).filter(\.isCap))
        let sites = seen.compactMap { site in describe(site).map { (site, $0) } }
            .sorted {
                ($0.1.place.description, $0.1.order, $0.1.words) < (
                    $1.1.place.description, $1.1.order, $1.1.words
                )
            }
        for (site, told) in sites {
            if let found = try boundary(at: site, told) {
                boundaries.append(found)
            } else {
                outOfReach.append((told.place, told.words))
            }
        }
        return BoundaryReport(boundaries: boundaries, outOfReach: outOfReach)
    }

    // MARK: Searching

    /// In so many tests a bound is looked for: of those the one with the nearest figures tells most.
    private static let mostTests = 4
    /// Of so few figures each is turned far, to see whether it has any bearing on a cap.
    private static let few = 4

    private func boundary(at site: ComparisonSite, _ told: Told) throws -> Boundary? {
        var found: (turn: Turn, edge: Turn.Edge, width: Ratio)?
        var tests = 0
        for (trial, matter, seen) in site.isCap ? ownTrials : trials where tests < Self.mostTests {
            guard let base = seen.comparisons[site] else { continue }
            let knobs = trial.knobs(of: matter).prefix(Self.mostKnobs)
            for knob in knobs {
                guard
                    let turn = Turn(
                        self, trial, matter, knob, site, base, isOneOfFew: knobs.count <= Self.few),
                    let edge = turn.edge(),
                    let width = turn.width(of: edge)
                else { continue }
                tests += 1
                if found.map({ width < $0.width }) ?? true { found = (turn, edge, width) }
                break
            }
        }
        return found.flatMap { makeBoundary(told, $0.turn, $0.edge) }
    }

    /// One figure of one test, and what it does to one comparison.
    private struct Turn {
        let trial: Trial
        let matter: Trial.Matter
        let knob: Knob
        let site: ComparisonSite
        let search: BoundarySearch
        /// What is compared as the test is.
        private let base: [ComparedFigures: Int]
        /// The pair that the figure makes as the test is.
        private let own: ComparedFigures

        private var side: Int { own.side }

        /// Nil where the figure has no bearing on the comparison.
        init?(
            _ search: BoundarySearch, _ trial: Trial, _ matter: Trial.Matter, _ knob: Knob,
            _ site: ComparisonSite, _ base: [ComparedFigures: Int], isOneOfFew: Bool
        ) {
            self.search = search
            self.trial = trial
            self.matter = matter
            self.knob = knob
            self.site = site
            self.base = base
            let sign: Int64 = knob.units < knob.range.upperBound ? 1 : -1
            var step = sign
            while true {
                let (units, overflow) = knob.units.addingReportingOverflow(step)
                guard !overflow, knob.range.contains(units),
                    let turned = search.compared(trial, trial.turning(knob, to: units, in: matter), site)
                else { return nil }
                if let own = Self.difference(base, turned)?.gone {
                    self.own = own
                    return
                }
                // What is paid by steps stays the same between them.
                guard site.isCap, isOneOfFew, turned == base else { return nil }
                (step, _) = step.multipliedReportingOverflow(by: 2)
            }
        }

        /// Returns the pair that is compared less often, and the one that is compared more often in its stead; nil
        /// where that is not one for one.
        private static func difference(
            _ before: [ComparedFigures: Int], _ after: [ComparedFigures: Int]
        ) -> (gone: ComparedFigures, come: ComparedFigures)? {
            let gone = before.filter { after[$0.key] ?? 0 < $0.value }
            let come = after.filter { before[$0.key] ?? 0 < $0.value }
            guard gone.count == 1, come.count == 1, let gone = gone.first, let come = come.first else {
                return nil
            }
            return (gone.key, come.key)
        }

        /// What is compared where the figure has so many units; nil where that cannot be told.
        func pair(_ units: Int64) -> ComparedFigures? {
            guard knob.range.contains(units),
                let found = search.compared(trial, trial.turning(knob, to: units, in: matter), site)
            else { return nil }
            return found == base
                ? own : Self.difference(base, found).flatMap { $0.gone == own ? $0.come : nil }
        }

        /// Two neighbouring figures in units, or one with its neighbours.
        typealias Edge = (before: Int64, at: Int64?, after: Int64)

        /// How far what is compared moves from one side to the other.
        func width(of edge: Edge) -> Ratio? {
            guard let before = pair(edge.before)?.figure, let after = pair(edge.after)?.figure,
                let width = try? after.subtracting(before)
            else { return nil }
            return width < .zero ? width.negated() : width
        }

        /// Returns two neighbouring figures, or one between its neighbours, between which the comparison changes sides.
        func edge() -> Edge? {
            if site.isCap { return passing() }
            if side == 0 { return around(knob.units) }
            for direction in [Int64(1), -1] {
                var (near, step) = (knob.units, Int64(1))
                while true {
                    let limit = direction > 0 ? knob.range.upperBound : knob.range.lowerBound
                    let (next, overflow) = near.addingReportingOverflow(direction * step)
                    let far = overflow || !knob.range.contains(next) ? limit : next
                    guard far != near else { break }
                    guard let pair = pair(far) else { break }
                    if pair.side != side { return narrow(near, far) }
                    near = far
                    step *= 2
                }
            }
            return nil
        }

        /// Returns the same of a cap, which is passed by what is above it: sums that grow by steps may be at it for long.
        private func passing() -> Edge? {
            guard let (within, beyond) = neighbours(where: { $0.side > 0 }), let pair = pair(within) else {
                return nil
            }
            let (before, after) = (min(within, beyond), max(within, beyond))
            guard pair.side == 0 else { return (before, nil, after) }
            let other = within - (beyond - within)
            guard let further = self.pair(other), further.side < 0 else { return (before, nil, after) }
            return (min(other, beyond), within, max(other, beyond))
        }

        /// Returns two neighbouring figures, the first without and the second with what is looked for.
        private func neighbours(where holds: (ComparedFigures) -> Bool) -> (without: Int64, with: Int64)? {
            let held = holds(own)
            for direction in [Int64(1), -1] {
                var (near, step) = (knob.units, Int64(1))
                while true {
                    let limit = direction > 0 ? knob.range.upperBound : knob.range.lowerBound
                    let (next, overflow) = near.addingReportingOverflow(direction * step)
                    var far = overflow || !knob.range.contains(next) ? limit : next
                    guard far != near, let pair = pair(far) else { break }
                    guard holds(pair) != held else {
                        near = far
                        step *= 2
                        continue
                    }
                    while (far - near).magnitude > 1 {
                        let middle = near + (far - near) / 2
                        guard let pair = self.pair(middle) else { return nil }
                        if holds(pair) == held { near = middle } else { far = middle }
                    }
                    return held ? (far, near) : (near, far)
                }
            }
            return nil
        }

        private func narrow(_ near: Int64, _ far: Int64) -> Edge? {
            var (near, far) = (near, far)
            while (far - near).magnitude > 1 {
                let middle = near + (far - near) / 2
                guard let pair = pair(middle) else { return nil }
                if pair.side == side { near = middle } else { far = middle }
            }
            guard let last = pair(far) else { return nil }
            return last.side == 0 ? around(far) : (min(near, far), nil, max(near, far))
        }

        private func around(_ units: Int64) -> Edge? {
            guard pair(units - 1) != nil, pair(units + 1) != nil else { return nil }
            return (units - 1, units, units + 1)
        }
    }

    /// Returns what a site compares in a settlement; nil where the settlement does not come so far.
    private func compared(
        _ trial: Trial, _ matter: Trial.Matter, _ site: ComparisonSite
    ) -> [ComparedFigures: Int]? {
        Self.seen(trial, matter, watch).comparisons[site]
    }

    /// Returns all that a settlement compares: in rules and terms, and what would be paid with each cap.
    private static func seen(_ trial: Trial, _ matter: Trial.Matter, _ watch: RuleWatch) -> RuleWatch.Seen {
        _ = watch.take()
        let statement = try? trial.settle(matter)
        var seen = watch.take()
        for cap in statement?.contract.caps ?? [] {
            guard let lines = statement?.lines.filter({ cap.covers($0.payment) }), !lines.isEmpty,
                let wanted = try? lines.wanted(of: cap), let figure = try? Figure.money(wanted).plain(),
                let bound = try? Figure.money(Amount(cap.amount)).plain()
            else { continue }
            seen.note(.cap(cap.id), figure, bound)
        }
        return seen
    }

    // MARK: Telling

    private struct Told {
        let place: SourceLocation
        let words: String
        let order: String
    }

    private func describe(_ site: ComparisonSite) -> Told? {
        func ofTerms(_ clause: Clause, _ words: String, _ order: Ratio) -> Told {
            Told(
                place: SourceLocation(file: "contract.toml", line: clause.place.line), words: words,
                order: "\(order)")
        }
        switch site {
        case .rule(let number):
            guard let (file, probe) = sources.probe(number) else { return nil }
            return Told(
                place: SourceLocation(file: file.path, line: probe.line), words: "'\(file.shown(probe))'",
                order: "\(number)")
        case .condition(let id):
            guard let condition = pack.contract.condition(id) else { return nil }
            return ofTerms(
                condition.clause, "[[condition]] '\(id)', \(condition.reached.inWords) \(condition.at)", .zero
            )
        case .tariff(let id, let bound):
            guard let tariff = pack.contract.tariff(id) else { return nil }
            return ofTerms(tariff.versions[0].clause, "[[tariff]] '\(id)' at \(bound)", bound)
        case .most(let id):
            guard let version = pack.contract.tariff(id)?.versions.first, let most = version.most else {
                return nil
            }
            return ofTerms(version.clause, "[[tariff]] '\(id)', at most \(most.grouped())", .zero)
        case .cap(let id):
            guard let cap = pack.contract.caps.first(where: { $0.id == id }) else { return nil }
            return ofTerms(cap.clause, "[[cap]] '\(id)', at most \(cap.amount.grouped())", .zero)
        }
    }

    private func makeBoundary(
        _ told: Told, _ turn: Turn, _ edge: Turn.Edge
    ) -> Boundary? {
        let figures = [edge.before, edge.at, edge.after].compactMap(\.self)
        let own =
            turn.trial.test.isOtherwise ? try? Trial(turn.trial.test.byTheContract, of: pack, host) : nil
        var sides: [Boundary.Side] = []
        for units in figures {
            guard let pair = turn.pair(units) else { return nil }
            let place: Boundary.Side.Place = pair.side < 0 ? .below : pair.side == 0 ? .at : .above
            let matter = turn.trial.turning(turn.knob, to: units, in: turn.matter)
            var (statement, failure): (Statement?, String?) = (nil, nil)
            do { statement = try turn.trial.settle(matter) } catch let error as any Diagnosable {
                failure = error.diagnostics.map(\.message).joined(separator: "; ")
            } catch { failure = "\(error)" }
            let ownTotal = own.flatMap { try? $0.settle(matter).total }.flatMap {
                $0 == statement?.total ? nil : $0
            }
            let isTested = tested[turn.site]?[pair] != nil
            let words = turn.trial.words(turn.knob, in: turn.matter)
            let name = "\(told.words.replacing("'", with: "")): \(words) \(place.rawValue) the bound"
            sides.append(
                Boundary.Side(
                    place: place, figure: "\(pair.figure)", total: statement?.total, failure: failure,
                    ownTotal: ownTotal,
                    turnedTo: turn.site.isCap
                        ? "\(Decimal(units: units, decimals: turn.knob.decimals))" : nil,
                    isTested: isTested,
                    missingTest: isTested
                        ? nil
                        : statement.map {
                            TestAsLua(turn.trial, turn.knob, units, turn.matter).text(
                                named: name, expecting: $0, own: ownTotal)
                        }))
        }
        guard let pair = turn.pair(figures[0]) else { return nil }
        let order = Boundary.Side.Place.allCases
        return Boundary(
            place: told.place, words: told.words, bound: "\(pair.bound)",
            turned: turn.trial.words(turn.knob, in: turn.matter),
            otherwise: sides.contains { $0.ownTotal != nil } ? turn.trial.test.otherwise : nil,
            sides: sides.sorted { order.firstIndex(of: $0.place)! < order.firstIndex(of: $1.place)! })
    }
}

extension [PaymentLine] {
    /// Returns what would be paid if a cap took nothing off: what was asked for, less what other caps took.
    fileprivate func wanted(of cap: Cap) throws(ArithmeticError) -> Amount {
        var sum = Amount.zero(cap.amount.currency)
        for line in self {
            sum = try sum.adding(line.requested)
            for reduction in line.reductions where reduction.cap != cap.id {
                sum = try sum.subtracting(reduction.amount)
            }
        }
        return sum
    }
}

extension PackTestCase {
    /// What it has otherwise, as in `caps of the test: contract = 1,000,000 EUR`; nil where it has nothing.
    fileprivate var otherwise: String? {
        let terms = terms.map { "\($0.id) = \($0.versions[0].value)" }
        let caps = caps.map { "\($0.id) = \(Amount($0.amount).grouped())" }
        let limits = limits.map { limit in
            switch limit.bound {
            case .metric(let sum), .perPerson(let sum): "\(limit.id) = \(Amount(sum).grouped())"
            case .share(let share): "\(limit.id) = \(share.most)"
            }
        }
        let parts = [("terms", terms), ("caps", caps), ("limits", limits)].compactMap { kind, changed in
            changed.isEmpty ? nil : "\(kind) of the test: \(changed.joined(separator: ", "))"
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

extension ComparisonSite {
    fileprivate var isCap: Bool { if case .cap = self { true } else { false } }
}

extension ComparedFigures {
    /// -1 below, 0 at, 1 above.
    fileprivate var side: Int { figure < bound ? -1 : figure == bound ? 0 : 1 }
}
