import LuaHost
import OutcomesModel
import Reporting

/// The rows of a table that a selection gave, without its totals.
struct ProgressGrid {
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
    func cell(_ units: Int64) -> Cell {
        guard let currency else { return .number(Decimal(units: units, decimals: decimals)) }
        return cell(Decimal(units: units, decimals: decimals).ratio, currency)
    }

    func cell(_ figure: Ratio) -> Cell {
        guard let currency else { return Decimal(exactly: figure).map { .number($0) } ?? .ratio(figure) }
        return cell(figure, currency)
    }

    private func cell(_ figure: Ratio, _ currency: Currency) -> Cell {
        (try? Amount(majorUnits: figure, currency: currency)).map { .amount($0) } ?? .ratio(figure)
    }
}
