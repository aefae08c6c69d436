import OutcomesModel

extension Chart {
    private static let longestBar = 20

    /// Returns the figures as a table: a row for each place.
    ///
    /// - Parameter isRead: whether it is all that a reader gets, as in text: then bounds stand in one column, and
    ///   a last column draws the figures of a single series with characters.
    func table(in language: Language, isRead: Bool = false) -> Table {
        let drawn = isRead ? bars() : nil
        var columns = [Column(across ?? nameOfPlaces(language))]
        for one in series {
            columns.append(Column(one.title, .end))
            for band in one.bands {
                guard !isRead else {
                    columns.append(Column(band.title, .end))
                    continue
                }
                columns.append(Column("\(band.title), \(language.word("lower", sv: "nedre"))", .end))
                columns.append(Column("\(band.title), \(language.word("upper", sv: "övre"))", .end))
            }
        }
        columns += targets.map { Column($0.title, .end) }
        if drawn != nil { columns.append(Column("")) }
        let rows = rowTitles(language).enumerated().map { index, title in
            [title] + figures(at: index, isRead ? language : nil) + targets.map(\.value)
                + (drawn.map { [.text($0[index])] } ?? [])
        }
        let totals = total.map { total -> [Cell] in
            [.text(total.title), total.value] + columns.dropFirst(2).map { _ in .empty }
        }
        // Safe because each row has a cell for each of the columns above.
        return try! Table(caption: title, columns: columns, rows: rows, totals: totals)
    }

    private func figures(at index: Int, _ read: Language?) -> [Cell] {
        series.flatMap { one in
            [one.values[index]]
                + one.bands.flatMap { band -> [Cell] in
                    let (lower, upper) = (band.lower[index], band.upper[index])
                    guard let read else { return [lower, upper] }
                    guard lower.figure != nil, upper.figure != nil else { return [lower] }
                    return [.text(Chart.span(lower, upper, read))]
                }
        }
    }

    /// Returns both bounds, with their currency once.
    private static func span(_ lower: Cell, _ upper: Cell, _ language: Language) -> String {
        let (low, high) = (lower.displayed(in: language), upper.displayed(in: language))
        let currency = lower.sum.map { " \($0.currency.code)" } ?? ""
        return "\(low.hasSuffix(currency) ? String(low.dropLast(currency.count)) : low) – \(high)"
    }

    /// What stands before the figures of a row; a bin is from its edge to the next.
    func rowTitles(_ language: Language) -> [Cell] {
        guard kind == .histogram else { return places }
        return places.indices.dropLast().map { index in
            .text(
                "\(places[index].displayed(in: language)) – \(places[index + 1].displayed(in: language))")
        }
    }

    private func nameOfPlaces(_ language: Language) -> String {
        if kind == .histogram { return language.word("From – to", sv: "Från – till") }
        return if case .day = places[0] { language.word("Day", sv: "Dag") } else {
            language.word("Item", sv: "Post")
        }
    }

    /// Returns a bar of eighths of a character for each place, where that says something.
    private func bars() -> [String]? {
        guard series.count == 1, kind == .bar || kind == .histogram || kind == .waterfall else { return nil }
        let values = series[0].values.map { $0.figure.map(\.approximate) }
        guard values.allSatisfy({ ($0 ?? 0) >= 0 }), let most = values.compactMap(\.self).max(), most > 0
        else { return nil }
        let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return values.map { value in
            let length = Int(((value ?? 0) / most * Double(Self.longestBar * 8)).rounded())
            let rest = length % 8 == 0 ? "" : String(eighths[length % 8 - 1])
            return String(repeating: "█", count: length / 8) + rest
        }
    }
}
