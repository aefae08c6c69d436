import LuaSyntax
import OutcomesModel
import PackReader

// What operators come to, and which of them mean nothing.
extension LuaReading {
    mutating func unary(_ symbol: LuaUnaryOperator, _ place: Range<Int>, _ operand: LuaExpression)
        -> KnownValue
    {
        let known = value(of: operand)
        switch symbol {
        case .not: return .truth
        case .length: return .number
        case .bitNot:
            tellBitwise("~", at: place)
            return .number
        case .negate:
            if known == .host(.day) {
                tell(LuaRemark(.error, .wrongOperator, "a day cannot be negated", at: place))
            }
            return known == .number || known.isExact ? known : .unknown
        }
    }

    mutating func binary(
        _ leftSide: LuaExpression, _ symbol: LuaBinaryOperator, _ place: Range<Int>,
        _ rightSide: LuaExpression
    ) -> KnownValue {
        let left = value(of: leftSide)
        let right = value(of: rightSide)
        switch symbol {
        case .or: return .one(of: [left.present, right])
        case .and: return .unknown
        case .equal, .notEqual:
            compareAlike(leftSide, left, symbol, place, rightSide, right)
            return .truth
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            checkOrder(left, symbol, place, right)
            return .truth
        case .concatenate:
            for (side, known) in [(leftSide, left), (rightSide, right)] where known.isHostFigure {
                let what = known.inWords ?? "a figure"
                tell(
                    LuaRemark(
                        .error, .wrongOperator, "\(what) cannot be joined to a text with ..", at: side.range,
                        hint: "write tostring(x), or (\"paid %s\"):format(x)"))
            }
            return .text
        case .add, .subtract, .multiply, .divide: return arithmetic(left, symbol, place, right)
        case .floorDivide, .modulo, .power:
            for known in [left, right] where known.isExact {
                tell(
                    LuaRemark(
                        .error, .wrongOperator,
                        "\(known.inWords ?? "an exact number") has no operator \(symbol.rawValue)", at: place,
                        hint: symbol == .floorDivide
                            ? "write (a / b):round(0, \"floor\")" : "exact numbers have + - * and /"))
                return .unknown
            }
            return left == .number && right == .number ? .number : .unknown
        case .bitOr, .bitXor, .bitAnd, .shiftLeft, .shiftRight:
            tellBitwise(symbol.rawValue, at: place)
            return .number
        }
    }

    mutating func tellBitwise(_ symbol: String, at place: Range<Int>) {
        tell(
            LuaRemark(
                .error, .bitwiseOperator,
                "bitwise operators are refused: some releases of Lua get them wrong",
                at: place,
                hint: symbol == "|" || symbol == "&"
                    ? "write 'or', 'and' for conditions" : "write ~= for 'is not', ^ for a power"))
    }

    // MARK: Arithmetic

    private mutating func arithmetic(
        _ left: KnownValue, _ symbol: LuaBinaryOperator, _ place: Range<Int>, _ right: KnownValue
    ) -> KnownValue {
        guard left.isFigure, right.isFigure else {
            for (one, other) in [(left, right), (right, left)] where one.isExact && other.isNoFigure {
                let (first, second) = (left.inWords ?? "a figure", right.inWords ?? "a figure")
                tell(
                    LuaRemark(
                        .error, .wrongOperator, "\(first) \(symbol.rawValue) \(second) means nothing",
                        at: place,
                        hint: "both sides must be figures"))
                break
            }
            return .unknown
        }
        let isNumber = (left == .number || left == .host(.exact), right == .number || right == .host(.exact))
        if left == .number, right == .number { return .number }
        switch (left, symbol, right) {
        case _ where isNumber.0 && isNumber.1: return .host(.exact)
        case (.host(.money), .add, .host(.money)), (.host(.money), .subtract, .host(.money)):
            return .host(.money)
        case (.host(.money), .divide, .host(.money)): return .host(.exact)
        case (.host(.money), .multiply, _) where isNumber.1: return .host(.money)
        case (.host(.money), .divide, _) where isNumber.1: return .host(.money)
        case (_, .multiply, .host(.money)) where isNumber.0: return .host(.money)
        case (.host(.day), .subtract, .host(.day)): return .host(.exact)
        case (.host(.day), .add, _) where isNumber.1: return .host(.day)
        case (.host(.day), .subtract, _) where isNumber.1: return .host(.day)
        case (_, .add, .host(.day)) where isNumber.0: return .host(.day)
        default:
            let hasMoney = left == .host(.money) || right == .host(.money)
            tell(
                LuaRemark(
                    .error, .wrongOperator,
                    "\(left.inWords ?? "") \(symbol.rawValue) \(right.inWords ?? "") means nothing",
                    at: place,
                    hint: hasMoney && (isNumber.0 || isNumber.1)
                        ? "money meets money: write soc.money(\"100.00\") for a sum" : nil))
            return .unknown
        }
    }

