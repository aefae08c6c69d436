/// What may be shown of people by group: how many they are, of how many there is a figure, and how many achieved.
///
/// All tables of one assessment over the same groups are held together, so that none tells what another hides.
/// Each count is decided by itself and the one above it alone: people by the people of the groups, those counted by
/// these two, those who achieved by all three. So every table shows the same number of people for a group, or none;
/// and a row that hides a count hides what that consists of.
///
/// Whoever could work a count out would have to do so within one table. Where the people of some groups may be
/// others, each table has counts for them that add up, since all its counts of these groups are hidden as well;
/// so it is with the measures of those counted.
///
/// How many lack is people less those counted, shown where both are: to hide that one of sixty was not measured
/// would hide every figure of the other 59.
package struct GroupCounts: Sendable {
    package struct Row: Sendable {
        package let people: Int
        /// Of whom there is a figure, at most `people`.
        package let counted: Int
        /// Of those counted; nil for what is no share.
        package let achieved: Int?

        package init(people: Int, counted: Int, achieved: Int? = nil) {
            precondition(
                0 <= counted && counted <= people && (0...counted).contains(achieved ?? 0),
                "\(achieved ?? 0) of \(counted) of \(people) is no group")
            self.people = people
            self.counted = counted
            self.achieved = achieved
        }
    }

    package struct Showing: Sendable, Equatable {
        package var people: SmallCells.Showing
        package var counted: SmallCells.Showing
        /// Of those who achieved, and so of those who did not; of a mean, as of those counted.
        package var figure: SmallCells.Showing

        package init(
            people: SmallCells.Showing = .shown, counted: SmallCells.Showing = .shown,
            figure: SmallCells.Showing = .shown
        ) {
            self.people = people
            self.counted = counted
            self.figure = figure
        }
    }

    /// The groups, and all of them together in the last place.
    private var rows: [Row]
    private let least: Int
    private var showings: [Showing]

    /// Returns how each group is shown, and in the last place all of them together.
    ///
    /// - Parameters:
    ///   - groups: who are all different people; a single one for people who are not told apart.
    ///   - least: the fewest people whose figures may be shown together.
    package static func showings(of groups: [Row], below least: Int) -> [Showing] {
        let isShare = groups.contains { $0.achieved != nil }
        let all = Row(
            people: groups.reduce(0) { $0 + $1.people }, counted: groups.reduce(0) { $0 + $1.counted },
            achieved: isShare ? groups.reduce(0) { $0 + ($1.achieved ?? 0) } : nil)
        let rows = groups + [all]
        var counts = GroupCounts(
            rows: rows.map { Row(people: $0.people, counted: $0.counted) }, least: least)
        counts.hideCounted()
        guard isShare else { return counts.showings }
        counts.rows = rows
        counts.hideFigures()
        return counts.showings
    }

    /// Hides people first: by their own column, whatever is told of them.
    private init(rows: [Row], least: Int) {
        self.rows = rows
        self.least = least
        let people = rows.flatMap { [$0.people, $0.people] }
        let cells = SmallCells.showings(
            of: SmallCells.Counts(
                rows: rows.count, columns: 2, people: people, weights: people.map { Int128($0) },
                hasRowTotals: false), below: least)
        showings = rows.indices.map {
            Showing(people: cells[2 * $0], counted: cells[2 * $0], figure: cells[2 * $0])
        }
    }

    // MARK: What is hidden

    private mutating func hideCounted() {
        for row in rows.indices where showings[row].counted == .shown && isSmall(rows[row].counted) {
            showings[row].counted = .small
            showings[row].figure = .small
        }
        hide(rows.indices.map { .counted($0) }, by: \.counted) { showings, row in
            showings[row].counted = .withheld
            showings[row].figure = .withheld
        }
    }

    private mutating func hideFigures() {
        for row in rows.indices where showings[row].figure == .shown {
            guard let achieved = rows[row].achieved else { continue }
            if isSmall(achieved) {
                showings[row].figure = .small
            } else if isSmall(rows[row].counted - achieved) {
                showings[row].figure = .withheld
            }
        }
        hide(rows.indices.flatMap { [.achieved($0), .others($0)] }, by: \.figure) { showings, row in
            showings[row].figure = .withheld
        }
    }

    /// Withholds in other groups until no small count of `arcs` can be worked out: the one with the fewest people
    /// that is enough, all together later, and a group with nobody last.
    private mutating func hide(
        _ arcs: [Arc], by showing: KeyPath<Showing, SmallCells.Showing>,
        withhold: (inout [Showing], Int) -> Void
    ) {
        while let open = arcs.first(where: { isSmall(value($0)) && !canDiffer($0) }) {
            let others = rows.indices.filter { showings[$0][keyPath: showing] == .shown }
                .sorted { order($0).lexicographicallyPrecedes(order($1)) }
            func isEnough(_ row: Int) -> Bool {
                var tried = self
                withhold(&tried.showings, row)
                return tried.canDiffer(open)
            }
            guard let next = others.first(where: isEnough) ?? others.first else { return }
            withhold(&showings, next)
        }
    }

    private func order(_ row: Int) -> [Int] {
        [rows[row].counted == 0 ? 1 : 0, row == rows.count - 1 ? 1 : 0, rows[row].counted, row]
    }

    private func isSmall(_ count: Int) -> Bool { (1..<max(1, least)).contains(count) }

    // MARK: What can be worked out

    /// A count of a row, along which people can be moved: people are those counted and those who lack, and those
    /// counted are those who achieved and the others. Of all together they run the other way, so that a cycle is a
    /// change that leaves all sums right.
    private enum Arc: Hashable {
        case people(Int)
        case lacking(Int)
        case counted(Int)
        case achieved(Int)
        case others(Int)

        var row: Int {
            switch self {
            case .people(let row), .lacking(let row), .counted(let row), .achieved(let row),
                .others(let row):
                row
            }
        }
    }

    private func value(_ arc: Arc) -> Int {
        let row = rows[arc.row]
        return switch arc {
        case .people: row.people
        case .lacking: row.people - row.counted
        case .counted: row.counted
        case .achieved: row.achieved ?? row.counted
        case .others: row.counted - (row.achieved ?? row.counted)
        }
    }

    /// The columns are the first nodes; behind them each row has one for its people and one for those counted.
    private func ends(_ arc: Arc) -> (from: Int, to: Int) {
        let (people, counted) = (4 + 2 * arc.row, 5 + 2 * arc.row)
        let ends: (from: Int, to: Int) =
            switch arc {
            case .people: (0, people)
            case .lacking: (people, 1)
            case .counted: (people, counted)
            case .achieved: (counted, 2)
            case .others: (counted, 3)
            }
        return arc.row == rows.count - 1 ? (ends.to, ends.from) : ends
    }

    /// What a reader knows of a count: nothing but that it is not negative, its very number, or that it is small.
    private func bounds(_ arc: Arc) -> ClosedRange<Int> {
        let (showing, count) = (showings[arc.row], value(arc))
        let own: SmallCells.Showing
        switch arc {
        case .people: own = showing.people
        case .lacking: own = showing.counted == .shown ? .shown : .withheld
        // In a row whose people are hidden the sign is theirs, and tells nothing of those counted.
        case .counted: own = showing.people == .shown ? showing.counted : .withheld
        case .achieved:
            guard rows[arc.row].achieved != nil else { return 0...Int.max }
            own = showing.counted == .shown ? showing.figure : .withheld
        case .others:
            guard rows[arc.row].achieved != nil else { return 0...0 }
            own = showing.figure == .shown ? .shown : .withheld
        }
        return switch own {
        case .shown: count...count
        case .small: 1...(least - 1)
        case .withheld: 0...Int.max
        }
    }

    /// Whether other counts with the same ones shown have another number in this place.
    private func canDiffer(_ arc: Arc) -> Bool {
        let (from, to) = ends(arc)
        return value(arc) < bounds(arc).upperBound && isReachable(from, from: to, without: arc)
            || value(arc) > bounds(arc).lowerBound && isReachable(to, from: from, without: arc)
    }

    private func isReachable(_ target: Int, from start: Int, without taken: Arc) -> Bool {
        let arcs = rows.indices.flatMap {
            [Arc.people($0), .lacking($0), .counted($0), .achieved($0), .others($0)]
        }
        var steps: [Int: [Int]] = [:]
        for arc in arcs where arc != taken {
            let (from, to) = ends(arc)
            if value(arc) < bounds(arc).upperBound { steps[from, default: []].append(to) }
            if value(arc) > bounds(arc).lowerBound { steps[to, default: []].append(from) }
        }
        var seen: Set<Int> = [start]
        var open = [start]
        while let node = open.popLast() {
            if node == target { return true }
            for next in steps[node] ?? [] where seen.insert(next).inserted { open.append(next) }
        }
        return false
    }
}
