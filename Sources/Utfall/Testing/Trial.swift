import EvidenceReader
import MeasurementStore
import OutcomesModel
import PackReader
import PluginHost
import Settlement

/// A test's evidence and estimates at hand, so that single figures of it can be changed and settled again, many
/// times, without a store.
struct Trial: Sendable {
    let pack: ContractPack
    let test: PackTestCase
    private let host: Host
    private let contract: Contract
    private let plan: SettlementPlan
    private let pipeline: Pipeline
    /// As the test gives them.
    private let files: [EvidenceBatch]

    init(_ test: PackTestCase, of pack: ContractPack, _ host: Host) throws {
        self.pack = pack
        self.test = test
        self.host = host
        let packTest = PackTest(pack: pack, test: test, host: host)
        contract = packTest.contract
        plan = try pack.plan(test.settlement)
        pipeline = Pipeline(pack: pack, store: try EvidenceStore.temporary(), host: host)
        files = try TestEvidence(pack: pack, test: test).batches()
    }

    /// What settling needs.
    struct Matter: Sendable {
        var participants: ParticipantTable
        /// Sorted by indicator, subject and day.
        var measurements: [Measurement]
        var estimates: [EvaluationID: EvaluationResult]
    }

    /// The evidence as the settlement sees it: checked, and of a value that was corrected the last.
    func matter(reversed: Bool = false) throws -> Matter {
        var people: [String: Participant] = [:]
        var rows: [Key: Measurement] = [:]
        for file in try pipeline.checked(reversed ? files.map(\.reversed) : files) {
            for person in file.participants { people[person.pseudonym] = person }
            for row in file.measurements {
                rows[Key(indicator: row.indicator, subject: row.subject, day: row.day)] = row
            }
        }
        return Matter(
            participants: ParticipantTable(people.values.sorted { $0.pseudonym < $1.pseudonym }),
            measurements: rows.values.sorted {
                ($0.indicator, $0.subject, $0.day) < ($1.indicator, $1.subject, $1.day)
            },
            estimates: test.estimates)
    }

    private struct Key: Hashable {
        let indicator: IndicatorID
        let subject: SubjectID
        let day: Day
    }

    /// Returns what the matter comes to.
    func settle(_ matter: Matter) throws -> Statement {
        let rows = Dictionary(grouping: matter.measurements, by: \.indicator)
        let columns = contract.indicators.compactMap { indicator in
            rows[indicator.id].map { rows in
                MeasurementColumns(
                    indicator: indicator.id, rows: rows.map { ($0.subject, $0.day, $0.value, $0.state) })
            }
        }
        let evidence = RunEvidence(
            contract: contract, participants: matter.participants, columns: columns, asOf: plan.due)
        return try pipeline.settle(plan, BatchID(0), evidence, contract, given: matter.estimates)
    }
}

extension EvidenceBatch {
    /// The same rows the other way round.
    fileprivate var reversed: EvidenceBatch {
        EvidenceBatch(
            file: file, kind: kind, measurements: MeasurementTable(measurements.reversed()),
            participants: ParticipantTable(participants.reversed()), findings: findings)
    }
}

/// A figure of a test that can be turned: of a measurement, or of an estimate that the test gives.
struct Knob: Hashable, Sendable {
    enum Figure: Hashable, Sendable {
        /// Its place among the matter's measurements.
        case measurement(Int)
        case saving(EvaluationID)
        case difference(EvaluationID)
        case reductionPercent(EvaluationID)
    }

    let figure: Figure
    /// As the test has it, in units.
    let units: Int64
    let decimals: Int
    /// In units.
    let range: ClosedRange<Int64>
    let better: Indicator.Direction?
}

