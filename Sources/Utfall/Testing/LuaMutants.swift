import LuaSyntax
import OutcomesModel

/// One small change of a source, as somebody may make it by mistake.
struct LuaMutant: Hashable, Sendable {
    let range: Range<Int>
    let replacement: [UInt8]
    /// From 1.
    let line: Int
    /// What becomes what: `'>=' becomes '>'`.
    let words: String

    /// Returns the source with the change.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        Array(bytes[..<range.lowerBound]) + replacement + Array(bytes[range.upperBound...])
    }
}

extension LuaMutant {
    /// Returns all changes of a source that are made, by place: other comparisons, other arithmetic, `and` for `or`,
    /// figures one unit higher, days one earlier and later, conditions turned round, the least for the most, and calls left out.
    static func all(of bytes: [UInt8]) -> [LuaMutant] {
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
                if let next = Neighbour.figure(above: number) { replace(expression.range, next) }
            case .string:
                // A text that is a figure, such as "0.40", or a day.
                guard let text = expression.text else { return }
                let figure = Neighbour.figure(above: text).map { [$0] } ?? Neighbour.days(beside: text)
                for other in figure { replace(expression.range, "\"\(other)\"") }
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
