import OutcomesModel

/// A table, or the figures of a chart, with a name that no other of its document has.
package struct NamedTable: Sendable {
    package let name: String
    package let table: Table
}

extension Document {
    /// Returns its tables and the figures of its charts, from top to bottom, as spreadsheets and CSV have them.
    ///
    /// Each is called by its caption, or else by the heading above it; the second of a name is `Payments (2)`.
    /// Intervals are two columns.
    package func namedTables() -> [NamedTable] { cleaned().tablesByBlock().compactMap(\.self) }

    /// Returns what `namedTables` has, at the place of its block; nil for all that is no table.
    func tablesByBlock() -> [NamedTable?] {
        var names = RegionNames()
        // What stands beside the tables has this name.
        _ = names.name(WordList.name(in: language))
        var heading = ""
        return blocks.map { block in
            let table: Table
            switch block {
            case .heading(let text, _):
                heading = text
                return nil
            case .table(let given): table = given
            case .chart(let chart): table = chart.table(in: language)
            case .text, .list, .facts, .callout, .footnote: return nil
            }
            let own = [table.caption, heading].compactMap(\.self).first { !$0.isEmpty }
            return NamedTable(
                name: names.name(own ?? language.word("Table", sv: "Tabell")),
                table: table.withBoundsApart(in: language))
        }
    }
}

extension Table {
    /// Returns the table with two columns in place of one of intervals, and three where the figures stand there too.
    ///
    /// What is no interval, such as the reason why there is none, stands in each of them.
    func withBoundsApart(in language: Language) -> Table {
        let parts = columns.indices.map { index in
            cells(inColumn: index).reduce(1) { most, cell in
                guard case .interval(let figure, _, _) = cell else { return most }
                return max(most, figure == nil ? 2 : 3)
            }
        }
        guard parts.contains(where: { $0 > 1 }) else { return self }
        func apart(_ row: [Cell]) -> [Cell] {
            zip(row, parts).flatMap { cell, count in
                guard case .interval(let figure, let lower, let upper) = cell else {
                    // Of a figure without bounds there is only the figure.
                    return count == 3 && cell.isFigure
                        ? [cell, .empty, .empty] : Array(repeating: cell, count: count)
                }
                return count == 3 ? [figure ?? .empty, lower, upper] : [lower, upper]
            }
        }
        let titled = zip(columns, parts).flatMap { column, count -> [Column] in
            guard count > 1 else { return [column] }
            let bounds = titlesOfBounds(column.title, language).map { Column($0, .end) }
            return count == 3 ? [Column(column.title, .end)] + bounds : bounds
        }
        // Safe because every row is taken apart by the same columns.
        return try! Table(
            caption: caption, columns: titled, rows: rows.map(apart), totals: totals.map(apart))
    }
}

extension Fact {
    /// Returns a fact for each bound of an interval, below that of its figure; any other fact as it is.
    func withBoundsApart(in language: Language) -> [Fact] {
        guard case .interval(let figure, let lower, let upper) = value else { return [self] }
        return (figure.map { [Fact(label, $0)] } ?? [])
            + zip(titlesOfBounds(label, language), [lower, upper]).map { Fact($0, $1) }
    }
}

private func titlesOfBounds(_ title: String, _ language: Language) -> [String] {
    [language.word("lower", sv: "nedre"), language.word("upper", sv: "övre")]
        .map { title.isEmpty ? $0 : "\(title), \($0)" }
}
