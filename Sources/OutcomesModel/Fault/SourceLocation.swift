/// A place in a file that a person can open.
public struct SourceLocation: Hashable, Sendable {
    public let file: String
    /// From 1; none where the whole file is meant.
    public let line: Int?
    /// From 1: a character of the line, or a cell of the row where the file is evidence.
    public let column: Int?

    public init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension SourceLocation: CustomStringConvertible {
    public var description: String {
        [file, line.map(String.init), column.map(String.init)].compactMap(\.self).joined(separator: ":")
    }
}
