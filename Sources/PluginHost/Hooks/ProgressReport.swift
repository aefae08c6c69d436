import Evaluation
import LuaHost
import OutcomesModel
package import Reporting
import Settlement

extension PackRun {
    /// Writes what every contract can show of its outcomes: each indicator over time, by group, with what lies
    /// between the quartiles and the thresholds that the contract pays by; then what is claimed.
    ///
    /// Small cells are hidden as in any report.
    package func progress(about matter: ReportMatter) throws(PluginError) -> Document {
        reportMatter = matter
        hook = .report
        document = DocumentDraft()
        do { try writeProgress(matter) } catch let error as ApiError {
            throw .script(
                Diagnostic(error.blame, error.message, pack: contract.id, hint: error.hint))
        } catch {
            throw .script(Diagnostic(.evidence, "\(error)", pack: contract.id))
        }
        return Document(
            title: contract.title,
            subtitle: language.word(
                "Progress, \(matter.statement.plan.title)",
                sv: "Utveckling, \(matter.statement.plan.title)"),
            language: language, blocks: document.blocks)
    }

    private func writeProgress(_ matter: ReportMatter) throws {
        let people = try cell(shownCount(evidence.participants.count), in: "progress")
        document.blocks.append(
            .facts([
                Fact(language.word("Settlement", sv: "Avräkning"), .text(matter.statement.plan.title)),
                Fact(language.word("Window", sv: "Mätperiod"), .text(window.title)),
                Fact(
                    language.word("Evidence as of batch", sv: "Underlag till och med leverans"),
                    .count(Int(matter.statement.asOf.number))),
                Fact(language.word("Participants", sv: "Deltagare"), people),
            ]))
        var used: Set<Cell> = [people]
        for place in contract.indicators.indices {
            let indicator = contract.indicators[place]
            let charts: [Chart]
            do {
                charts = try self.charts(of: place)
            } catch let error as ApiError where error.blame == .evidence {
                // What lacks in one indicator hides no other; whose value it is stays out of a report.
                document.blocks += [.heading(indicator.title, .section), .callout(Callout(.note, noFigure))]
                continue
            }
            let all = charts + (try [effects(on: indicator, matter)].compactMap(\.self))
            guard !all.isEmpty else { continue }
            document.blocks.append(.heading(indicator.title, .section))
            for chart in all {
                document.blocks.append(.chart(chart))
                used.formUnion(chart.series.flatMap { $0.values + $0.bands.flatMap { $0.lower + $0.upper } })
            }
        }
        try writeClaims(matter, &used)
        noteSmallCells(used)
    }

    private var noFigure: String {
        language.word(
            "Values are missing, and the contract states no figure without them.",
            sv: "Värden saknas, och utan dem anger avtalet inget tal.")
    }

    // MARK: What was measured

    private func charts(of place: Int) throws -> [Chart] {
        let indicator = contract.indicators[place]
        switch indicator.subject {
        case .participant: return try overTime(place)
        case .group, .contract: return try [series(indicator)].compactMap(\.self)
        }
    }

    /// Means and quartiles by month, quarter or year, a series for each group that the contract declares.
    private func overTime(_ place: Int) throws -> [Chart] {
        let indicator = contract.indicators[place]
        let part = try calendarPart(place)
        var selection = Selection(matter: .measurements(place), dimensions: [.time(part)])
        if !contract.groups.isEmpty, contract.groups.count <= 5 { selection.dimensions.append(.group) }
        let table = try cross(selection, over: window, keepsUnits: true)
        guard table.rows.ids.count > 0 else { return [] }
        func grid(_ fold: Fold, _ name: String) throws -> Grid {
            try Grid(ShownTable(table, selection, .fold(fold, name), self).value(), self)
        }
        let means = try grid(.mean, "mean")
        let (low, high) = (try grid(.percentile(Ratio(25)), "25"), try grid(.percentile(Ratio(75)), "75"))
        guard !means.places.isEmpty else { return [] }
        let middle = language.word("middle half", sv: "mittersta hälften")
        // A group of which nothing was measured has no line.
        let measured = means.columns.indices.filter { column in
            means.cells.contains { if case .missing(.notMeasured) = $0[column] { false } else { true } }
        }
        guard !measured.isEmpty else { return [] }
        let series = measured.map { column in
            Chart.Series(
                means.columns[column], means.cells.map { $0[column] },
                bands: [
                    Chart.Band(
                        "\(means.columns[column]), \(middle)", lower: low.cells.map { $0[column] },
                        upper: high.cells.map { $0[column] })
                ])
        }
        let mean = language.word("mean of the values", sv: "medel av värdena")
        return [
            try drawn(
                .line, "\(indicator.title), \(mean)", across: word(part), up: unit(indicator),
                places: means.places, series: series, targets: targets(of: indicator))
        ]
    }

