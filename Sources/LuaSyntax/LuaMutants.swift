/// One small change of a source, as somebody may make it by mistake.
package struct LuaMutant: Hashable, Sendable {
    package let range: Range<Int>
    package let replacement: [UInt8]
    /// From 1.
    package let line: Int
    /// What becomes what: `'>=' becomes '>'`.
    package let words: String

    /// Returns the source with the change.
    package func applied(to bytes: [UInt8]) -> [UInt8] {
        Array(bytes[..<range.lowerBound]) + replacement + Array(bytes[range.upperBound...])
    }
}

extension LuaMutant {
    /// Returns all changes of a source that are made, by place: other comparisons, other arithmetic, `and` for `or`,
    /// figures one unit higher, conditions turned round, the least for the most, and calls left out.
    package static func all(of bytes: [UInt8]) -> [LuaMutant] {
        let chunk = LuaParser.parse(bytes)
        guard chunk.errors.isEmpty else { return [] }
        var maker = Maker(bytes: bytes, lines: LuaLines(bytes))
        chunk.block.visit(
            statement: { maker.change($0) }, expression: { maker.change($0) })
        return maker.mutants.sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.words) < (
                $1.range.lowerBound, $1.range.upperBound, $1.words
            )
        }
    }

    private struct Maker {
        let bytes: [UInt8]
        let lines: LuaLines
        var mutants: [LuaMutant] = []

        mutating func change(_ statement: LuaStatement) {
            switch statement.kind {
            case .call(let call) where !call.isRequire:
                add(statement.range, "do end", "'\(shown(statement.range))' is left out")
            case .if(let branches, _):
                for branch in branches { turnRound(branch.condition) }
            case .while(let condition, _), .repeat(_, until: let condition): turnRound(condition)
            default: break
            }
        }

        /// A comparison is changed by itself.
        private mutating func turnRound(_ condition: LuaExpression) {
            if case .binary(_, let sign, _, _) = condition.bare.kind, sign.compares { return }
            if case .unary(.not, _, _) = condition.bare.kind { return }
            add(
                condition.range, "not (\(text(condition.range)))",
                "'\(shown(condition.range))' becomes its contrary")
        }

        mutating func change(_ expression: LuaExpression) {
            switch expression.kind {
            case .true: replace(expression.range, "false")
            case .false: replace(expression.range, "true")
            case .number(let number):
                if let next = oneUnitMore(number) { replace(expression.range, next) }
            case .string:
                // A text that is a figure, such as "0.40".
                guard let figure = expression.text, figure.contains(where: \.isNumber),
                    figure.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }),
                    let next = oneUnitMore(figure)
                else { return }
                replace(expression.range, "\"\(next)\"")
            case .unary(.not, let sign, let value):
                add(sign.lowerBound..<value.range.lowerBound, "", "'not' is left out")
            case .binary(_, let sign, let range, _):
                for other in sign.mistakes { replace(range, other.rawValue) }
            case .field(_, let name): changeName(name)
            case .method(_, let name, _): changeName(name)
            default: break
            }
        }

        private mutating func changeName(_ name: LuaName) {
            for (one, other) in Self.contraries {
                if name.text == one { replace(name.range, other) }
                if name.text == other { replace(name.range, one) }
            }
        }

        /// Functions of the API that take the same and are easily taken for each other.
        private static let contraries = [
            ("min", "max"), ("at_least", "at_most"), ("first", "last"), ("first_day", "last_day"),
            ("floor", "ceil"), ("entry", "exit"),
        ]

        private mutating func replace(_ range: Range<Int>, _ replacement: String) {
            add(range, replacement, "'\(text(range))' becomes '\(replacement)'")
        }

        private mutating func add(_ range: Range<Int>, _ replacement: String, _ words: String) {
            // Between two words there must be a space.
            let spaced = replacement.isEmpty ? " " : replacement
            mutants.append(
                LuaMutant(
                    range: range, replacement: Array(spaced.utf8),
                    line: lines.place(of: range.lowerBound).line, words: words))
        }

        private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

        /// The first line of it, and no more than fits into a message.
        private func shown(_ range: Range<Int>) -> String {
            let first = text(range).prefix { $0 != "\n" }
            return first.count > 50 || first.utf8.count < range.count ? "\(first.prefix(47))…" : String(first)
        }
    }
}

/// Returns a decimal number one unit of its last place higher; nil for any other way of writing a number.
package func oneUnitMore(_ text: String) -> String? {
    var digits = Array(text.utf8)
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits.removeFirst() }
    guard digits.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") }),
        digits.contains(where: { (48...57).contains($0) })
    else { return nil }
    // Away from zero, so that a negative number stays one and grows no digit.
    var place = digits.count - 1
    while place >= 0 {
        guard (48...57).contains(digits[place]) else {
            place -= 1
            continue
        }
        if digits[place] < 57 {
            digits[place] += 1
            return (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
        }
        digits[place] = 48
        place -= 1
    }
    return (isNegative ? "-1" : "1") + String(decoding: digits, as: UTF8.self)
}

extension LuaBinaryOperator {
    /// What somebody may have written in its place: a comparison's neighbour and its contrary.
    fileprivate var mistakes: [LuaBinaryOperator] {
        switch self {
        case .less: [.lessOrEqual, .greaterOrEqual]
        case .lessOrEqual: [.less, .greater]
        case .greater: [.greaterOrEqual, .lessOrEqual]
        case .greaterOrEqual: [.greater, .less]
        case .equal: [.notEqual]
        case .notEqual: [.equal]
        case .and: [.or]
        case .or: [.and]
        case .add: [.subtract]
        case .subtract: [.add]
        case .multiply: [.divide]
        case .divide: [.multiply]
        case .modulo: [.divide]
        case .floorDivide: [.divide]
        case .concatenate, .power, .bitOr, .bitAnd, .bitXor, .shiftLeft, .shiftRight: []
        }
    }
}

extension LuaExpression {
    /// `require "x"` as a statement only loads.
    fileprivate var isRequire: Bool {
        guard case .call(let callee, _) = kind, case .name("require") = callee.kind else { return false }
        return true
    }
}
