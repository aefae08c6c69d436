import LuaSyntax

/// What somebody typed, as Lua runs it.
enum PromptLine {
    case nothing
    /// All is well so far, and something lacks at the end.
    case unfinished
    case wrong(LuaSyntaxError)
    /// Its results are wanted. A call that gives only nil was made for what it does.
    case expression([UInt8], isCall: Bool)
    case statements([UInt8])

    /// Reads one or more lines: an expression where they can be read as one, otherwise statements.
    ///
    /// Names that `local` declares outside of any block become globals, so that the next line still has them.
    static func read(_ text: String) -> PromptLine {
        let bytes = Array(text.utf8)
        let opening = Array("return ".utf8)
        let asExpression = LuaParser.parse(opening + bytes)
        if asExpression.errors.isEmpty, case .return(let values)? = asExpression.block.statements.first?.kind
        {
            guard let first = values.first else { return .nothing }
            return .expression(opening + bytes, isCall: values.count == 1 && first.isOpenEnded)
        }
        let asStatements = LuaParser.parse(bytes)
        if asStatements.errors.isEmpty {
            let statements = asStatements.block.statements
            return statements.isEmpty ? .nothing : .statements(withoutLocals(bytes, statements))
        }
        if asExpression.isUnfinished || asStatements.isUnfinished { return .unfinished }
        guard let error = asStatements.errors.first else { return .nothing }
        // Whichever reading came further is the one that was meant.
        if let other = asExpression.errors.first,
            other.range.lowerBound - opening.count > error.range.lowerBound
        {
            return .wrong(other.moved(by: -opening.count))
        }
        return .wrong(error)
    }

    private static func withoutLocals(_ bytes: [UInt8], _ statements: [LuaStatement]) -> [UInt8] {
        var bytes = bytes
        for statement in statements.reversed() {
            let word = statement.range.lowerBound..<statement.range.lowerBound + "local".utf8.count
            switch statement.kind {
            case .local(let names, let values):
                // One that is closed at the end of its block would never be.
                guard !names.contains(where: { $0.attribute?.text == "close" }) else { continue }
                if values.isEmpty {
                    bytes.insert(contentsOf: Array(" = nil".utf8), at: statement.range.upperBound)
                }
                for attribute in names.reversed().compactMap(\.attribute) {
                    let start = bytes[..<attribute.range.lowerBound].lastIndex(of: UInt8(ascii: "<"))
                    let end = bytes[attribute.range.upperBound...].firstIndex(of: UInt8(ascii: ">"))
                    guard let start, let end else { continue }
                    blank(&bytes, start..<end + 1)
                }
                blank(&bytes, word)
            case .localFunction: blank(&bytes, word)
            default: continue
            }
        }
        return bytes
    }

    private static func blank(_ bytes: inout [UInt8], _ range: Range<Int>) {
        for place in range where bytes[place] != UInt8(ascii: "\n") { bytes[place] = UInt8(ascii: " ") }
    }
}
