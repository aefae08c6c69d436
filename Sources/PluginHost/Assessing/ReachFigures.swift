import Evaluation
import LuaHost
import OutcomesModel
import Statistics

/// Who is among those who are reached, beside another group or beside all who could be.
struct ReachFigures {
    private let by: String
    private let level: Double
    private let titles: [String]
    private let ids: [String]
    private let people: [Int]
    private let others: [Int]?
    /// How many there are to be reached, in the order of the rows; nil for one that is not known.
    private let eligible: [Int?]?
    private let order: [Int]?
    private let showings: [SmallCells.Showing]
    private let width: Int
    private let why: String?

    init(_ options: OptionTable) throws {
        let run = options.run
        let (keys, title) = try run.keys(options)
        by = title
        level = try options.level()
        func counts(_ rows: [Int]) -> [Int] {
            var counts = Array(repeating: 0, count: keys.ids.count)
            for row in rows { counts[Int(keys.places[row])] += 1 }
            return counts
        }
        let among = try options.people()
        let own = counts(among)
        let other = options.has("against") ? counts(try options.people("against")) : nil
        guard !(options.has("against") && options.has("eligible")) else {
            throw ApiError("a:reach has either against or eligible", hint: "ask for each of them by itself")
        }
        let kept = keys.ids.indices.filter {
            !keys.isLeftOut[$0] || own[$0] > 0 || (other?[$0] ?? 0) > 0
        }
        ids = kept.map { keys.ids[$0] }
        titles = kept.map { keys.titles[$0] }
        people = kept.map { own[$0] }
        others = other.map { other in kept.map { other[$0] } }
        eligible = try Self.eligible(options, ids)
        order = try run.order(options, keys).map { order in order.compactMap { kept.firstIndex(of: $0) } }
        why =
            run.evidence.participants.isEmpty
            ? run.evidence.whyNobody(in: run.language) : among.isEmpty ? run.whyNobodyOfGroup : nil
        // Each group in a column of its own, as in `GroupCounts`; what they add up to is shown nowhere.
        let columns = [people] + (others.map { [$0] } ?? [])
        width = columns.count + 1
        let cells = (kept.indices.map { row in columns.map { $0[row] } } + [columns.map { $0.reduce(0, +) }])
            .flatMap { $0 + [$0.reduce(0, +)] }
        showings = SmallCells.showings(
            of: SmallCells.Counts(
                rows: kept.count + 1, columns: width, people: cells, weights: cells.map { Int128($0) },
                hasRowTotals: false), below: run.contract.smallestCell)
    }

    private static func eligible(_ options: OptionTable, _ ids: [String]) throws -> [Int?]? {
        guard options.has("eligible") else { return nil }
        let expected = "a table of whole numbers by value, such as {girl = 120, boy = 140}"
        let fields = try options.table("eligible", expected).fields
        if let unknown = fields.keys.sorted().first(where: { !ids.contains($0) }) {
            throw ApiError(
                "a:reach: eligible has '\(unknown)', which is no value",
                hint: "they are \(ids.joined(separator: ", "))")
        }
        return try ids.map { id in
            guard let value = fields[id] else { return nil }
            guard case .exact(let number)? = try Operand(value, options.run), number.isWhole,
                let whole = Int(exactly: number.numerator), whole >= 0
            else { throw options.wrong("eligible", expected) }
            return whole
        }
    }

    func value(_ run: PackRun) -> LuaValue {
        var fields: [String: LuaValue] = [
            "by": .string(by), "why": .optional(why), "level": run.value(level * 100, 1),
        ]
        guard why == nil else { return .record(fields) }
        fields["rows"] = .list(titles.indices.map { .record(row($0, run)) })
        fields["all"] = .record([
            "title": .string(run.word("All", sv: "Alla")),
            "people": hidden(titles.count, 0, run) ?? .whole(people.reduce(0, +)),
            "others": others.map { hidden(titles.count, 1, run) ?? .whole($0.reduce(0, +)) } ?? .nil,
        ])
        let (slope, relative, concentration) = indexes()
        fields["slope"] = run.value(slope, Shown(decimals: 1, factor: 100))
        fields["relative_index"] = run.value(relative, Shown(decimals: 2))
        fields["concentration"] = run.value(concentration, Shown(decimals: 3))
        return .record(fields)
    }

