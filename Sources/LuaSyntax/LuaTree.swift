// A Lua source as a tree. Each node says which bytes of the source it takes, so that a message can point at
// it, and a text be put in its place.

/// A file, or as much of it as could be read.
package struct LuaChunk: Sendable {
    package let block: LuaBlock
    /// By place; where there are some, the tree holds what could be read around them.
    package let errors: [LuaSyntaxError]
    /// Whether all is well up to the end of the source, and something lacks there: more lines may mend it.
    package let isUnfinished: Bool
}

/// Statements, one after the other.
package struct LuaBlock: Sendable {
    package let statements: [LuaStatement]
    package let range: Range<Int>
}

package struct LuaName: Hashable, Sendable {
    package let text: String
    package let range: Range<Int>

    package init(text: String, range: Range<Int>) {
        self.text = text
        self.range = range
    }
}

package struct LuaStatement: Sendable {
    package let kind: Kind
    package let range: Range<Int>

    package indirect enum Kind: Sendable {
        case local([LuaLocalName], values: [LuaExpression])
        case assignment([LuaExpression], values: [LuaExpression])
        /// A call, whose results nobody takes.
        case call(LuaExpression)
        case `do`(LuaBlock)
        case `while`(LuaExpression, LuaBlock)
        case `repeat`(LuaBlock, until: LuaExpression)
        case `if`([LuaBranch], otherwise: LuaBlock?)
        case numericFor(LuaName, from: LuaExpression, to: LuaExpression, step: LuaExpression?, LuaBlock)
        case genericFor([LuaName], values: [LuaExpression], LuaBlock)
        /// `function a.b:c() … end`: the target is `a.b.c`.
        case function(LuaExpression, isMethod: Bool, LuaFunctionBody)
        case localFunction(LuaName, LuaFunctionBody)
        case `return`([LuaExpression])
        case `break`
        case goto(LuaName)
        case label(LuaName)
    }
}

/// A name that `local` declares, with what stands in angle brackets behind it.
package struct LuaLocalName: Sendable {
    package let name: LuaName
    package let attribute: LuaName?
}

/// `if` or `elseif`: the condition, and what is done where it holds.
package struct LuaBranch: Sendable {
    package let condition: LuaExpression
    package let block: LuaBlock
}

package struct LuaFunctionBody: Sendable {
    package let parameters: [LuaName]
    package let takesMore: Bool
    package let block: LuaBlock
    /// From the word `function` to `end`.
    package let range: Range<Int>
}

package struct LuaExpression: Sendable {
    package let kind: Kind
    package let range: Range<Int>

    package indirect enum Kind: Sendable {
        case `nil`, `true`, `false`, varargs
        /// As it is written.
        case number(String)
        case string([UInt8])
        case name(String)
        case function(LuaFunctionBody)
        /// `a.b`
        case field(LuaExpression, LuaName)
        /// `a[b]`
        case index(LuaExpression, LuaExpression)
        case call(LuaExpression, [LuaExpression])
        /// `a:b(…)`
        case method(LuaExpression, LuaName, [LuaExpression])
        /// The operator with its bytes.
        case unary(LuaUnaryOperator, Range<Int>, LuaExpression)
        case binary(LuaExpression, LuaBinaryOperator, Range<Int>, LuaExpression)
        case table([LuaTableItem])
        case parenthesis(LuaExpression)
        /// What could not be read.
        case broken
    }
}

package enum LuaTableItem: Sendable {
    case value(LuaExpression)
    case named(LuaName, LuaExpression)
    case keyed(LuaExpression, LuaExpression)
}

package enum LuaUnaryOperator: String, Sendable {
    case negate = "-"
    case not = "not"
    case length = "#"
    case bitNot = "~"
}

package enum LuaBinaryOperator: String, CaseIterable, Sendable {
    case or, and
    case less = "<"
    case greater = ">"
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case notEqual = "~="
    case equal = "=="
    case bitOr = "|"
    case bitXor = "~"
    case bitAnd = "&"
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case concatenate = ".."
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case floorDivide = "//"
    case modulo = "%"
    case power = "^"

    /// How closely it binds what stands on its left and on its right; the manual's table, 3.4.8.
    var binding: (left: Int, right: Int) {
        switch self {
        case .or: (1, 1)
        case .and: (2, 2)
        case .less, .greater, .lessOrEqual, .greaterOrEqual, .notEqual, .equal: (3, 3)
        case .bitOr: (4, 4)
        case .bitXor: (5, 5)
        case .bitAnd: (6, 6)
        case .shiftLeft, .shiftRight: (7, 7)
        case .concatenate: (9, 8)
        case .add, .subtract: (10, 10)
        case .multiply, .divide, .floorDivide, .modulo: (11, 11)
        case .power: (14, 13)
        }
    }

    /// How closely `not`, `#`, `-` and `~` bind.
    static let unaryBinding = 12

    package var isBitwise: Bool {
        switch self {
        case .bitOr, .bitXor, .bitAnd, .shiftLeft, .shiftRight: true
        default: false
        }
    }
}

extension LuaExpression {
    /// The text of a string in UTF-8; nil for anything else.
    package var text: String? {
        guard case .string(let bytes) = kind else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The same without the parentheses around it.
    package var bare: LuaExpression {
        if case .parenthesis(let inner) = kind { inner.bare } else { self }
    }

    /// Whether it may give any number of values.
    package var isOpenEnded: Bool {
        switch kind {
        case .call, .method, .varargs, .broken: true
        default: false
        }
    }
}
