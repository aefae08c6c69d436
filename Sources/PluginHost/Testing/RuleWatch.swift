import LuaHost
package import OutcomesModel
import Settlement
import Synchronization

/// Notes what runs of a pack do while its tests run: which places of its Lua are run, which way its conditions go,
/// what is compared with what, and which clauses are read.
///
/// Any number of runs may share it, on any thread. What it notes depends on no order.
package final class RuleWatch: Sendable {
    private let seen = Mutex(Seen())

    package init() {}

    /// What was noted since the last time.
    package func take() -> Seen {
        seen.withLock { seen in
            defer { seen = Seen() }
            return seen
        }
    }

    package struct Seen: Sendable {
        /// Numbers of probes.
        package fileprivate(set) var ran: Set<Int> = []
        package fileprivate(set) var held: Set<Int> = []
        package fileprivate(set) var failed: Set<Int> = []
        /// Of terms, evaluations and conditions that rules read.
        package fileprivate(set) var clauses: Set<Clause> = []
        /// How often each pair of figures was compared.
        package fileprivate(set) var comparisons: [ComparisonSite: [ComparedFigures: Int]] = [:]

        package init() {}

        /// Notes what a settlement held against a bound after its rules had run.
        package mutating func note(_ site: ComparisonSite, _ figure: Ratio, _ bound: Ratio) {
            comparisons[site, default: [:]][ComparedFigures(figure: figure, bound: bound), default: 0] += 1
        }

        package mutating func merge(_ other: Seen) {
            ran.formUnion(other.ran)
            held.formUnion(other.held)
            failed.formUnion(other.failed)
            clauses.formUnion(other.clauses)
            comparisons.merge(other.comparisons) { $0.merging($1, uniquingKeysWith: +) }
        }
    }

    /// More pairs of figures than a person can look through say no more than these.
    private static let mostPairs = 10_000

    func noteRead(_ clause: Clause) { seen.withLock { _ = $0.clauses.insert(clause) } }

    func note(_ site: ComparisonSite, _ figure: Ratio, _ bound: Ratio) {
        seen.withLock { seen in
            let pair = ComparedFigures(figure: figure, bound: bound)
            let known = seen.comparisons[site]
            guard known?.count ?? 0 < Self.mostPairs || known?[pair] != nil else { return }
            seen.comparisons[site, default: [:]][pair, default: 0] += 1
        }
    }

    /// Notes what a tariff comes to beside the most that it pays, before that takes something off.
    func note(_ breakdown: Breakdown, of tariff: Tariff, atMost most: Amount) {
        let limited = PartLabel(tariff.title, .atMost(most))
        let parts = breakdown.parts.filter { $0.words != limited && $0.words.details != [.notMet] }
        let sum = try? parts.reduce(Amount.zero(most.currency)) { try $0.adding($1.amount) }
        guard let figure = try? sum.map({ try Figure.money($0).plain() }),
            let bound = try? Figure.money(most).plain()
        else { return }
        note(.most(tariff.id), figure, bound)
    }

    /// Notes a tariff's figure beside each of the bounds at which it pays otherwise.
    func note(_ tariff: Tariff, _ figure: Figure, by mechanism: Mechanism) {
        guard let figure = try? figure.plain() else { return }
        for bound in mechanism.bounds { note(.tariff(tariff.id, bound: bound), figure, bound) }
    }
}

/// Where a figure is held against another.
package enum ComparisonSite: Hashable, Sendable {
    /// The number of a probe.
    case rule(Int)
    case condition(ConditionID)
    case tariff(TariffID, bound: Ratio)
    /// The most that a tariff pays.
    case most(TariffID)
    case cap(CapID)
}

package struct ComparedFigures: Hashable, Sendable {
    package let figure: Ratio
    package let bound: Ratio

    package init(figure: Ratio, bound: Ratio) {
        self.figure = figure
        self.bound = bound
    }
}

// MARK: What watched Lua calls

extension RuleWatch {
    /// What `require` knows it by; no file of a pack can have this name.
    package static let module = "=watch"
    private static let host = "=watch.host"

    /// A probe tells of each thing once a state, but for what is compared: that differs from time to time.
    static let source = LuaSource(
        module: module, name: module,
        bytes: Array(
            """
            local host = require "\(host)"
            local ran, held, failed, lefts = {}, {}, {}, {}
            local watch = {}

            function watch.ran(n)
              if not ran[n] then
                ran[n] = true
                host.ran(n)
              end
            end

            function watch.held(n, value)
              if value then
                if not held[n] then
                  held[n] = true
                  host.held(n)
                end
              elseif not failed[n] then
                failed[n] = true
                host.failed(n)
              end
              return value
            end

            function watch.left(n, value)
              lefts[n] = value
              return value
            end

            function watch.right(n, value)
              local left = lefts[n]
              local kind, other = type(left), type(value)
              if (kind == "number" or kind == "userdata") and (other == "number" or other == "userdata") then
                host.compared(n, left, value)
              end
              return value
            end

            return watch
            """.utf8))

    /// The host's half of the module.
    static let functions: [String: [String: LuaHostFunction]] = [
        host: [
            "ran": noting { seen, number in seen.ran.insert(number) },
            "held": noting { seen, number in seen.held.insert(number) },
            "failed": noting { seen, number in seen.failed.insert(number) },
            "compared": LuaHostFunction { call in
                let run = call.context(as: PackRun.self)
                guard case .integer(let number) = call[0], let watch = run.engine.watch,
                    let left = try? Operand(call[1], run)?.comparable,
                    let right = try? Operand(call[2], run)?.comparable
                else { return .nil }
                watch.note(.rule(Int(number)), left, right)
                return .nil
            },
        ]
    ]

    private static func noting(
        _ note: @escaping @Sendable (inout Seen, Int) -> Void
    ) -> LuaHostFunction {
        LuaHostFunction { call in
            guard case .integer(let number) = call[0] else { return .nil }
            call.context(as: PackRun.self).engine.watch?.seen.withLock { note(&$0, Int(number)) }
            return .nil
        }
    }
}

extension Operand {
    /// As thresholds are written: money in major units, a day by its number; nil for what is missing.
    fileprivate var comparable: Ratio? {
        switch self {
        case .exact(let ratio): ratio
        case .money(let amount):
            try? amount.minorUnits.divided(by: Ratio(powerOfTen(amount.currency.minorDigits)))
        case .day(let day): Ratio(Int64(day.number))
        case .missing: nil
        }
    }
}

extension Mechanism {
    /// The figures at which it begins to pay otherwise.
    var bounds: [Ratio] {
        switch self {
        case .step(let steps): steps.tiers.compactMap(\.upTo)
        case .threshold(let table): table.rows.map(\.at)
        case .band(let band): band.points.map(\.at)
        case .savingsShare(let share):
            share.tiers.compactMap { tier in tier.upTo.flatMap { try? Figure.money($0).plain() } }
        case .referralShortfall(let shortfall): [shortfall.expected]
        case .unitPrice, .activityGuarantee, .guarantee, .bonus, .netting, .staged, .standingCharge,
            .termination:
            []
        }
    }
}
