import Evaluation
import OutcomesModel
import Settlement

/// Gathers what tariffs, conditions and claims are priced by, from the evidence that a settlement sees.
struct PaymentFigures {
    let run: PackRun

    private var contract: Contract { run.contract }

    /// The days of the settlement's window that count: until it is due, or the contract ended early. A window
    /// of each participant's own counts from the contract's first day to its last.
    private var days: (first: Day, last: Day) {
        let whole: (first: Day, last: Day)
        if case .fromEntry = run.window.span {
            whole = (contract.starts, contract.ends)
        } else {
            let period = run.window.period(entry: contract.starts, starts: contract.starts)
            whole = (period.first, period.last)
        }
        return (whole.first, lastDay(of: whole.last))
    }

    private func lastDay(of last: Day) -> Day {
        min(last, run.settlement.due, contract.termination?.day ?? last)
    }

    // MARK: Tariffs

    /// Returns what a tariff comes to.
    ///
    /// The version of the window's last day holds; where units of an indicator are priced one by one, that
    /// of the day which each value is about.
    func breakdown(of tariff: Tariff, given: Figure?) throws -> Breakdown {
        do {
            if given == nil, tariff.versions.count > 1, tariff.kind == .unitPrice,
                case .indicator(let indicator, let group, .sum)? = tariff.figure
            {
                return try breakdownByVersion(tariff, indicator, group)
            }
            let figure = try given ?? tariff.figure.map { try self.figure($0) } ?? .none
            return try breakdown(
                of: tariff, figure, isGiven: given != nil, by: tariff.version(on: days.last), on: days.last)
        } catch let error as TariffProblem {
            throw ApiError("tariff '\(tariff.id)': \(error)")
        } catch let error as ArithmeticError {
            throw ApiError("tariff '\(tariff.id)': \(error)")
        } catch let error as EvaluationError {
            throw ApiError("tariff '\(tariff.id)': \(error)", blame: .evidence)
        } catch let error as ApiError {
            throw ApiError("tariff '\(tariff.id)': \(error.message)", hint: error.hint, blame: error.blame)
        }
    }

    private func breakdownByVersion(
        _ tariff: Tariff, _ indicator: IndicatorID, _ group: GroupID?
    ) throws -> Breakdown {
        let values = try values(of: indicator, group)
        var whole = Breakdown(contract.currency)
        for (place, version) in tariff.versions.enumerated() {
            let next = place + 1 < tariff.versions.count ? tariff.versions[place + 1].from : nil
            let held = values.filter { value in
                (version.from.map { $0 <= value.day } ?? true) && (next.map { value.day < $0 } ?? true)
            }
            guard !held.isEmpty else { continue }
            let last = next.map { min($0.adding(days: -1), days.last) } ?? days.last
            let figure = try sum(held, of: indicator)
            try whole.add(breakdown(of: tariff, figure, by: version, on: last))
        }
        let latest = tariff.version(on: days.last)
        if let most = latest.most {
            try whole.limit(to: most, PartLabel(tariff.title, .atMost(most)), clause: latest.clause)
        }
        return whole
    }

