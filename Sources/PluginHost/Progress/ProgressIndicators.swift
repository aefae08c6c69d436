import Evaluation
import OutcomesModel
import Reporting
import Settlement

// What was measured: each indicator over time, by group, with how sure it is and what it is held against.

extension PackRun {
    /// - Parameter claimed: indicators that are shown as claims.
    func writeIndicators(
        _ matter: ReportMatter, claimed: Set<IndicatorID>, _ notes: inout ProgressNotes
    ) throws {
        var once: [[Cell]] = []
        for place in contract.indicators.indices {
            let indicator = contract.indicators[place]
            guard !claimed.contains(indicator.id) || indicator.every.months != nil else { continue }
            let charts: [Chart]
            do {
                charts =
                    switch indicator.subject {
                    case .participant: try overTime(place, &notes)
                    case .group, .contract: try series(indicator, &once)
                    }
            } catch let error as ApiError where error.blame == .evidence {
                // What lacks in one indicator hides no other; whose value it is stays out of a report.
                document.blocks += [.heading(indicator.title, .section), .callout(Callout(.note, noFigure))]
                continue
            }
            let effect = try effects(on: indicator, matter)
            guard !charts.isEmpty || effect != nil else { continue }
            document.blocks.append(.heading(indicator.title, .section))
            for chart in charts { append(chart, &notes) }
            if let effect {
                append(effect.chart, &notes)
                document.blocks.append(
                    effect.sentences.count == 1 ? .text(effect.sentences[0]) : .list(effect.sentences))
            }
        }
        writeOnce(once)
    }

    private var noFigure: String {
        word(
            "Values are missing, and the contract states no figure without them.",
            sv: "Värden saknas, och utan dem anger avtalet inget tal.")
    }

    // MARK: Of people

    /// Means with their intervals, and what lies between the quartiles, by month, quarter or year, a series for each
    /// group that the contract declares.
    private func overTime(_ place: Int, _ notes: inout ProgressNotes) throws -> [Chart] {
        let indicator = contract.indicators[place]
        let part = try calendarPart(place)
        var selection = Selection(matter: .measurements(place), dimensions: [.time(part)])
        if !contract.groups.isEmpty, contract.groups.count <= 5 { selection.dimensions.append(.group) }
        let table = try cross(selection, over: window, keepsUnits: true)
        guard table.rows.ids.count > 0 else { return [] }
        func grid(_ statistic: Statistic) throws -> ProgressGrid {
            try ProgressGrid(ShownTable(table, selection, statistic, self).value(), self)
        }
        let means = try grid(.fold(.mean, "mean"))
        // A group of which nothing was measured has no line.
        let measured = means.columns.indices.filter { column in
            means.cells.contains { if case .missing(.notMeasured) = $0[column] { false } else { true } }
        }
        guard !means.places.isEmpty, !measured.isEmpty else { return [] }
        func series(_ middle: ProgressGrid, _ low: ProgressGrid, _ high: ProgressGrid, _ band: String)
            -> [Chart.Series]
        {
            measured.map { column in
                Chart.Series(
                    middle.columns[column], middle.cells.map { $0[column] },
                    bands: [
                        Chart.Band(
                            measured.count > 1 ? "\(middle.columns[column]), \(band)" : band.capitalizedFirst,
                            lower: low.cells.map { $0[column] }, upper: high.cells.map { $0[column] })
                    ])
            }
        }
        notes.hasShares = notes.hasShares || indicator.isShare
        notes.hasMeans = notes.hasMeans || !indicator.isShare
        let percent = (try? progressLevel.ratio.multiplied(by: Ratio(100)))?.description ?? ""
        // One period is no line.
        let kind = means.places.count > 1 ? Chart.Kind.line : .band
        let mean =
            indicator.isShare
            ? word("share of those measured", sv: "andel av dem som mätts")
            : word("mean of the values", sv: "medel av värdena")
        let latest = means.cells.last.flatMap { $0[measured[0]].figure }
        let first = try drawn(
            kind, "\(indicator.title), \(mean)", across: title(of: part), up: unit(indicator),
            places: means.places,
            series: series(
                means, try grid(.bound(.lower, level: progressLevel)),
                try grid(.bound(.upper, level: progressLevel)),
                word("interval, \(percent) %", sv: "intervall, \(percent) %")),
            targets: targets(of: { $0.isMean(of: indicator.id) }, near: latest) { indicator.cell($0) })
        guard !indicator.isShare else { return [first] }
        func quantile(_ percent: Int64) throws -> ProgressGrid {
            try grid(.fold(.percentile(Ratio(percent)), "\(percent)"))
        }
        let spread = try drawn(
            kind,
            "\(indicator.title), \(word("median and quartiles of the values", sv: "median och kvartiler av värdena"))",
            across: title(of: part), up: unit(indicator), places: means.places,
            series: series(
                try quantile(50), try quantile(25), try quantile(75),
                word("middle half of the values", sv: "mittersta hälften av värdena")))
        return [first, spread]
    }

