/// Where a run of a source can be watched: its statements, its conditions, and what it compares.
///
/// Calls of a watching module are put into the text without a new line, so that messages keep their places.
package struct LuaProbes: Sendable {
    package struct Probe: Sendable {
        package let kind: Kind
        package let range: Range<Int>
        /// From 1.
        package let line: Int
    }

    package enum Kind: Hashable, Sendable {
        case statement
        /// What decides which way a run goes: of `if`, `while`, `until`, and on the left of `and` and `or`.
        case condition
        /// Two values by `<`, `<=`, `>`, `>=`, `==` or `~=`.
        case comparison(LuaBinaryOperator)
    }

    package let probes: [Probe]
    private let insertions: [Insertion]
    private let bytes: [UInt8]

    private struct Insertion: Sendable {
        let offset: Int
        let text: String
    }

    /// - Parameters:
    ///   - first: the number of the first probe; the others follow it.
    ///   - module: what `require` knows the watching module by. It has `ran(n)`, `held(n, value)` which returns
    ///     the value, and `left(n, value)` and `right(n, value)`, which do so for what is compared.
    package init(_ bytes: [UInt8], first: Int, module: String) {
        self.bytes = bytes
        let chunk = LuaParser.parse(bytes)
        // What cannot be read is left as it is: Lua has its own words for it.
        guard chunk.errors.isEmpty else {
            (probes, insertions) = ([], [])
            return
        }
        let lines = LuaLines(bytes)
        let watching = "require\"\(module)\""
        var probes: [Probe] = []
        var openings: [Insertion] = []
        var closings: [Insertion] = []

        func add(_ kind: Kind, _ range: Range<Int>) -> Int {
            probes.append(Probe(kind: kind, range: range, line: lines.place(of: range.lowerBound).line))
            return first + probes.count - 1
        }
        func wrap(_ range: Range<Int>, _ function: String, _ number: Int) {
            openings.append(Insertion(offset: range.lowerBound, text: "\(watching).\(function)(\(number), "))
            closings.append(Insertion(offset: range.upperBound, text: ")"))
        }
        func watch(_ condition: LuaExpression) {
            switch condition.bare.kind {
            case .true, .false, .nil, .broken: return
            default: wrap(condition.range, "held", add(.condition, condition.range))
            }
        }

        chunk.block.visit(
            statement: { statement in
                if case .label = statement.kind { return }
                let number = add(.statement, statement.range)
                openings.append(
                    Insertion(offset: statement.range.lowerBound, text: "\(watching).ran(\(number)); "))
                switch statement.kind {
                case .if(let branches, _): for branch in branches { watch(branch.condition) }
                case .while(let condition, _), .repeat(_, until: let condition): watch(condition)
                default: break
                }
            },
            expression: { expression in
                guard case .binary(let left, let sign, _, let right) = expression.kind else { return }
                if sign == .and || sign == .or { watch(left) }
                guard sign.compares, left.mayBeFigure, right.mayBeFigure else { return }
                let number = add(.comparison(sign), expression.range)
                wrap(left.range, "left", number)
                wrap(right.range, "right", number)
            })
        self.probes = probes
        // What is within closes before what is around it, and all that ends at a place before what begins there.
        let ordered = closings.reversed() + openings
        insertions = ordered.enumerated().sorted {
            ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
        }
        .map(\.element)
    }

    /// The source with its watching calls.
    package var watched: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + 40 * insertions.count)
        var next = 0
        for insertion in insertions {
            text += bytes[next..<insertion.offset]
            text += Array(insertion.text.utf8)
            next = insertion.offset
        }
        return text + bytes[next...]
    }
}

extension LuaBinaryOperator {
    package var compares: Bool {
        switch self {
        case .less, .greater, .lessOrEqual, .greaterOrEqual, .equal, .notEqual: true
        default: false
        }
    }
}

extension LuaExpression {
    /// False of what is plainly no figure, such as a text.
    fileprivate var mayBeFigure: Bool {
        switch bare.kind {
        case .nil, .true, .false, .string, .table, .function, .broken: false
        default: true
        }
    }
}