    private func breakdown(
        of tariff: Tariff, _ figure: Figure, isGiven: Bool = false, by version: Tariff.Version, on day: Day
    ) throws -> Breakdown {
        var matter = TariffMatter(
            figure: try figure.rounded(tariff.rounding), days: days, currency: contract.currency)
        matter.unrounded = figure
        if let source = tariff.figure, !isGiven { matter.unit = contract.unit(of: source) }
        if case .tariffs(let named)? = tariff.figure, !isGiven || tariff.kind == .netting {
            for summed in named.compactMap({ contract.tariff($0) }) {
                let part = try breakdown(of: summed, given: nil)
                matter.behind += part.requirements
                guard tariff.kind == .netting else { continue }
                matter.netted.append(
                    NettedSum(
                        label: summed.title, amount: part.amount, clause: summed.versions[0].clause))
            }
        }
        if case .staged(let staged) = version.mechanism {
            for stage in staged.stages {
                matter.counts[stage.outcome] = try run.quantityReached(of: stage.outcome)
            }
        }
        for term in contract.terms {
            guard let currency = term.currency, currency == contract.currency else { continue }
            matter.bases[term.id] = try Amount(
                majorUnits: term.version(on: day).value.ratio, currency: currency)
        }
        matter.endedOn = contract.termination?.day
        if let index = tariff.index.flatMap({ contract.priceIndex($0) }) {
            matter.index = (index, try run.value(of: index, on: day))
        }
        matter.conditions = try tariff.conditions.compactMap { contract.condition($0) }.map {
            try requirement(of: $0, for: tariff)
        }
        let found = try tariff.breakdown(of: matter, by: version)
        if let watch = run.engine.watch {
            watch.note(tariff, matter.figure, by: version.mechanism)
            if let most = version.most { watch.note(found, of: tariff, atMost: most) }
            watch.noteRead(version.clause)
            for part in found.parts { watch.noteRead(part.clause) }
            if let term = version.mechanism.baseTerm.flatMap({ contract.term($0) }) {
                watch.noteRead(term.version(on: day).clause)
            }
        }
        return found
    }

    /// Holds a condition's figure against it.
    private func requirement(of condition: Condition, for tariff: Tariff) throws -> Requirement {
        do {
            let found = try figure(condition.figure)
            let figure = try found.rounded(condition.rounding)
            let plain = try figure.plain()
            if let watch = run.engine.watch {
                watch.note(.condition(condition.id), plain, condition.at)
                watch.noteRead(condition.clause)
            }
            let isMet = condition.reached.holds(plain, condition.at)
            var (held, at) = (figure.held ?? .number(plain), try figure.threshold(condition.at))
            var decided: DecidedFigure?
            if case .evaluation(let id, let reading) = condition.figure, reading.isTruth {
                // What was found is yes or no, and what is asked for is the one that would meet it.
                held = .truth(plain == .one)
                at = .truth((plain == .one) == isMet)
                if reading == .reached, case .estimate(let estimate)? = run.evaluations[id] {
                    decided = estimate.decided
                }
            }
            return Requirement(
                .condition(condition.id), of: tariff.id, title: condition.title, figure: held,
                unrounded: found == figure ? nil : found.held, condition.reached, at,
                unit: contract.unit(of: condition.figure), isMet: isMet, decided: decided,
                clause: condition.clause)
        } catch let error as TariffProblem {
            throw ApiError("condition '\(condition.id)': \(error)")
        } catch let error as ArithmeticError {
            throw ApiError("condition '\(condition.id)': \(error)")
        }
    }

    // MARK: Figures

    func figure(_ source: FigureSource) throws -> Figure {
        switch source {
        case .indicator(let indicator, let group, let reading):
            let values = try values(of: indicator, group)
            switch reading {
            case .sum: return try sum(values, of: indicator)
            case .last:
                let last = values.map(\.day).max()
                let latest = values.filter { $0.day == last }
                guard latest.count <= 1 else {
                    throw ApiError(
                        "\(latest.count) values of \(indicator) are about \(last!), so that none is the last",
                        hint: "name a group, or read their mean")
                }
                return try sum(latest, of: indicator)
            case .mean:
                let count = Ratio(Int64(max(values.count, 1)))
                return switch try sum(values, of: indicator) {
                case .none: .none
                case .number(let sum): .number(try sum.divided(by: count))
                case .money(let sum): .money(try sum.divided(by: count))
                }
            }
        case .outcome(let outcome): return .number(Ratio(try run.quantityReached(of: outcome)))
        case .evaluation(let evaluation, let reading): return try figure(of: evaluation, reading)
        case .term(let id):
            guard let term = contract.term(id) else { return .none }
            let version = term.version(on: days.last)
            run.engine.watch?.noteRead(version.clause)
            let value = version.value.ratio
            guard let currency = term.currency else { return .number(value) }
            return .money(try Amount(majorUnits: value, currency: currency))
        case .tariffs(let named):
            return .money(
                try named.compactMap { contract.tariff($0) }.reduce(Amount.zero(contract.currency)) {
                    try $0.adding(breakdown(of: $1, given: nil).amount)
                })
        case .payments(let payments): return .money(try run.paid(payments))
        }
    }

