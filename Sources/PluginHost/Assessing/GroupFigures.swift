import Evaluation
import OutcomesModel
import Statistics

/// A figure of statistics, and its interval where it has one; or why it has none.
struct EstimatedFigure {
    var value: Double?
    var interval: Interval?
    var method: String?
    var why: String?

    static func none(_ why: String) -> EstimatedFigure { EstimatedFigure(why: why) }

    /// Takes a figure that may be undefined for this data, which is no fault of the pack.
    init(_ make: () throws(StatisticsError) -> EstimatedFigure) {
        do throws(StatisticsError) { self = try make() } catch { self = .none("\(error)") }
    }

    init(value: Double? = nil, interval: Interval? = nil, method: String? = nil, why: String? = nil) {
        self.value = value
        self.interval = interval
        self.method = method
        self.why = why
    }
}

/// People told apart by one thing, what each group of them comes to, and how far apart the groups are.
///
/// Counts and figures of few people are hidden by `GroupCounts`, and with any of them the indexes over all groups,
/// which would tell of the hidden ones.
struct GroupFigures {
    struct Row {
        let title: String
        let isUnknown: Bool
        let people: Int
        let values: [Double]
        /// Whether it may be shown how many they are, how many of them it is of, and what these come to.
        var showing = GroupCounts.Showing()
        var figure = EstimatedFigure()

        var successes: Int { values.count { $0 == 1 } }
        var isShown: Bool { showing.figure == .shown && !values.isEmpty }
    }

    struct Gap {
        let first: String
        let second: String
        let absolute: EstimatedFigure
        let relative: EstimatedFigure
        let isChosen: Bool
    }

    let figures: PersonFigures
    let level: Double
    private(set) var rows: [Row]
    private(set) var all: Row
    let gap: Gap?
    let whyNoGap: String?
    let slope, relativeIndex, concentration: EstimatedFigure

    /// - Parameters:
    ///   - keys: where each participant stands, and what the groups are called; none for no groups.
    ///   - order: the places of the groups from the worst off to the best off; nil where they have no order.
    init(_ figures: PersonFigures, by keys: Keys?, order: [Int]?, level: Double, smallestCell: Int) {
        self.figures = figures
        self.level = level
        let isRate = figures.measure.isRate
        let counted = figures.people.indices.filter { figures.values[$0] != nil }
        func row(_ title: String, _ places: [Int], isUnknown: Bool = false) -> Row {
            Row(
                title: title, isUnknown: isUnknown, people: places.count,
                values: places.compactMap { figures.values[$0] })
        }
        let ids = keys?.ids ?? []
        var places = Array(repeating: [Int](), count: ids.count)
        if let keys {
            for place in figures.people.indices {
                places[Int(keys.places[figures.people[place]])].append(place)
            }
        }
        let kept = ids.indices.filter { !(keys?.isLeftOut[$0] ?? false) || !places[$0].isEmpty }
        var rows = kept.map { row(keys?.titles[$0] ?? "", places[$0], isUnknown: ids[$0] == "unknown") }
        var all = row(figures.language.word("All", sv: "Alla"), Array(figures.people.indices))
        GroupFigures.hide(
            &rows, &all, countsSome: isRate || figures.measure == .paid, below: smallestCell)
        for place in rows.indices { rows[place].figure = GroupFigures.level(rows[place], isRate, level) }
        all.figure = GroupFigures.level(all, isRate, level)
        self.rows = rows
        self.all = all

        let comparison = GroupComparison(rows: rows, isRate: isRate, level: level)
        let ordered = order.map { order in order.compactMap { kept.firstIndex(of: $0) } }
        (gap, whyNoGap) = comparison.gap(order: ordered)
        guard let ordered, let keys, let order else {
            let why = "the groups have no order from the worst off to the best off"
            (slope, relativeIndex, concentration) = (.none(why), .none(why), .none(why))
            return
        }
        guard ordered.allSatisfy({ rows[$0].showing.figure == .shown }) else {
            let why = "a group is too small to be shown, and this figure would tell of it"
            (slope, relativeIndex, concentration) = (.none(why), .none(why), .none(why))
            return
        }
        var positions: [Double] = []
        var values: [Double] = []
        for place in counted {
            guard let position = order.firstIndex(of: Int(keys.places[figures.people[place]])) else {
                continue
            }
            positions.append(Double(position))
            values.append(figures.values[place] ?? 0)
        }
        let index = IndexFigures(values: values, positions: positions, level: level)
        (slope, relativeIndex, concentration) = (index.slope, index.relative, index.concentration)
    }

    /// Hides what is of few people: of shares both those who did and those who did not.
    ///
    /// What is paid for a person is held as the share of those for whom anything is: times the people, and over the price
    /// where there is one, it tells how many they are.
    private static func hide(_ rows: inout [Row], _ all: inout Row, countsSome: Bool, below least: Int) {
        // Without groups the whole is the one group: a total of nothing would hide all of it.
        let groups = rows.isEmpty ? [all] : rows
        let showings = GroupCounts.showings(
            of: groups.map { row in
                GroupCounts.Row(
                    people: row.people, counted: row.values.count,
                    achieved: countsSome ? row.values.count { $0 != 0 } : nil)
            }, below: least)
        for place in rows.indices { rows[place].showing = showings[place] }
        all.showing = showings[groups.count]
    }

