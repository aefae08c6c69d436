import Evaluation
import OutcomesModel
import Settlement

/// What each of some people comes to by one measure, as groups are compared by it.
///
/// A person for whom the contract states no figure is counted as missing, also where that would stop a settlement.
struct PersonFigures {
    enum Measure: String, CaseIterable {
        /// Stayed until the end of the own window.
        case completion
        /// The last value in the window is better than the first.
        case improved
        /// Claimed an outcome.
        case achieved
        /// The last value less the first.
        case change
        case sum, mean, first, last
        /// What the person's claims come to at the outcomes' prices.
        case paid

        var isRate: Bool {
            switch self {
            case .completion, .improved, .achieved: true
            case .change, .sum, .mean, .first, .last, .paid: false
            }
        }

        var needsIndicator: Bool {
            switch self {
            case .improved, .change, .sum, .mean, .first, .last: true
            case .completion, .achieved, .paid: false
            }
        }
    }

    static let options = ["measure", "indicator", "outcome", "among", "window", "level"]

    let measure: Measure
    let title: String
    /// `%` for shares.
    let unit: String
    let better: Indicator.Direction
    /// How many decimals are shown.
    let decimals: Int
    let window: Window
    /// Places among the participants.
    let people: [Int]
    /// 1 and 0 for yes and no; nil where there is no figure.
    let values: [Double?]
    /// Why there can be no figures at all.
    let why: String?
    /// That of its words.
    let language: Language

    init(_ options: OptionTable) throws {
        let run = options.run
        language = run.language
        let words = Measure.allCases.map(\.rawValue).joined(separator: ", ")
        guard let measure = Measure(rawValue: try options.text("measure", "one of \(words)")) else {
            throw options.wrong("measure", "one of \(words)")
        }
        self.measure = measure
        window = try options.window()
        people = try options.people()
        var indicator: Indicator?
        if measure.needsIndicator {
            let id = try options.text("indicator", "the id of an indicator, for the measure \(measure)")
            indicator = run.contract.indicators[try Api.indicatorPlace(run, id)]
        }
        let outcome =
            options.has("outcome")
            ? try Api.outcome(run, options.text("outcome", "the id of an outcome")) : nil
        if let indicator, indicator.subject != .participant {
            throw ApiError("'\(indicator.id)' is measured of the \(indicator.subject), not of people")
        }
        if measure == .improved, indicator?.better == .neither {
            throw ApiError("'\(indicator?.id.rawValue ?? "")' has no better: nothing of it improves")
        }
        let reading = PersonReading(run: run, window: window)
        switch measure {
        case .completion:
            title = run.word("Stayed to the end of the window", sv: "Kvar till mätperiodens slut")
        case .improved:
            let name = indicator?.title ?? ""
            title = run.word(
                "\(name): the last value is better than the first",
                sv: "\(name): det sista värdet är bättre än det första")
        case .change:
            let name = indicator?.title ?? ""
            title = run.word(
                "\(name): the last value less the first", sv: "\(name): det sista värdet minus det första")
        case .sum, .mean, .first, .last:
            title = indicator.map { measure.title(of: $0, in: run.language) } ?? ""
        case .achieved:
            let name = outcome?.title ?? run.word("any outcome", sv: "något utfall")
            title = run.word("Achieved: \(name)", sv: "Uppnått: \(name)")
        case .paid:
            title = run.word(
                "Paid for a person, at the outcomes' prices", sv: "Betalt per person, till utfallens priser")
        }
        unit = measure.isRate ? "%" : measure == .paid ? run.contract.currency.code : indicator?.unit ?? ""
        better = indicator.map(\.better) ?? .higher
        decimals =
            measure.isRate
            ? 1
            : measure == .paid || indicator?.currency != nil
                ? 0
                : min(6, (indicator?.decimals ?? 0) + 2)
        why = reading.whyNothing(measure, people, outcome)
        values =
            why == nil
            ? try reading.values(measure, people, indicator: indicator, outcome: outcome)
            : people.map { _ in nil }
    }
}

extension PersonFigures {
    /// The same people in the same window by another measure, of one indicator.
    init(_ options: OptionTable, measuring measure: Measure, of indicator: Indicator) throws {
        let run = options.run
        language = run.language
        window = try options.window()
        people = try options.people()
        self.measure = measure
        title = measure.title(of: indicator, in: run.language)
        unit = indicator.unit
        better = indicator.better
        decimals = indicator.currency == nil ? min(6, indicator.decimals + 2) : 0
        let reading = PersonReading(run: run, window: window)
        why = reading.whyNothing(measure, people, nil)
        values =
            why == nil
            ? try reading.values(measure, people, indicator: indicator, outcome: nil)
            : people.map { _ in nil }
    }
}

extension PackRun {
    var whyNobodyOfGroup: String {
        word("nobody of this group is in the evidence", sv: "ingen i gruppen finns i underlaget")
    }
}