    private func sum(_ values: [(day: Day, units: Int64)], of id: IndicatorID) throws -> Figure {
        guard let indicator = contract.indicator(id) else { return .none }
        // 2^63 values of 64 bits fit in 128 bits, so this sum cannot overflow.
        let units = Ratio(values.reduce(Int128(0)) { $0 + Int128($1.units) })
        let sum = try units.multiplied(by: Decimal(units: 1, decimals: indicator.decimals).ratio)
        guard let currency = indicator.currency else { return .number(sum) }
        return .money(try Amount(majorUnits: sum, currency: currency))
    }

    /// Returns the values of an indicator in the window: of the contract, of groups, or of participants.
    func values(of id: IndicatorID, _ group: GroupID?) throws -> [(day: Day, units: Int64)] {
        guard let indicator = contract.indicator(id), let reader = run.evidence.readers[id] else { return [] }
        let values = try foundValues(of: indicator, reader, group)
        // Of events of people there may be none; anything else that nobody has reported is not zero.
        let mayBeNone = indicator.subject == .participant && indicator.every == .event
        guard !values.isEmpty || mayBeNone && !run.evidence.participants.isEmpty else {
            throw ApiError(
                "no value of \(id) counts in \(days.first) to \(days.last), and zero is never a default",
                hint: "report a 0 where there was nothing; look at the findings, and at the states that pay",
                blame: .evidence)
        }
        return values
    }

    private func foundValues(
        of indicator: Indicator, _ reader: SeriesReader, _ group: GroupID?
    ) throws -> [(day: Day, units: Int64)] {
        switch indicator.subject {
        case .contract: return try values(reader, of: .contract)
        case .group:
            let treatments = contract.groups.filter { $0.role == .treatment }.map(\.id)
            return try (group.map { [$0] } ?? treatments).flatMap { try values(reader, of: .group($0)) }
        case .participant:
            let people = run.evidence.participants
            var values: [(day: Day, units: Int64)] = []
            for row in people.indices {
                guard group.map({ people.group(row) == $0 }) ?? run.isTreated(row) else { continue }
                let own = run.window.period(
                    entry: Day(number: people.entries[row]), starts: contract.starts)
                guard let period = Period(first: own.first, last: lastDay(of: own.last)) else { continue }
                values += try reader.series(
                    of: .participant(people.pseudonyms[row]), in: period, exit: people.exit(row)
                ).values
            }
            return values
        }
    }

    /// Returns whose days `values` reads.
    func spans(of indicator: Indicator, _ group: GroupID?) -> [EvidenceRead.Span] {
        let whole = Period(first: days.first, last: days.last)
        switch indicator.subject {
        case .contract: return whole.map { [EvidenceRead.Span(subject: .contract, period: $0)] } ?? []
        case .group:
            let treatments = contract.groups.filter { $0.role == .treatment }.map(\.id)
            return whole.map { period in
                (group.map { [$0] } ?? treatments).map {
                    EvidenceRead.Span(subject: .group($0), period: period)
                }
            } ?? []
        case .participant:
            let people = run.evidence.participants
            return people.indices.compactMap { row in
                guard group.map({ people.group(row) == $0 }) ?? run.isTreated(row) else { return nil }
                let own = run.window.period(
                    entry: Day(number: people.entries[row]), starts: contract.starts)
                return Period(first: own.first, last: lastDay(of: own.last)).map {
                    EvidenceRead.Span(subject: .participant(people.pseudonyms[row]), period: $0)
                }
            }
        }
    }

