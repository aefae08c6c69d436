import CLuaHost

/// What a function by row gives for every row, in the form that is read without going to Swift.
package final class LuaRows {
    package enum Cell {
        /// The function is called.
        case ask
        case `nil`
        /// A number over a denominator of 1 to 65,535.
        case exact(Int64, Int32)
        /// Of one word.
        case object(LuaObject)
        /// A place in the texts.
        case text(Int)
    }

    let cells: UnsafeMutableBufferPointer<luahost_cell>
    let texts: UnsafeMutableBufferPointer<luahost_value>

    /// - Parameters:
    ///   - texts: what cells of kind `text` may name.
    ///   - cell: gives the cell of a row, from 0.
    package init<Failure>(
        count: Int, texts: [String] = [], cell: (Int) throws(Failure) -> Cell
    ) throws(Failure) {
        cells = .allocate(capacity: count)
        self.texts = .allocate(capacity: texts.count)
        for (place, text) in texts.enumerated() {
            let bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: text.utf8.count)
            _ = bytes.initialize(from: text.utf8.lazy.map { CChar(bitPattern: $0) })
            var value = luahost_value()
            value.kind = Int32(LUAHOST_STRING)
            value.content.bytes = UnsafePointer(bytes.baseAddress)
            value.length = bytes.count
            self.texts.initializeElement(at: place, to: value)
        }
        for row in 0..<count { cells.initializeElement(at: row, to: LuaRows.cell(try cell(row))) }
    }

    deinit {
        for text in texts { text.content.bytes?.deallocate() }
        texts.deallocate()
        cells.deallocate()
    }

    private static func cell(_ cell: Cell) -> luahost_cell {
        switch cell {
        case .ask: luahost_cell(value: 0, denominator: 0, kind: Int32(LUAHOST_CELL_ASK))
        case .nil: luahost_cell(value: 0, denominator: 0, kind: Int32(LUAHOST_CELL_NIL))
        case .exact(let numerator, let denominator):
            luahost_cell(value: numerator, denominator: denominator, kind: Int32(LUAHOST_CELL_EXACT))
        case .object(let object):
            luahost_cell(
                value: Int64(object.word), denominator: object.type.number, kind: Int32(LUAHOST_CELL_OBJECT))
        case .text(let place):
            luahost_cell(value: Int64(place), denominator: 0, kind: Int32(LUAHOST_CELL_TEXT))
        }
    }
}