    private static func level(_ row: Row, _ isRate: Bool, _ level: Double) -> EstimatedFigure {
        guard !row.values.isEmpty else { return .none("nobody has a figure") }
        return EstimatedFigure { () throws(StatisticsError) in
            if isRate {
                let share = try Proportion(row.successes, of: row.values.count)
                return EstimatedFigure(
                    value: share.rate, interval: try wilson(share, level: level), method: "Wilson")
            }
            guard row.values.count > 1 else { return EstimatedFigure(value: row.values[0]) }
            let sample = try Sample(row.values)
            guard sample.variance > 0 else { return EstimatedFigure(value: sample.mean) }
            return EstimatedFigure(
                value: sample.mean, interval: try oneSample(sample, level: level).interval,
                method: "Student's t")
        }
    }
}

/// The distance between two of several groups.
private struct GroupComparison {
    let rows: [GroupFigures.Row]
    let isRate: Bool
    let level: Double

    func gap(order: [Int]?) -> (GroupFigures.Gap?, String?) {
        guard let order else { return extremes() }
        guard let first = order.first, let last = order.last, first != last else {
            return (nil, "fewer than two of the ordered groups have anybody")
        }
        guard rows[first].isShown, rows[last].isShown else {
            let hidden = rows[first].isShown ? rows[last] : rows[first]
            return (
                nil,
                hidden.values.isEmpty
                    ? "nobody of \(hidden.title) has a figure" : "\(hidden.title) is too small"
            )
        }
        return (between(rows[first], rows[last], level: level, isChosen: false), nil)
    }

    /// The groups that are furthest apart. Since they are chosen for that, their interval is widened as if all
    /// pairs had been compared.
    /// - Source: Bonferroni's inequality, as in Dunn (1961).
    private func extremes() -> (GroupFigures.Gap?, String?) {
        let shown = rows.filter { $0.isShown && !$0.isUnknown && $0.figure.value != nil }
        guard shown.count > 1,
            let high = shown.max(by: { ($0.figure.value ?? 0) < ($1.figure.value ?? 0) }),
            let low = shown.min(by: { ($0.figure.value ?? 0) < ($1.figure.value ?? 0) })
        else { return (nil, "fewer than two groups can be shown") }
        guard high.figure.value != low.figure.value else {
            return (between(shown[0], shown[1], level: level, isChosen: false), nil)
        }
        let pairs = Double(shown.count * (shown.count - 1) / 2)
        return (between(high, low, level: 1 - (1 - level) / pairs, isChosen: pairs > 1), nil)
    }

    private func between(
        _ first: GroupFigures.Row, _ second: GroupFigures.Row, level: Double, isChosen: Bool
    ) -> GroupFigures.Gap {
        let absolute, relative: EstimatedFigure
        if isRate {
            absolute = EstimatedFigure { () throws(StatisticsError) in
                let gap = try rateGap(share(first), share(second), level: level)
                return EstimatedFigure(
                    value: gap.absolute, interval: gap.absoluteInterval, method: "Newcombe")
            }
            relative = EstimatedFigure { () throws(StatisticsError) in
                let ratio = try riskRatio(share(first), share(second), level: level)
                return EstimatedFigure(value: ratio.ratio, interval: ratio.interval, method: "Katz")
            }
        } else {
            absolute = EstimatedFigure { () throws(StatisticsError) in
                let gap = try welch(Sample(first.values), Sample(second.values), level: level)
                return EstimatedFigure(value: gap.estimate, interval: gap.interval, method: "Welch")
            }
            relative = EstimatedFigure { () throws(StatisticsError) in
                let ratio = try ratioOfMeans(Sample(first.values), Sample(second.values), level: level)
                return EstimatedFigure(value: ratio.estimate, interval: ratio.interval, method: "Fieller")
            }
        }
        return GroupFigures.Gap(
            first: first.title, second: second.title, absolute: absolute, relative: relative,
            isChosen: isChosen)
    }

    private func share(_ row: GroupFigures.Row) throws(StatisticsError) -> Proportion {
        try Proportion(row.successes, of: row.values.count)
    }
}

/// The indexes over groups in an order, of single people's figures.
struct IndexFigures {
    let slope, relative, concentration: EstimatedFigure

    init(values: [Double], positions: [Double], level: Double) {
        var index: SlopeIndex?
        slope = EstimatedFigure { () throws(StatisticsError) in
            let found = try slopeIndex(values, positions: positions, level: level)
            index = found
            return EstimatedFigure(
                value: found.slope, interval: found.coefficient?.interval,
                method: "least squares on ridits, HC1")
        }
        guard let index else {
            relative = .none(slope.why ?? "")
            concentration = .none(slope.why ?? "")
            return
        }
        relative =
            index.relativeToMean.map {
                EstimatedFigure(
                    value: $0, interval: index.relativeInterval, method: "slope over mean, Fieller")
            } ?? .none("the mean is 0")
        guard values.allSatisfy({ $0 >= 0 }) else {
            concentration = .none("the concentration index is of what cannot be below 0")
            return
        }
        concentration = EstimatedFigure { () throws(StatisticsError) in
            let index = try concentrationIndex(values, positions: positions, level: level)
            return EstimatedFigure(
                value: index.estimate, interval: index.interval, method: "influence function")
        }
    }
}