    // MARK: Comparisons

    private mutating func checkOrder(
        _ left: KnownValue, _ symbol: LuaBinaryOperator, _ place: Range<Int>, _ right: KnownValue
    ) {
        let known = (left, right)
        let isWrong: Bool =
            switch known {
            case _ where left.isExact && right.isNoFigure || right.isExact && left.isNoFigure: true
            case (.host(.money), .number), (.number, .host(.money)), (.host(.money), .host(.exact)),
                (.host(.exact), .host(.money)), (.host(.day), .number), (.number, .host(.day)),
                (.host(.day), .host(.exact)), (.host(.exact), .host(.day)), (.host(.day), .host(.money)),
                (.host(.money), .host(.day)), (.text, .number), (.number, .text):
                true
            default: false
            }
        guard isWrong else { return }
        let hasMoney = left == .host(.money) || right == .host(.money)
        tell(
            LuaRemark(
                .error, .wrongOperator,
                "\(left.inWords ?? "") \(symbol.rawValue) \(right.inWords ?? "") means nothing", at: place,
                hint: hasMoney ? "money meets money: write soc.money(\"100.00\") for a sum" : nil))
    }

    private mutating func compareAlike(
        _ leftSide: LuaExpression, _ left: KnownValue, _ symbol: LuaBinaryOperator, _ place: Range<Int>,
        _ rightSide: LuaExpression, _ right: KnownValue
    ) {
        let always = symbol == .equal ? "false" : "true"
        for (known, other, literal) in [(left, right, rightSide), (right, left, leftSide)] {
            if let text = literal.bare.text, known.isNamed {
                checkName(
                    text, at: literal.bare.range.inside, fits: known, severity: .warning, rule: .neverEqual,
                    said: { "this is always \(always): \($0)" })
                return
            }
            guard known.isHostFigure else { continue }
            if other == .nothing {
                tell(
                    LuaRemark(
                        .warning, .neverEqual,
                        "this is always \(always): \(known.inWords ?? "it") is never nil",
                        at: place, hint: "what is missing is found by soc.is_missing(x)"))
                return
            }
            tellNeverEqual(known, other, literal, always, at: place)
        }
    }
}

extension LuaReading {
    private mutating func tellNeverEqual(
        _ known: KnownValue, _ other: KnownValue, _ literal: LuaExpression, _ always: String,
        at place: Range<Int>
    ) {
        let exact = known.isExact ? known.inWords ?? "it" : "an exact figure"
        if other == .number, known.fits(.host(.exact)) {
            var number = "3"
            if case .number(let text) = literal.bare.kind { number = text }
            tell(
                LuaRemark(
                    .warning, .neverEqual, "this is always \(always): \(exact) never equals a number of Lua",
                    at: place, hint: "compare it with soc.decimal(\(number)), or by < and >"))
        } else if other == .number || other == .text || (other.isExact && known.isExact && other != known) {
            tell(
                LuaRemark(
                    .warning, .neverEqual,
                    "this is always \(always): \(exact) never equals \(other.inWords ?? "it")", at: place,
                    hint: "compare money with money, and exact numbers with exact numbers"))
        }
    }
}

extension KnownValue {
    /// Whether it is one certain thing that can be calculated with.
    var isFigure: Bool {
        switch self {
        case .number, .host(.exact), .host(.money), .host(.day): true
        default: false
        }
    }

    /// Whether it certainly is nothing that can be calculated with, or compared by size, beside a figure.
    var isNoFigure: Bool {
        switch self {
        case .nothing, .truth, .text, .table, .function, .id, .word, .list, .record, .module, .library,
            .exports,
            .body:
            true
        case .host(let type): ![.exact, .money, .day, .missing].contains(type)
        case .unknown, .number, .either: false
        }
    }

    /// Whether it is a text of which all possible values are known.
    var isNamed: Bool {
        let texts = present.alternatives
        return !texts.isEmpty
            && texts.allSatisfy {
                switch $0 {
                case .id, .word: true
                default: false
                }
            }
    }
}
