import Foundation
import LuaSyntax
import Testing

/// What a source is read as, and what is said of one that is no Lua.
@Suite struct ReadingTests {
    private static let mistakes: [(lua: String, told: [String])] = [
        ("local x = ", ["1:11 a value was expected, and not the end of the file"]),
        ("if a the b() end", ["1:6 'then' was expected before 'the'"]),
        ("if a = b then c() end", ["1:6 '=' assigns, and does not compare"]),
        (
            "x = 1 + * 2\ny = )\nz()",
            ["1:9 a value was expected, and not '*'", "2:5 a value was expected, and not ')'"]
        ),
        ("function f() if a then b() end", ["1:1 this function is not ended"]),
        (
            "for i = 1 do end",
            ["1:11 ',' was expected before 'do'", "1:14 there is nothing that 'end' could end here"]
        ),
        ("end", ["1:1 there is nothing that 'end' could end here"]),
        ("return 1\nx = 2", ["1:1 return must be the last statement of its block"]),
        ("x = \"open\ny = 1", ["1:5 this string is not closed on its line"]),
        ("x = [[open", ["1:5 this long string is not closed"]),
        ("--[==[ open", ["1:1 this long comment is not closed"]),
        ("x = '\\q'", ["1:6 Lua has no such escape in a string"]),
        ("x = '\\300'", ["1:6 Lua has no such escape in a string"]),
        ("x = 3x", ["1:5 '3x' is not a number"]), ("x = 1..2", ["1:5 '1..2' is not a number"]),
        ("x = a != b", ["1:7 Lua has no operator !="]),
        (
            "if a && b || !c then d += 1 end",
            [
                "1:6 Lua has no operator &&", "1:11 Lua has no operator ||", "1:14 Lua has no operator !",
                "1:24 Lua has no operator +=",
            ]
        ),
        (
            "if a. then b() end\nwhile + do c() end",
            ["1:7 the name of a field was expected, and not 'then'", "2:7 a value was expected, and not '+'"]
        ),
        ("break", ["1:1 there is no loop here that 'break' could leave"]),
        ("goto out", ["1:6 there is no label 'out' in sight"]),
        ("::a:: ::a::", ["1:9 the label 'a' is there already"]),
        ("local x <const> = 1\nx = 2", ["2:1 'x' is a constant, and cannot be assigned to"]),
        ("local x <constant> = 1", ["1:10 a local has no attribute 'constant'"]),
        ("function f() return ... end", ["1:21 '...' stands in a function that does not take it"]),
        ("f() = 1", ["1:1 nothing can be assigned to this"]),
        (
            "local function nil()\nend",
            [
                "1:16 the name of a function was expected, and not 'nil'",
                "2:1 there is nothing that 'end' could end here",
            ]
        ),
        ("x:y", ["1:4 a method is called: '(' was expected before the end of the file"]),
        (
            "f(1 2)\ng(",
            ["1:5 ')' was expected before '2'", "2:3 a value was expected, and not the end of the file"]
        ),
        ("t = { 1 2 }", ["1:9 ',' or '}' was expected before '2'"]),
        ("repeat x()", ["1:1 this repeat has no until"]),
    ]

    @Test(arguments: mistakes)
    func `what is no Lua is said where it stands`(lua: String, told: [String]) {
        #expect(ReadingTests.errors(lua) == told)
    }