    private func row(_ row: Int, _ run: PackRun) -> [String: LuaValue] {
        let percent = Shown(decimals: 1, factor: 100)
        var fields: [String: LuaValue] = ["title": .string(titles[row]), "value": .string(ids[row])]
        let (own, other) = (hidden(row, 0, run), hidden(row, 1, run))
        // A share tells of how many it is.
        let ownShare = own ?? hidden(titles.count, 0, run)
        let otherShare = other ?? hidden(titles.count, 1, run)
        fields["people"] = own ?? .whole(people[row])
        fields["share"] =
            ownShare.map { .record(["figure": $0]) }
            ?? run.value(share(people[row], of: people.reduce(0, +)), percent)
        if let others {
            let all = others.reduce(0, +)
            fields["others"] = other ?? .whole(others[row])
            fields["other"] =
                otherShare.map { .record(["figure": $0]) } ?? run.value(share(others[row], of: all), percent)
            fields["difference"] =
                (ownShare ?? otherShare).map { .record(["figure": $0]) }
                ?? run.value(difference(row, others[row], all), percent)
        }
        if let eligible {
            fields["eligible"] = eligible[row].map { .whole($0) } ?? run.value(.notMeasured)
            fields["rate"] =
                own.map { .record(["figure": $0]) }
                ?? run.value(
                    eligible[row].map { share(people[row], of: $0) }
                        ?? .none("how many could be reached is not known"), percent)
        }
        return fields
    }

    /// What stands for a count that is not shown, in the last row for that of all.
    private func hidden(_ row: Int, _ column: Int, _ run: PackRun) -> LuaValue? {
        guard column < width - 1 else { return nil }
        return run.hidden(showings[row * width + column])
    }

    private func share(_ count: Int, of all: Int) -> EstimatedFigure {
        guard count <= all else { return .none("more are reached than there are to be reached") }
        return EstimatedFigure { () throws(StatisticsError) in
            let share = try Proportion(count, of: all)
            return EstimatedFigure(
                value: share.rate, interval: try wilson(share, level: level), method: "Wilson")
        }
    }

    private func difference(_ row: Int, _ other: Int, _ all: Int) -> EstimatedFigure {
        EstimatedFigure { () throws(StatisticsError) in
            let first = try Proportion(people[row], of: people.reduce(0, +))
            let second = try Proportion(other, of: all)
            return EstimatedFigure(
                value: first.rate - second.rate, interval: try newcombe(first, second, level: level),
                method: "Newcombe")
        }
    }

    /// The indexes of the groups' rates; nobody knows single people who are not reached.
    private func indexes() -> (EstimatedFigure, EstimatedFigure, EstimatedFigure) {
        func none(_ why: String) -> (EstimatedFigure, EstimatedFigure, EstimatedFigure) {
            (.none(why), .none(why), .none(why))
        }
        guard let eligible else { return none("how many could be reached is not known") }
        guard let order else { return none("the groups have no order from the worst off to the best off") }
        guard order.allSatisfy({ showings[$0 * width] == .shown }) else {
            return none("a group is too small to be shown, and this figure would tell of it")
        }
        let known = order.compactMap { row in eligible[row].map { (size: $0, people: people[row]) } }
        guard known.count == order.count, known.allSatisfy({ $0.size > 0 && $0.people <= $0.size }) else {
            return none("how many could be reached is not known of each group")
        }
        do throws(StatisticsError) {
            let groups = try SocialGroups(
                sizes: known.map { Double($0.size) },
                levels: known.map { Double($0.people) / Double($0.size) })
            let index = try groups.slopeIndex
            return (
                EstimatedFigure(value: index.slope),
                index.relativeToMean.map { EstimatedFigure(value: $0) } ?? .none("nobody is reached"),
                EstimatedFigure { () throws(StatisticsError) in
                    EstimatedFigure(value: try groups.concentrationIndex)
                }
            )
        } catch {
            return none("\(error)")
        }
    }
}