extension PersonFigures.Measure {
    /// What it is called of an indicator whose values of a window it folds into one.
    fileprivate func title(of indicator: Indicator, in language: Language) -> String {
        let name = indicator.title
        return switch self {
        case .sum: language.word("\(name), sum of the window", sv: "\(name), summa över mätperioden")
        case .mean: language.word("\(name), mean of the window", sv: "\(name), medel över mätperioden")
        case .first: language.word("\(name), first of the window", sv: "\(name), första i mätperioden")
        case .last: language.word("\(name), last of the window", sv: "\(name), sista i mätperioden")
        case .completion, .improved, .achieved, .change, .paid: name
        }
    }
}

/// Reads one figure of each person from the evidence of a run.
private struct PersonReading {
    let run: PackRun
    let window: Window

    private var table: ParticipantTable { run.evidence.participants }
    private var asOf: Day { run.settlement.due }

    func whyNothing(_ measure: PersonFigures.Measure, _ people: [Int], _ outcome: Outcome?) -> String? {
        if table.isEmpty { return run.evidence.whyNobody(in: run.language) }
        if people.isEmpty { return run.whyNobodyOfGroup }
        guard measure == .achieved || measure == .paid else { return nil }
        let isPersonal = run.contract.outcomes.contains { $0.subject == .participant }
        if !isPersonal || outcome.map({ $0.subject != .participant }) ?? false {
            return run.word(
                "the contract pays for no outcome of single people",
                sv: "avtalet betalar inte för något utfall för enskilda personer")
        }
        return run.reportMatter == nil
            ? run.word("the contract could not be settled", sv: "avtalet kunde inte avräknas") : nil
    }

    func values(
        _ measure: PersonFigures.Measure, _ people: [Int], indicator: Indicator?, outcome: Outcome?
    ) throws -> [Double?] {
        switch measure {
        case .completion: return people.map(completion)
        case .achieved, .paid: return claimed(people, outcome: outcome, isPaid: measure == .paid)
        case .improved, .change, .sum, .mean, .first, .last:
            guard let indicator, let reader = run.evidence.readers[indicator.id] else {
                preconditionFailure("an indicator of the contract has no reader")
            }
            return try people.map { try value(measure, of: $0, indicator, reader) }
        }
    }

    /// 1 for who was there on the last day of the own window, nil where that is not over.
    private func completion(_ row: Int) -> Double? {
        let last = window.period(entry: Day(number: table.entries[row]), starts: run.contract.starts).last
        if let exit = table.exit(row), exit < last { return exit <= asOf ? 0 : nil }
        return last <= asOf ? 1 : nil
    }

    private func value(
        _ measure: PersonFigures.Measure, of row: Int, _ indicator: Indicator, _ reader: SeriesReader
    ) throws -> Double? {
        let entry = Day(number: table.entries[row])
        guard entry <= asOf else { return nil }
        let series: Series
        do throws(EvaluationError) {
            series = try reader.series(
                of: .participant(table.pseudonyms[row]),
                in: window.period(entry: entry, starts: run.contract.starts), exit: table.exit(row))
        } catch .missing, .nothingToFillWith {
            return nil
        } catch {
            throw ApiError("\(error)", blame: .evidence)
        }
        guard series.excluded == nil else { return nil }
        guard let first = series.values.first, let last = series.values.last else {
            // What did not happen adds up to nothing.
            return measure == .sum && indicator.every == .event ? 0 : nil
        }
        switch measure {
        case .improved, .change:
            guard series.values.count > 1 else { return nil }
            let change = Int128(last.units) - Int128(first.units)
            if measure == .improved { return (indicator.better == .lower ? change < 0 : change > 0) ? 1 : 0 }
            return Ratio(change).approximate / Double(powerOfTen(indicator.decimals))
        default:
            let fold: Fold =
                switch measure {
                case .mean: .mean
                case .first: .first
                case .last: .last
                default: .sum
                }
            return try series.folded(fold, indicator).approximate
        }
    }

    private func claimed(_ people: [Int], outcome: Outcome?, isPaid: Bool) -> [Double?] {
        let claims = (run.reportMatter?.statement.claims ?? []).filter {
            outcome == nil || $0.outcome == outcome?.id
        }
        var units: [SubjectID: Int128] = [:]
        for claim in claims {
            let price = isPaid ? run.contract.outcome(claim.outcome)?.price.minorUnits ?? 0 : 1
            units[claim.subject, default: 0] += Int128(price) * Int128(claim.quantity)
        }
        let scale = isPaid ? Double(powerOfTen(run.contract.currency.minorDigits)) : 1
        return people.map { row in
            let own = Double(units[.participant(table.pseudonyms[row])] ?? 0)
            return isPaid ? own / scale : min(own, 1)
        }
    }
}