    /// The finest part of the calendar of which there are not too many.
    private func calendarPart(_ place: Int) throws -> CalendarPart {
        for part in [CalendarPart.month, .quarter] {
            let selection = Selection(matter: .measurements(place), dimensions: [.time(part)])
            if try cross(selection, over: window).rows.ids.count <= ChartLimits.points { return part }
        }
        return .year
    }

    // MARK: Of the contract or a group

    /// The values of the contract itself, or of its groups, as they were reported; where the terms ask for their sum, also
    /// this.
    private func series(_ indicator: Indicator, _ once: inout [[Cell]]) throws -> [Chart] {
        guard let reader = evidence.readers[indicator.id] else { return [] }
        let subjects: [(title: String, subject: SubjectID)] =
            indicator.subject == .contract
            ? [(indicator.title, .contract)] : contract.groups.map { ($0.title, .group($0.id)) }
        let period = window.period(entry: contract.starts, starts: contract.starts)
        var read: [(title: String, values: [Day: Int64])] = []
        for (title, subject) in subjects.prefix(ChartLimits.series) {
            // What cannot be read is told by the settlement, and is no point here.
            guard let found = try? reader.series(of: subject, in: period, exit: nil) else { continue }
            read.append((title, Dictionary(found.values.map { ($0.day, $0.units) }) { $1 }))
        }
        let days = Set(read.flatMap(\.values.keys)).sorted()
        let latest = days.last.flatMap { day in read.compactMap { $0.values[day] }.first }
            .map { Decimal(units: $0, decimals: indicator.decimals).ratio }
        let held = targets(of: { $0.isValue(of: indicator.id) }, near: latest) { indicator.cell($0) }
        guard days.count > 1 else {
            guard let day = days.first, !held.isEmpty else {
                for one in read {
                    once += one.values.map {
                        [.text(indicator.title), .text(one.title), .day($0), indicator.cell($1)]
                    }
                }
                return []
            }
            let measured = read.filter { $0.values[day] != nil }
            return [
                try drawn(
                    .bar, "\(indicator.title), \(day)", across: word("Measured", sv: "Uppmätt"),
                    up: unit(indicator), places: measured.map { .text($0.title) },
                    series: [
                        Chart.Series(
                            word("Value", sv: "Värde"), measured.map { indicator.cell($0.values[day] ?? 0) })
                    ], targets: held)
            ]
        }
        var charts = [
            try drawn(
                .line, indicator.title, up: unit(indicator), places: days.map { .day($0) },
                series: read.map { one in
                    Chart.Series(one.title, days.map { one.values[$0].map { indicator.cell($0) } ?? .empty })
                }, targets: held.filter { _ in !isSummed(indicator) })
        ]
        if isSummed(indicator) { charts.append(try summed(indicator, read, days)) }
        return charts
    }

    /// Whether the terms ask for the sum of its values.
    private func isSummed(_ indicator: Indicator) -> Bool {
        !targets(of: { $0.isSum(of: indicator.id) }) { indicator.cell($0) }.isEmpty
    }

    private func summed(
        _ indicator: Indicator, _ read: [(title: String, values: [Day: Int64])], _ days: [Day]
    ) throws -> Chart {
        func cell(_ units: Int128) -> Cell {
            (try? Ratio(units).multiplied(by: Decimal(units: 1, decimals: indicator.decimals).ratio))
                .map { indicator.cell($0) } ?? .empty
        }
        let series = read.map { one in
            var sum: Int128 = 0
            return Chart.Series(
                one.title,
                days.map { day in
                    sum += Int128(one.values[day] ?? 0)
                    return cell(sum)
                })
        }
        let title = word("\(indicator.title), sum so far", sv: "\(indicator.title), summa hittills")
        return try drawn(
            .line, title, across: word("Until", sv: "Till och med"), up: unit(indicator),
            places: days.map { .day($0) }, series: series,
            targets: targets(
                of: { $0.isSum(of: indicator.id) }, near: series.first?.values.last?.figure
            ) { indicator.cell($0) })
    }

