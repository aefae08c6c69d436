import OutcomesModel

/// Puts the values of an object's keys into the cells of their columns.
struct JSONCells: ~Copyable {
    private var keys = TextTable()
    private let names: [String]
    /// For each column the row that it was last filled in.
    private var filled: [Int]
    private var row = 0

    /// - Parameter names: what the columns are called, in their order; empty for those that are not read.
    init(_ names: [String]) {
        self.names = names
        filled = names.map { _ in 0 }
        // Numbered in this order, so that the number of a key is its column.
        for name in names { _ = keys.code(of: name) }
    }

    /// Fills `cells` from the object at hand.
    mutating func fill(_ cells: UnsafeMutablePointer<Cell>, from rows: JSONRows) -> JSONFault? {
        for column in names.indices { cells[column] = Cell(start: nil, count: 0) }
        row += 1
        return rows.read { key, value in
            guard let column = (keys.lookup.find(key, TextKey(key))?.code).map(Int.init) else {
                let text = key.text
                let nearest = nearestName(to: text, among: names)
                return .unknownKey(came: shownName(text, nearest: nearest), nearest: nearest)
            }
            guard filled[column] != row else { return .repeatedKey(names[column]) }
            filled[column] = row
            cells[column] = value
            return nil
        }
    }
}
