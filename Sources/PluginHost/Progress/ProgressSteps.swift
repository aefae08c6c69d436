import Evaluation
import OutcomesModel
import Reporting

/// The days at which running figures stand, and which of these may be shown.
struct RunningFigures {
    let days: [Day]
    /// How many there are up to and with each day.
    let counts: [Int128]
    let isShown: [Bool]

    /// What came on a day: so much, of a person where it is of one.
    struct Event {
        let day: Day
        let amount: Int128
        let person: Int?
    }

    /// - Parameters:
    ///   - days: ascending; what comes after the last of them is left out.
    ///   - least: the fewest people whose figures may be shown together; nil shows all.
    init(_ events: [Event], at days: [Day], below least: Int?) {
        self.days = days
        var sums = [Int128](repeating: 0, count: days.count)
        var people = [Set<Int>](repeating: [], count: days.count)
        for event in events {
            guard let step = days.firstIndex(where: { event.day <= $0 }) else { continue }
            sums[step] += event.amount
            if let person = event.person { people[step].insert(person) }
        }
        var total: Int128 = 0
        counts = sums.map { sum in
            total += sum
            return total
        }
        isShown = least.map { RunningCounts.shown(people, below: $0) } ?? days.map { _ in true }
    }

    /// Takes figures that may all be shown.
    init(days: [Day], counts: [Int128]) {
        self.days = days
        self.counts = counts
        isShown = days.map { _ in true }
    }

    /// Returns the figure of a day that may be shown.
    func count(at day: Day) -> Int128? {
        days.firstIndex(of: day).flatMap { isShown[$0] ? counts[$0] : nil }
    }

    /// The days of figures that may be shown, from the last one before anything came.
    var shownDays: [Day] {
        let shown = days.indices.filter { isShown[$0] }
        let begins = max(0, (shown.firstIndex { counts[$0] != 0 } ?? shown.count) - 1)
        return shown.dropFirst(begins).map { days[$0] }
    }

    /// Whether there is more to see than nothing, and then all of it.
    var isSeries: Bool { shownDays.count(where: { count(at: $0) != 0 }) > 1 }

    var last: (day: Day, count: Int128)? {
        shownDays.last.flatMap { day in count(at: day).map { (day, $0) } }
    }
}

extension PackRun {
    /// Returns the ends of the months, quarters or years from a first day on, by how long the contract is, up to
    /// the end of the one in which the last day lies.
    func steps(from first: Day, to last: Day) -> [Day] {
        let months = contract.ends.monthIndex - contract.starts.monthIndex + 1
        let finest = CalendarPart.allCases.firstIndex(
            of: months <= 24 ? .month : months <= 120 ? .quarter : .year)!
        let parts = CalendarPart.allCases[finest...]
        let part =
            parts.first { $0.number(of: last) - $0.number(of: first) < ChartLimits.points } ?? .year
        // The last day itself may be that of one person alone.
        let ends = (part.number(of: first)...part.number(of: max(first, last))).map(part.lastDay)
        return ends.dropLast() + ends.suffix(1).map { max(last, min($0, settlement.due)) }
    }

    /// The last day about which anything is known that counts.
    var lastKnownDay: Day? {
        let latest = evidence.columns.values.compactMap { columns in
            columns.days.filter { $0 <= settlement.due.number }.max()
        }.max()
        return latest.map { Day(number: $0) }
    }

    /// Below how many people figures are hidden; nil where all are shown.
    var hiddenBelow: Int? { hidesSmallCells && contract.smallestCell > 1 ? contract.smallestCell : nil }

    // MARK: Who entered

    /// Writes how many people have entered each treatment group over time, beside how many the terms say.
    func writeEntries(_ notes: inout ProgressNotes) throws {
        let groups = contract.groups.filter { $0.role == .treatment }
        guard !evidence.participants.isEmpty, !groups.isEmpty, groups.count <= ChartLimits.series else {
            return
        }
        let selection = Selection(matter: .people, dimensions: [.group])
        let shown = ShownTable(try cross(selection, over: window), selection, .people, self)
        // Where one of them is hidden, who has entered could be told from the others and from all.
        guard shown.showsAll else { return }
        var charts: [Chart] = []
        for group in groups {
            let events = evidence.participants.indices.filter {
                evidence.participants.group($0) == group.id
                    && evidence.participants.entries[$0] <= settlement.due.number
            }.map {
                RunningFigures.Event(
                    day: Day(number: evidence.participants.entries[$0]), amount: 1, person: $0)
            }
            guard let first = events.map(\.day).min(), let last = events.map(\.day).max() else { continue }
            let figures = RunningFigures(
                events, at: steps(from: min(first, contract.starts), to: last), below: hiddenBelow)
            notes.hidesSteps = notes.hidesSteps || figures.isShown.contains(false)
            let targets = group.size.map {
                [Chart.Target(word("As the contract says", sv: "Enligt avtalet"), .count($0))]
            }
            charts += try running(
                group.title, figures, named: word("People who entered", sv: "Personer som har börjat"),
                targets: targets ?? []
            ) { .count(Int($0)) }
        }
        guard !charts.isEmpty else { return }
        document.blocks.append(.heading(word("Who entered", sv: "Vilka som har börjat"), .section))
        for chart in charts { append(chart, &notes) }
    }

    /// Draws a running figure over its days; a single one as a bar beside what it is held against, where it is.
    func running(
        _ title: String, _ figures: RunningFigures, named name: String,
        targets: [Chart.Target], cell: (Int128) -> Cell
    ) throws -> [Chart] {
        guard figures.isSeries else {
            guard !targets.isEmpty, let last = figures.last else { return [] }
            return [
                try drawn(
                    .bar, title, across: word("Until", sv: "Till och med"), places: [.text("\(last.day)")],
                    series: [Chart.Series(name, [cell(last.count)])], targets: targets)
            ]
        }
        let days = figures.shownDays
        return [
            try drawn(
                .line, title, across: word("Until", sv: "Till och med"), places: days.map { .day($0) },
                series: [Chart.Series(name, days.map { figures.count(at: $0).map(cell) ?? .empty })],
                targets: targets)
        ]
    }
}