extension Trial {
    /// Returns what can be turned: measurements that pay, and figures of given estimates, with the units that each
    /// comes in.
    func knobs(of matter: Matter) -> [Knob] {
        // Larger figures are no longer evidence, and may overflow.
        let widest: ClosedRange<Int64> = -1_000_000_000_000...1_000_000_000_000
        var knobs: [Knob] = []
        for (place, row) in matter.measurements.enumerated() {
            guard case .number(let units) = row.value, contract.payableStates.contains(row.state),
                let indicator = contract.indicator(row.indicator)
            else { continue }
            let least = indicator.minimum.map { $0.units(decimals: indicator.decimals) } ?? widest.lowerBound
            let most = indicator.maximum.map { $0.units(decimals: indicator.decimals) } ?? widest.upperBound
            guard least <= units, units <= most else { continue }
            knobs.append(
                Knob(
                    figure: .measurement(place), units: units, decimals: indicator.decimals,
                    range: least...most, better: isTreated(row.subject, matter) ? indicator.better : nil))
        }
        for (id, result) in matter.estimates.sorted(by: { $0.key < $1.key }) {
            guard case .given(let given) = result, let plan = contract.evaluation(id),
                let indicator = contract.indicator(plan.indicator)
            else { continue }
            func add(_ figure: Knob.Figure, _ value: Ratio?, decimals: Int, _ better: Indicator.Direction?) {
                guard let value, let scaled = try? value.multiplied(by: Ratio(powerOfTen(decimals))),
                    scaled.denominator == 1, let units = Int64(exactly: scaled.numerator)
                else { return }
                knobs.append(
                    Knob(figure: figure, units: units, decimals: decimals, range: widest, better: better))
            }
            let digits = (indicator.currency ?? contract.currency).minorDigits
            let saving = given.saving.flatMap { try? $0.minorUnits.divided(by: Ratio(powerOfTen(digits))) }
            add(.saving(id), saving, decimals: digits, .higher)
            add(.difference(id), given.difference, decimals: indicator.decimals, indicator.better)
            add(.reductionPercent(id), given.reductionPercent, decimals: 2, .higher)
        }
        return knobs
    }

    private func isTreated(_ subject: SubjectID, _ matter: Matter) -> Bool {
        switch subject {
        case .contract: return true
        case .group(let id): return contract.group(id)?.role != .comparison
        case .participant(let pseudonym):
            guard let place = matter.participants.pseudonyms.firstIndex(of: pseudonym) else { return true }
            return matter.participants.group(place).flatMap { contract.group($0) }?.role != .comparison
        }
    }

    /// Returns the matter with one figure turned to another value.
    func turning(_ knob: Knob, to units: Int64, in matter: Matter) -> Matter {
        turning([(knob, units)], in: matter)
    }

    /// Returns the matter with figures turned to other values.
    func turning(_ turns: [(knob: Knob, units: Int64)], in matter: Matter) -> Matter {
        var turned = matter
        func given(_ id: EvaluationID, _ change: (inout GivenEstimate) -> Void) {
            guard case .given(var estimate)? = turned.estimates[id] else { return }
            change(&estimate)
            turned.estimates[id] = .given(estimate)
        }
        for (knob, units) in turns {
            let value = Decimal(units: units, decimals: knob.decimals).ratio
            switch knob.figure {
            case .measurement(let place):
                let row = matter.measurements[place]
                turned.measurements[place] = Measurement(
                    subject: row.subject, indicator: row.indicator, day: row.day, value: .number(units),
                    state: row.state, source: row.source, line: row.line)
            case .saving(let id):
                let currency = contract.evaluation(id).flatMap { contract.indicator($0.indicator) }?.currency
                given(id) {
                    $0.saving = try? Amount(majorUnits: value, currency: currency ?? contract.currency)
                }
            case .difference(let id): given(id) { $0.difference = value }
            case .reductionPercent(let id): given(id) { $0.reductionPercent = value }
            }
        }
        return turned
    }

    /// Returns the figures that are about the latest day of their subject and indicator: an earlier one may be what
    /// a later one is compared with.
    func latest(of knobs: [Knob], in matter: Matter) -> [Knob] {
        knobs.filter { knob in
            guard case .measurement(let place) = knob.figure, place + 1 < matter.measurements.count else {
                return true
            }
            // They are sorted by indicator, subject and day.
            let (row, next) = (matter.measurements[place], matter.measurements[place + 1])
            return row.subject != next.subject || row.indicator != next.indicator
        }
    }

    /// What a figure is called: its indicator and its subject's kind, never whose it is.
    func words(_ knob: Knob, in matter: Matter) -> String {
        switch knob.figure {
        case .measurement(let place): matter.measurements[place].indicator.rawValue
        case .saving(let id): "the saving of \(id)"
        case .difference(let id): "the difference of \(id)"
        case .reductionPercent(let id): "the reduction in percent of \(id)"
        }
    }
}

extension Decimal {
    /// In units of other decimals, cut off where these are fewer.
    fileprivate func units(decimals wanted: Int) -> Int64 {
        if wanted >= decimals {
            let (units, overflow) = units.multipliedReportingOverflow(
                by: Int64(powerOfTen(wanted - decimals)))
            return overflow ? (self.units < 0 ? .min : .max) : units
        }
        return units / Int64(powerOfTen(decimals - wanted))
    }
}