    private func values(
        _ reader: SeriesReader, of subject: SubjectID
    ) throws -> [(day: Day, units: Int64)] {
        guard let period = Period(first: days.first, last: days.last) else { return [] }
        return try reader.series(of: subject, in: period, exit: nil).values
    }

    private func figure(of id: EvaluationID, _ reading: FigureSource.Reading) throws -> Figure {
        // Told as where a rule asks for it.
        _ = try Api.evaluation(run, id.rawValue)
        switch (run.evaluations[id], reading) {
        case (.estimate(let estimate)?, .difference):
            if let difference = estimate.difference { return .number(difference) }
        case (.estimate(let estimate)?, .improved):
            if let improved = estimate.improved { return .number(improved ? .one : .zero) }
        case (.estimate(let estimate)?, .reached):
            if let reached = estimate.reached { return .number(reached ? .one : .zero) }
        case (.estimate(let estimate)?, .saving):
            if let saving = estimate.saving { return .money(saving) }
        case (.estimate(let estimate)?, .reductionPercent):
            if let percent = estimate.reductionPercent { return .number(percent) }
        case (.given(let given)?, .difference): if let figure = given.difference { return .number(figure) }
        case (.given(let given)?, .reductionPercent):
            if let figure = given.reductionPercent { return .number(figure) }
        case (.given(let given)?, .saving): if let saving = given.saving { return .money(saving) }
        case (.given(let given)?, .improved):
            if let improved = given.improved { return .number(improved ? .one : .zero) }
        case (.given(let given)?, .reached):
            if let reached = given.reached { return .number(reached ? .one : .zero) }
        case (.failed?, _), (nil, _): break
        }
        throw ApiError("evaluation '\(id)' gives no \(reading.rawValue)")
    }
}

extension PackRun {
    /// Returns what payments come to so far, in this settlement and in those posted before.
    func paid(_ payments: [PaymentID]) throws -> Amount {
        var sum = Amount.zero(contract.currency)
        for line in posted.flatMap(\.lines) where payments.contains(line.payment) {
            sum = try sum.adding(Amount(line.paid))
        }
        for request in requests where payments.contains(request.payment) {
            sum = try sum.adding(request.amount)
        }
        return sum
    }

    /// Returns the last value of an index about a day up to `day`, from the contract's first day on.
    func value(of index: PriceIndex, on day: Day) throws(TariffProblem) -> Ratio {
        guard let indicator = contract.indicator(index.indicator),
            let reader = evidence.readers[index.indicator],
            let period = Period(first: contract.starts, last: day),
            let value = try? reader.series(of: .contract, in: period, exit: nil).values.last,
            value.units > 0
        else { throw .noIndexValue(index.id, on: day) }
        return Decimal(units: value.units, decimals: indicator.decimals).ratio
    }

    /// Returns how often an outcome is claimed, but where the one that must come before it was never reached: a
    /// tariff pays no more for it than its own price would.
    func quantityReached(of outcome: OutcomeID) throws -> Int64 {
        guard contract.outcome(outcome)?.after != nil else { return claims.quantity(of: outcome) }
        return try pricedClaims().reached(outcome).reduce(0) { $0 + $1.quantity }
    }

    /// Returns all claims, priced after those of settlements that were posted before.
    func pricedClaims() throws -> PricedClaims {
        if let priced, priced.count == claims.claims.count { return priced.claims }
        var pricing = ClaimPricing(contract: contract, people: evidence.participants) {
            (index, day) throws(TariffProblem) in try self.value(of: index, on: day)
        }
        for settlement in posted {
            let due = contract.settlement(settlement.settlement)?.due ?? self.settlement.due
            _ = try pricing.price(settlement.claims, dueOn: due)
        }
        let made = try pricing.price(claims.claims, dueOn: settlement.due)
        if let watch = engine.watch {
            for outcome in contract.outcomes where claims.quantity(of: outcome.id) > 0 {
                watch.noteRead(outcome.price(on: settlement.due).clause)
            }
        }
        priced = (made, claims.claims.count)
        return made
    }
}