    /// The finest part of the calendar of which there are not too many.
    private func calendarPart(_ place: Int) throws -> CalendarPart {
        for part in [CalendarPart.month, .quarter] {
            let selection = Selection(matter: .measurements(place), dimensions: [.time(part)])
            if try cross(selection, over: window).rows.ids.count <= ChartLimits.points { return part }
        }
        return .year
    }

    /// The values of the contract itself, or of its groups, as they were reported.
    private func series(_ indicator: Indicator) throws -> Chart? {
        guard let reader = evidence.readers[indicator.id] else { return nil }
        let subjects: [(title: String, subject: SubjectID)] =
            indicator.subject == .contract
            ? [(indicator.title, .contract)] : contract.groups.map { ($0.title, .group($0.id)) }
        let period = window.period(entry: contract.starts, starts: contract.starts)
        var read: [(title: String, values: [Day: Cell])] = []
        for (title, subject) in subjects.prefix(ChartLimits.series) {
            // What cannot be read is told by the settlement, and is no point here.
            guard let found = try? reader.series(of: subject, in: period, exit: nil) else { continue }
            let values = found.values.map { day, units in
                (day, indicator.cell(units))
            }
            read.append((title, Dictionary(values) { $1 }))
        }
        let days = Set(read.flatMap(\.values.keys)).sorted()
        guard !days.isEmpty else { return nil }
        return try drawn(
            .line, indicator.title, across: nil, up: unit(indicator), places: days.map { .day($0) },
            series: read.map { one in Chart.Series(one.title, days.map { one.values[$0] ?? .empty }) },
            targets: targets(of: indicator))
    }

    /// What the contract's evaluations came to, with their intervals where a method gives one.
    private func effects(on indicator: Indicator, _ matter: ReportMatter) throws -> Chart? {
        let estimates = matter.statement.estimates.filter {
            $0.indicator == indicator.id && $0.difference != nil && tooFew($0) == nil
        }
        guard estimates.contains(where: { $0.precision != nil }) else { return nil }
        let levels = estimates.compactMap(\.precision?.level)
        let percent = (try? levels[0].ratio.multiplied(by: Ratio(100))).map(\.description) ?? ""
        let decimals = indicator.decimals + 2
        func cell(_ value: Double?) -> Cell {
            value.flatMap { Decimal(rounding: $0, decimals: min(decimals, 18)) }.map {
                indicator.cell($0.ratio)
            }
                ?? .empty
        }
        return try drawn(
            .band,
            language.word("\(indicator.title), difference", sv: "\(indicator.title), skillnad"), across: nil,
            up: unit(indicator),
            places: estimates.map { .text(EstimateWords($0, in: contract, language).name) },
            series: [
                Chart.Series(
                    language.word("Difference", sv: "Skillnad"),
                    estimates.map { $0.difference.map { indicator.cell(rounded($0, decimals)) } ?? .empty },
                    bands: [
                        Chart.Band(
                            language.word("Interval, \(percent) %", sv: "Intervall, \(percent) %"),
                            lower: estimates.map { cell($0.precision?.lower) },
                            upper: estimates.map { cell($0.precision?.upper) })
                    ])
            ], targets: [])
    }

    /// For the eye: nothing is decided by what is shown.
    private func rounded(_ figure: Ratio, _ decimals: Int) -> Ratio {
        (try? figure.rounded(contract.rounding.mode, decimals: min(decimals, 18)))?.ratio ?? figure
    }

