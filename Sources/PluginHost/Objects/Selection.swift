import Evaluation
import LuaHost
import OutcomesModel
import Settlement

/// What a report looks at together: people, what was measured, claims or payments, some of them, and what they
/// are told apart by.
struct Selection {
    enum Matter {
        case people
        /// The place of an indicator about participants.
        case measurements(Int)
        /// Claims, and the outcome that was asked for.
        case claims([Claim], OutcomeID?)
        case payments([PaidLine])
    }

    let matter: Matter
    var filters: [(dimension: Dimension, value: String)] = []
    var dimensions: [Dimension] = []
    /// Whether a report made it, whose figures hide small cells.
    var isOfDocument = false

    /// What a sentence calls it.
    var name: String {
        switch matter {
        case .people: "people"
        case .measurements: "measurements"
        case .claims: "claims"
        case .payments: "payments"
        }
    }

    /// Whether its figures tell of people, so that small cells are hidden.
    var isAboutPeople: Bool { if case .payments = matter { false } else { true } }
}

/// A line of a settlement as it is selected, posted or not.
struct PaidLine {
    let settlement: SettlementPlan
    let payment: PaymentID
    let outcome: OutcomeID?
    let from, to: PartyID
    let amount: Money

    init(_ line: PaymentLine, of settlement: SettlementPlan) {
        self.settlement = settlement
        (payment, outcome, from, to, amount) = (line.payment, line.outcome, line.from, line.to, line.paid)
    }

    /// - Parameter contract: says who pays whom; nil for a payment that it no longer has.
    init?(_ line: PostedLine, of settlement: SettlementPlan, _ contract: Contract) {
        guard let payment = contract.payment(line.payment) else { return nil }
        self.settlement = settlement
        (self.payment, outcome, amount) = (line.payment, line.outcome, line.paid)
        (from, to) = (payment.from, payment.to)
    }
}

/// Something by which people, values, claims or payments are told apart.
enum Dimension: Hashable {
    /// The place of a declared attribute.
    case attribute(Int)
    case group
    /// The part of the calendar in which a person entered.
    case entry(CalendarPart)
    /// The part of the calendar of a value's day, of the end of a claim's window, or of the day on which a payment
    /// is due.
    case time(CalendarPart)
    case outcome, payment, settlement, from, to

    /// What it is called in a message, where nothing else is said.
    func title(_ contract: Contract, in language: Language = .en) -> String {
        switch self {
        case .attribute(let place): contract.attributes[place].title
        case .group: language.word("Group", sv: "Grupp")
        case .entry(let part):
            language.word(
                "\(part.rawValue.capitalizedFirst) of entry", sv: "Deltagarens första \(part.title(.sv))")
        case .time(let part): part.title(language).capitalizedFirst
        case .outcome: language.word("Outcome", sv: "Utfall")
        case .payment: language.word("Payment", sv: "Betalning")
        case .settlement: language.word("Settlement", sv: "Avräkning")
        case .from: language.word("From", sv: "Från")
        case .to: language.word("To", sv: "Till")
        }
    }
}

extension CalendarPart {
    fileprivate func title(_ language: Language) -> String {
        switch self {
        case .month: language.word("month", sv: "månad")
        case .quarter: language.word("quarter", sv: "kvartal")
        case .year: language.word("year", sv: "år")
        }
    }
}

extension Selection {
    /// Reads the name of a dimension; a declared attribute goes before the host's own of the same name.
    ///
    /// - Throws: where what is selected is not told apart by it, with the nearest name.
    func dimension(_ name: String, _ contract: Contract) throws -> Dimension {
        let known = dimensions(contract)
        if let found = known.first(where: { $0.name == name }) { return found.dimension }
        throw ApiError(
            "\(self.name) are not told apart by '\(name)'",
            hint: nearestName(to: name, among: known.map(\.name)).map { "did you mean '\($0)'?" }
                ?? "by \(known.map(\.name).joined(separator: ", "))")
    }

    private func dimensions(_ contract: Contract) -> [(name: String, dimension: Dimension)] {
        let people =
            contract.attributes.indices.map { (contract.attributes[$0].id.rawValue, Dimension.attribute($0)) }
            + [("group", .group)] + CalendarPart.allCases.map { ("entry_\($0.rawValue)", .entry($0)) }
        let times = CalendarPart.allCases.map { ($0.rawValue, Dimension.time($0)) }
        return switch matter {
        case .people: people
        case .measurements: people + times
        case .claims: people + times + [("outcome", .outcome)]
        case .payments:
            [
                ("payment", .payment), ("outcome", .outcome), ("settlement", .settlement), ("from", .from),
                ("to", .to),
            ] + times
        }
    }
}

/// The rows, or the columns, of a table: where each person, claim or payment stands, and what each is called.
struct Keys {
    /// What `where` knows them by.
    var ids: [String]
    var titles: [String]
    /// Whether one with nothing in it is left out.
    var isLeftOut: [Bool]
    /// A place for each participant, claim or payment.
    var places: [Int32]
    /// Set instead of places where the days of values decide.
    var days: TableAxis?

    /// All in one place.
    static func whole(_ count: Int) -> Keys {
        Keys(ids: [""], titles: ["All"], isLeftOut: [false], places: Array(repeating: 0, count: count))
    }

    /// Declared names in their order; places of -1 become `unknown`, which is left out where nobody is.
    static func declared(_ ids: [String], titles: [String], places: [Int32]) -> Keys {
        Keys(
            ids: ids + ["unknown"], titles: titles + ["unknown"],
            isLeftOut: Array(repeating: false, count: ids.count) + [true],
            places: places.map { $0 < 0 ? Int32(ids.count) : $0 })
    }