    /// Lists what was reported for one day alone.
    private func writeOnce(_ rows: [[Cell]]) {
        guard !rows.isEmpty else { return }
        // Of the contract itself there is nobody to name.
        let isOfGroups = rows.contains { $0[0] != $0[1] }
        let columns =
            [Column(word("Indicator", sv: "Indikator"))] + (isOfGroups ? [Column(word("Of", sv: "Om"))] : [])
            + [Column(word("Day", sv: "Dag")), Column(word("Value", sv: "Värde"), .end)]
        document.blocks.append(.heading(word("Reported once", sv: "Rapporterat en gång"), .section))
        document.blocks.append(
            table(nil, columns, isOfGroups ? rows : rows.map { [$0[0]] + $0.dropFirst(2) }))
    }

    // MARK: Effects

    /// What the contract's evaluations came to, with their intervals where a method gives one, and how sure they are.
    private func effects(
        on indicator: Indicator, _ matter: ReportMatter
    ) throws -> (chart: Chart, sentences: [String])? {
        let estimates = matter.statement.estimates.filter {
            $0.indicator == indicator.id && $0.difference != nil && tooFew($0) == nil
        }
        guard estimates.contains(where: { $0.precision != nil }) else { return nil }
        let decimals = min(indicator.decimals + 2, 18)
        func cell(_ value: Double?) -> Cell {
            value.flatMap { Decimal(rounding: $0, decimals: decimals) }.map { indicator.cell($0.ratio) }
                ?? .empty
        }
        func rounded(_ figure: Ratio) -> Ratio {
            // For the eye: nothing is decided by what is shown.
            (try? figure.rounded(contract.rounding.mode, decimals: decimals))?.ratio ?? figure
        }
        let levels = Set(estimates.compactMap { $0.precision?.level })
        let percent =
            levels.count == 1 ? (try? levels.first?.ratio.multiplied(by: Ratio(100)))?.description : nil
        let interval = word("Interval", sv: "Intervall")
        let names = estimates.map { EstimateWords($0, in: contract, language).name }
        var targets: [Chart.Target] = []
        for plan in estimates.compactMap({ contract.evaluation($0.evaluation) }) {
            for target in self.targets(ofEffect: plan, on: indicator) where !targets.contains(target) {
                targets.append(target)
            }
        }
        let chart = try drawn(
            .band, word("\(indicator.title), difference", sv: "\(indicator.title), skillnad"),
            across: word("Estimate", sv: "Skattning"), up: unit(indicator), places: names.map { .text($0) },
            series: [
                Chart.Series(
                    word("Difference", sv: "Skillnad"),
                    estimates.map { $0.difference.map { indicator.cell(rounded($0)) } ?? .empty },
                    bands: [
                        Chart.Band(
                            percent.map { "\(interval), \($0) %" } ?? interval,
                            lower: estimates.map { cell($0.precision?.lower) },
                            upper: estimates.map { cell($0.precision?.upper) })
                    ])
            ], targets: targets)
        let sentences = zip(estimates, names).map { estimate, name in
            let words = EstimateWords(estimate, in: contract, language).conclusion
            return estimates.count == 1 ? words : "\(name): \(words)"
        }
        return (chart, sentences)
    }

    // MARK: Words

    /// Sums bear their currency anyway.
    private func unit(_ indicator: Indicator) -> String? { indicator.currency == nil ? indicator.unit : nil }

    private func title(of part: CalendarPart) -> String {
        switch part {
        case .month: word("Month", sv: "Månad")
        case .quarter: word("Quarter", sv: "Kvartal")
        case .year: word("Year", sv: "År")
        }
    }
}

extension FigureSource {
    fileprivate func isMean(of id: IndicatorID) -> Bool {
        if case .indicator(id, _, .mean) = self { true } else { false }
    }

    /// Whether a single value, or the mean or the sum of only one, is what is held against the terms.
    fileprivate func isValue(of id: IndicatorID) -> Bool {
        if case .indicator(id, _, _) = self { true } else { false }
    }

    fileprivate func isSum(of id: IndicatorID) -> Bool {
        if case .indicator(id, _, .sum) = self { true } else { false }
    }
}
