/// The bytes of one cell in UTF-8, without the quotes around it; they hold as long as the row is at hand.
typealias Cell = UnsafeBufferPointer<UInt8>

/// One row of a file, cut into cells.
struct Row {
    /// As many cells as the file has columns.
    let cells: UnsafePointer<Cell>
    /// The line on which it begins, from 0 at the start of the block.
    let line: Int

    /// Returns the cell in `column`, from 0, and an empty one for a column that the file does not have.
    @inline(__always)
    func cell(_ column: Int?) -> Cell {
        guard let column else { return Cell(start: nil, count: 0) }
        return cells[column]
    }
}

extension Cell {
    var text: String { String(decoding: self, as: UTF8.self) }
}

/// Why a row has not the cells that it should have.
enum RowForm {
    case good
    /// The cell, from 0, that has a quote where none can be.
    case strayQuote(Int)
    case cells(Int)
    case tooLong
}