    @Test func `each of several mistakes is told`() {
        let lua = """
            local rules = {}
            function rules.participant(p)
              if p.score => 3 then p:claim "job" end
            end
            function rules.settle(s)
              local sum = s.terms. + 1
              s:pay("guarantee", sum
            end
            return rules
            """
        #expect(
            ReadingTests.errors(lua) == [
                "3:14 Lua has no operator =>", "6:24 the name of a field was expected, and not '+'",
                "8:1 ')' was expected before 'end'",
            ])
    }

    @Test func `nesting is bounded as in Lua`() {
        let deep = "x = " + String(repeating: "(", count: 100_000)
        #expect(ReadingTests.errors(deep) == ["1:199 this is nested too deeply"])
        #expect(ReadingTests.errors("x = " + String(repeating: "not ", count: 150) + "1").isEmpty)
    }

    /// Ways to build a tree: what stands before, what is repeated, and what stands behind.
    private static let links: [(before: String, link: String, behind: String)] = [
        ("local y = x", "()", ""), ("local y = x", ".a", ""), ("x", "[1]", " = 1"), ("x", "[1]", "()"),
        ("x", ".a", " = 1"), ("x", ":a()", ""), ("x", " 'a'", ""), ("x", "{}", ""), ("x", "(x.a.b)", ""),
        ("function x", ".a", "() end"), ("x = 1", " + 1", ""), ("x = 1", " and 1", ""),
        ("x = 1", " == 1", ""), ("if x", ".a", " then y() end"), ("return x", " - x.a", ""),
        ("x = { y = x", ".a", " }"), ("for i = 1", " * 2", ", 2 do end"), ("repeat until x", ".a", ""),
    ]

    @Test(arguments: links)
    func `what grows by links is bounded, far beyond what people write`(
        before: String, link: String, behind: String
    ) {
        func errors(_ count: Int) -> [String] {
            ReadingTests.errors(before + String(repeating: link, count: count) + behind)
        }
        #expect(errors(300) == [])
        let refused = errors(link == "()" ? 100_000 : 10_000)
        #expect(refused.count == 1 && refused[0].hasSuffix(" this is nested too deeply"))
        #expect(refused == errors(401))
    }

    @Test func `links within links add up`() {
        // Each argument holds a chain as long as the one that it stands in.
        let nested = (0..<9).reduce("x") { inner, _ in "f(\(inner))" + String(repeating: ".a", count: 50) }
        #expect(ReadingTests.errors("x = \(nested)") == ["1:816 this is nested too deeply"])
        // What stands side by side does not.
        let beside = String(repeating: "x.a.b.c(), ", count: 10_000)
        #expect(ReadingTests.errors("x = { \(beside) }").isEmpty)
        #expect(ReadingTests.errors(String(repeating: "x.a.b.c()\n", count: 10_000)).isEmpty)
    }

    @Test func `a chain of elseif is as long as it likes, and one of else if is not`() {
        let long = "if a then b() " + String(repeating: "elseif a then b() ", count: 5_000) + "end"
        #expect(ReadingTests.errors(long).isEmpty)
        let deep = String(repeating: "if a then b() else ", count: 5_000)
        #expect(ReadingTests.errors(deep) == ["1:3690 this is nested too deeply"])
    }

    private static let trees: [(lua: String, tree: String)] = [
        ("1 + 2 * 3", "(1 + (2 * 3))"), ("2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"), ("-x ^ 2", "(-(x ^ 2))"),
        ("not a == b", "((not a) == b)"), ("a .. b .. c", "(a .. (b .. c))"),
        ("a or b and c", "(a or (b and c))"),
        ("1 << 2 + 3", "(1 << (2 + 3))"), ("a & b | c ~ d", "((a & b) | (c ~ d))"),
        ("a < b == c", "((a < b) == c)"), ("#t - 1", "((#t) - 1)"), ("a.b[c].d", "a.b[c].d"),
        ("f(x)(y):z 'w'", "f(x)(y):z(\"w\")"), ("{1, a = 2, [b] = 3; 4}", "{1, a = 2, [b] = 3, 4}"),
    ]

    @Test(arguments: trees)
    func `operators bind as in the manual`(lua: String, tree: String) {
        let chunk = LuaParser.parse(Array("return \(lua)".utf8))
        guard case .return(let values)? = chunk.block.statements.first?.kind, let value = values.first else {
            Issue.record("nothing was read")
            return
        }
        #expect(value.shown == tree)
    }

    @Test(arguments: shippedSources)
    func `the bytes of each expression of a shipped pack are an expression themselves`(path: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: path)).map(\.self)
        let chunk = LuaParser.parse(bytes)
        #expect(chunk.errors.isEmpty)
        var count = 0
        chunk.block.visit(expression: { expression in
            count += 1
            let again = LuaParser.parse(Array("return ".utf8) + bytes[expression.range])
            guard case .return(let values)? = again.block.statements.first?.kind else {
                Issue.record("\(path): no expression at \(expression.range)")
                return
            }
            #expect(again.errors.isEmpty && values.count == 1)
            #expect(values.first?.shown == expression.shown)
        })
        #expect(count > 2)
    }

    private static func errors(_ lua: String) -> [String] {
        let bytes = Array(lua.utf8)
        let lines = LuaLines(bytes)
        return LuaParser.parse(bytes).errors.map {
            let place = lines.place(of: $0.range.lowerBound)
            return "\(place.line):\(place.column) \($0.message)"
        }
    }
}

let shippedSources: [String] = {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/plugins"
    let paths = FileManager.default.subpaths(atPath: root) ?? []
    // Tests of packs are long and all of one kind, and templates are not Lua before they are filled in.
    let kept = paths.filter { !$0.contains("/tests/") && !$0.hasPrefix("templates/") && $0.hasSuffix(".lua") }
    return kept.sorted().map { "\(root)/\($0)" }
}()

extension LuaExpression {
    /// The expression with a parenthesis around each operator, so that its tree can be seen.
    var shown: String {
        switch kind {
        case .nil: "nil"
        case .true: "true"
        case .false: "false"
        case .varargs: "..."
        case .broken: "?"
        case .number(let text): text
        case .string(let bytes): "\"\(String(decoding: bytes, as: UTF8.self))\""
        case .name(let name): name
        case .function(let body): "function(\(body.parameters.map(\.text)))"
        case .field(let object, let name): "\(object.shown).\(name.text)"
        case .index(let object, let key): "\(object.shown)[\(key.shown)]"
        case .call(let callee, let arguments):
            "\(callee.shown)(\(arguments.map(\.shown).joined(separator: ", ")))"
        case .method(let object, let name, let arguments):
            "\(object.shown):\(name.text)(\(arguments.map(\.shown).joined(separator: ", ")))"
        case .unary(let symbol, _, let operand):
            "(\(symbol.rawValue)\(symbol == .not ? " " : "")\(operand.shown))"
        case .binary(let left, let symbol, _, let right): "(\(left.shown) \(symbol.rawValue) \(right.shown))"
        case .parenthesis(let inner): "(\(inner.shown))"
        case .table(let items):
            "{"
                + items.map { item in
                    switch item {
                    case .value(let value): value.shown
                    case .named(let name, let value): "\(name.text) = \(value.shown)"
                    case .keyed(let key, let value): "[\(key.shown)] = \(value.shown)"
                    }
                }.joined(separator: ", ") + "}"
        }
    }
}
