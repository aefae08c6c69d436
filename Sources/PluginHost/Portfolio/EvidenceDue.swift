import LuaHost
import OutcomesModel

/// What is recorded of an indicator until a day, and what should be and is not.
///
/// A value counts as come whatever its state is: whether it may pay is another question. Values are due in the windows
/// of the settlements that pay, each slot of months from the window's first day on, once that slot is at its end; a
/// slot that begins after a person's exit is not, and nothing is due of a group whose evidence is historical.
struct EvidenceDue {
    private let indicator: Indicator
    private let values: Int
    private let latest: Day?
    private var due = 0
    private var overdue = 0
    private var people: Set<Int> = []
    private var since: Day?

    init(of indicator: Indicator, in run: PackRun) {
        self.indicator = indicator
        let columns = run.evidence.columns[indicator.id]
        values = columns?.days.count ?? 0
        latest = columns?.days.max().map { Day(number: $0) }
        guard let months = indicator.every.months else { return }
        let windows = run.contract.settlements.filter(\.pays).compactMap { run.contract.window($0.window) }
        let until = run.lookingFrom
        func look(at subject: SubjectID, entry: Day, exit: Day?, person: Int?) {
            let days = columns.map { columns in columns.rows(of: subject).map { columns.day($0) } } ?? []
            var seen: Set<Day> = []
            for window in windows {
                let period = window.period(entry: entry, starts: run.contract.starts)
                for slot in slots(of: period, months, until: until, exit: exit)
                where seen.insert(slot.first).inserted {
                    due += 1
                    guard !days.contains(where: slot.contains) else { continue }
                    overdue += 1
                    since = min(since ?? slot.last, slot.last)
                    if let person { people.insert(person) }
                }
            }
        }
        let starts = run.contract.starts
        switch indicator.subject {
        case .contract: look(at: .contract, entry: starts, exit: nil, person: nil)
        case .group:
            for group in run.contract.groups where group.evidence == .live {
                look(at: .group(group.id), entry: starts, exit: nil, person: nil)
            }
        case .participant:
            let table = run.evidence.participants
            let historical = Set(run.contract.groups.filter { $0.evidence == .historical }.map(\.id))
            for row in table.indices where table.group(row).map({ !historical.contains($0) }) ?? true {
                look(
                    at: .participant(table.pseudonyms[row]), entry: Day(number: table.entries[row]),
                    exit: table.exit(row), person: row)
            }
        }
    }

    func value(_ run: PackRun) -> LuaValue {
        var fields: [String: LuaValue] = [
            "id": .string(indicator.id.rawValue), "title": .string(indicator.title),
            "subject": .string(indicator.subject.rawValue), "every": .string(indicator.every.rawValue),
            "values": .whole(values), "latest": latest.map { .day($0) } ?? .nil,
        ]
        guard indicator.every.months != nil else { return .record(fields) }
        fields["due"] = .whole(due)
        guard indicator.subject == .participant else {
            fields["overdue"] = .whole(overdue)
            fields["since"] = since.map { .day($0) } ?? .nil
            return .record(fields)
        }
        // How many values lack tells of those of whom they lack, and of those of whom none does.
        let hidden: LuaValue? =
            run.isHidden(people.count)
            ? run.shownCount(people.count)
            : run.isHidden(run.evidence.participants.count - people.count) ? run.value(.withheld) : nil
        let isShown = if case nil = hidden { true } else { false }
        fields["people"] = hidden ?? .whole(people.count)
        fields["overdue"] = hidden ?? .whole(overdue)
        fields["since"] = isShown ? since.map { .day($0) } ?? .nil : .nil
        return .record(fields)
    }
}

/// Returns the slots of a window that are at their end on a day.
private func slots(of period: Period, _ months: Int, until: Day, exit: Day?) -> [Period] {
    var slots: [Period] = []
    var step = 0
    while case let start = period.first.adding(months: step), start <= min(period.last, exit ?? period.last) {
        step += months
        let end = min(period.first.adding(months: step).adding(days: -1), period.last)
        guard end <= until, let slot = Period(first: start, last: end) else { break }
        slots.append(slot)
    }
    return slots
}