    /// The thresholds that tariffs pay by, at most four.
    private func targets(of indicator: Indicator) -> [Chart.Target] {
        let tables = contract.paymentTerms.tariffs.compactMap { tariff -> [Chart.Target]? in
            guard case .indicator(indicator.id, _, _)? = tariff.figure,
                case .threshold(let table) = tariff.version(on: settlement.due).mechanism
            else { return nil }
            return table.rows.map { Chart.Target(tariff.title, indicator.cell($0.at)) }
        }
        return Array(tables.joined().prefix(4))
    }

    // MARK: What is claimed

    private func writeClaims(_ matter: ReportMatter, _ used: inout Set<Cell>) throws {
        let claims = matter.statement.claims
        guard !claims.isEmpty else { return }
        document.blocks.append(
            .heading(language.word("Outcomes claimed", sv: "Utfall som det begärs betalt för"), .section))
        let selection = Selection(
            matter: .claims(claims, nil),
            dimensions: contract.outcomes.count > 1 ? [.outcome] : [.time(.quarter)])
        let counts = try Grid(
            ShownTable(try cross(selection, over: window), selection, .count, self).value(), self)
        guard !counts.places.isEmpty, counts.places.count <= ChartLimits.bars else { return }
        let title = language.word("Claims", sv: "Antal")
        document.blocks.append(
            .chart(
                try drawn(
                    .bar, title, across: nil, up: nil, places: counts.places,
                    series: [Chart.Series(title, counts.cells.map { $0[0] })], targets: [])))
        used.formUnion(counts.cells.joined())
    }

    // MARK: Words

    private func drawn(
        _ kind: Chart.Kind, _ title: String, across: String?, up: String?, places: [Cell],
        series: [Chart.Series], targets: [Chart.Target]
    ) throws -> Chart {
        do throws(ReportingError) {
            return try Chart(
                kind, title: title, across: across, up: up, places: places, series: series, targets: targets)
        } catch {
            throw ApiError(error.diagnostics[0].message, hint: error.diagnostics[0].hint)
        }
    }

    /// Sums bear their currency anyway.
    private func unit(_ indicator: Indicator) -> String? { indicator.currency == nil ? indicator.unit : nil }

    private func word(_ part: CalendarPart) -> String {
        switch part {
        case .month: language.word("Month", sv: "Månad")
        case .quarter: language.word("Quarter", sv: "Kvartal")
        case .year: language.word("Year", sv: "År")
        }
    }
}

/// How much a chart of the host's own reports shows.
private enum ChartLimits {
    static let series = 6
    static let bars = 40
    static let points = 40
}

/// The rows of a table that a selection gave, without its totals.
private struct Grid {
    let places: [Cell]
    let columns: [String]
    let cells: [[Cell]]

    init(_ value: LuaValue, _ run: PackRun) throws {
        guard case .table(let table) = value, case .table(let titles)? = table.fields["columns"],
            case .table(let rows)? = table.fields["rows"]
        else { preconditionFailure("a selection told apart gives a table") }
        let all = try rows.array.map { row -> [Cell] in
            guard case .table(let row) = row else { preconditionFailure("a row is a list of cells") }
            return try run.cells(row, count: titles.array.count, in: "progress")
        }
        let names = titles.array.dropFirst().map { run.words($0) ?? "" }
        // The last of several columns sums up the others.
        let count = names.count > 1 ? names.count - 1 : names.count
        places = all.map { $0[0] }
        columns = Array(names.prefix(count))
        cells = all.map { Array($0.dropFirst().prefix(count)) }
    }
}

extension Indicator {
    fileprivate func cell(_ units: Int64) -> Cell {
        guard let currency else { return .number(Decimal(units: units, decimals: decimals)) }
        return cell(Decimal(units: units, decimals: decimals).ratio, currency)
    }

    fileprivate func cell(_ figure: Ratio) -> Cell {
        guard let currency else { return Decimal(exactly: figure).map { .number($0) } ?? .ratio(figure) }
        return cell(figure, currency)
    }

    private func cell(_ figure: Ratio, _ currency: Currency) -> Cell {
        (try? Amount(majorUnits: figure, currency: currency)).map { .amount($0) } ?? .ratio(figure)
    }
}