    /// The parts of the calendar that occur.
    static func calendar(_ part: CalendarPart, _ numbers: [Int]) -> Keys {
        let known = Array(Set(numbers)).sorted()
        let place = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, Int32($0)) })
        return Keys(
            ids: known.map(part.title), titles: known.map(part.title),
            isLeftOut: known.map { _ in true }, places: numbers.map { place[$0]! })
    }

    /// The same names, with a place for each of other things, each of which is one of these or none.
    func taken(by rows: [Int?]) -> Keys {
        var keys = self
        if keys.ids.last != "unknown", rows.contains(nil) {
            keys.ids.append("unknown")
            keys.titles.append("unknown")
            keys.isLeftOut.append(true)
        }
        keys.places = rows.map { $0.map { places[$0] } ?? Int32(keys.ids.count - 1) }
        return keys
    }

    var axis: TableAxis { days ?? .people(places: places, count: ids.count) }
}

extension PackRun {
    /// Returns where each participant stands.
    func peopleKeys(_ dimension: Dimension) -> Keys {
        let people = evidence.participants
        switch dimension {
        case .attribute(let place):
            let attribute = contract.attributes[place]
            guard let column = people.attribute(attribute.id) else {
                return .declared(
                    attribute.values, titles: attribute.values,
                    places: Array(repeating: -1, count: people.count))
            }
            let places = column.values.map { value in
                Int32(attribute.values.firstIndex(of: value) ?? -1)
            }
            return .declared(
                attribute.values, titles: attribute.values,
                places: column.codes.map { $0 == 0 ? -1 : places[Int($0) - 1] })
        case .group:
            let places = people.groups.map { id in
                Int32(contract.groups.firstIndex { $0.id == id } ?? -1)
            }
            return .declared(
                contract.groups.map(\.id.rawValue), titles: contract.groups.map(\.title),
                places: people.groupCodes.map { $0 == 0 ? -1 : places[Int($0) - 1] })
        case .entry(let part):
            return .calendar(part, people.entries.map { part.number(of: Day(number: $0)) })
        case .time, .outcome, .payment, .settlement, .from, .to:
            preconditionFailure("people are not told apart by \(dimension)")
        }
    }

    /// Returns where the values of an indicator stand.
    func measurementKeys(_ dimension: Dimension, _ reader: SeriesReader, over window: Window) -> Keys {
        guard case .time(let part) = dimension else { return peopleKeys(dimension) }
        let (axis, numbers) = reader.axis(
            by: part, over: window, starts: contract.starts, entries: evidence.participants.entries)
        let titles = numbers.map(part.title)
        return Keys(
            ids: titles, titles: titles, isLeftOut: titles.map { _ in true }, places: [], days: axis)
    }

    /// Returns where each claim stands; `rows` are the places of those who made them.
    func claimKeys(_ dimension: Dimension, _ claims: [Claim], rows: [Int?]) -> Keys {
        switch dimension {
        case .outcome:
            let ids = contract.outcomes.map(\.id)
            return .declared(
                ids.map(\.rawValue), titles: contract.outcomes.map(\.title),
                places: claims.map { claim in Int32(ids.firstIndex(of: claim.outcome) ?? -1) })
        case .time(let part):
            return .calendar(
                part,
                zip(claims, rows).map { claim, row in
                    let window = contract.window(claim.window) ?? window
                    let entry = row.map { Day(number: evidence.participants.entries[$0]) } ?? contract.starts
                    return part.number(of: window.period(entry: entry, starts: contract.starts).last)
                })
        case .group:
            var keys = peopleKeys(.group).taken(by: rows)
            for (place, claim) in claims.enumerated() {
                guard case .group(let id) = claim.subject,
                    let group = contract.groups.firstIndex(where: { $0.id == id })
                else { continue }
                keys.places[place] = Int32(group)
            }
            return keys
        case .attribute, .entry: return peopleKeys(dimension).taken(by: rows)
        case .payment, .settlement, .from, .to:
            preconditionFailure("claims are not told apart by \(dimension)")
        }
    }

    /// Returns where each payment line stands.
    func paymentKeys(_ dimension: Dimension, _ lines: [PaidLine]) -> Keys {
        func keys<ID: Equatable>(
            _ ids: [(id: ID, name: String, title: String)], _ id: (PaidLine) -> ID?
        ) -> Keys {
            var keys = Keys.declared(
                ids.map(\.name), titles: ids.map(\.title),
                places: lines.map { line in
                    id(line).flatMap { own in ids.firstIndex { $0.id == own } }.map(Int32.init) ?? -1
                })
            keys.isLeftOut = keys.ids.map { _ in true }
            return keys
        }
        let parties = contract.parties.map { (id: $0.id, name: $0.id.rawValue, title: $0.name) }
        switch dimension {
        case .payment:
            return keys(contract.payments.map { ($0.id, $0.id.rawValue, $0.title) }) { $0.payment }
        case .outcome:
            return keys(contract.outcomes.map { ($0.id, $0.id.rawValue, $0.title) }) { $0.outcome }
        case .settlement:
            return keys(contract.settlements.map { ($0.id, $0.id.rawValue, $0.title) }) { $0.settlement.id }
        case .from: return keys(parties) { $0.from }
        case .to: return keys(parties) { $0.to }
        case .time(let part): return .calendar(part, lines.map { part.number(of: $0.settlement.due) })
        case .attribute, .group, .entry:
            preconditionFailure("payments are not told apart by \(dimension)")
        }
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
