import Foundation
import LuaSyntax
import Testing

/// Sources in which a run is watched, and sources with one mistake.
@Suite struct ProbeTests {
    @Test(arguments: shippedSources)
    func `a watched source is Lua, and every line stays where it was`(path: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: path)).map(\.self)
        let probes = LuaProbes(bytes, first: 100, module: "=watch")
        #expect(!probes.probes.isEmpty)
        let watched = probes.watched
        #expect(LuaParser.parse(watched).errors.isEmpty)
        #expect(!AgreementTests.isRefusedByLua(watched))
        let (before, after) = (LuaLines(bytes), LuaLines(watched))
        #expect(bytes.count { $0 == 10 } == watched.count { $0 == 10 })
        // What is not a call of the watching module stands as it stood.
        #expect(before.place(of: bytes.count).line == after.place(of: watched.count).line)
        var text = String(decoding: watched, as: UTF8.self)
        text.replace(#/require"=watch"\.ran\([0-9]+\); /#, with: "")
        text.replace(#/require"=watch"\.(held|left|right)\([0-9]+, /#, with: "")
        let plain = String(decoding: bytes, as: UTF8.self)
        let closings = probes.probes.reduce(0) {
            switch $1.kind {
            case .statement: $0
            case .condition: $0 + 1
            case .comparison: $0 + 2
            }
        }
        #expect(text.count - plain.count == closings)
    }

    static let probed: [(source: String, watched: String)] = [
        ("f()", "W.ran(7); f()"),
        ("local a <const> = 1\nreturn a", "W.ran(7); local a <const> = 1\nW.ran(8); return a"),
        (
            "if a then b() end", "W.ran(7); if W.held(8, a) then W.ran(9); b() end"
        ),
        (
            "x = a >= 1 and b", "W.ran(7); x = W.held(8, W.left(9, a) >= W.right(9, 1)) and b"
        ),
        // What is plainly no figure is not compared with one.
        ("x = a == nil", "W.ran(7); x = a == nil"),
        ("x = a == \"yes\"", "W.ran(7); x = a == \"yes\""),
        ("while true do f() end", "W.ran(7); while true do W.ran(8); f() end"),
        (
            "repeat f() until g() < 2",
            "W.ran(7); repeat W.ran(9); f() until W.held(8, W.left(10, g()) < W.right(10, 2))"
        ),
        ("goto over\n::over::", "W.ran(7); goto over\n::over::"),
        ("x =", "x ="),
    ]

    @Test(arguments: probed)
    func `statements, conditions and what is compared are watched`(_ given: (source: String, watched: String))
    {
        let probes = LuaProbes(Array(given.source.utf8), first: 7, module: "=watch")
        let text = String(decoding: probes.watched, as: UTF8.self).replacing("require\"=watch\"", with: "W")
        #expect(text == given.watched)
    }

    static let mistakes: [(source: String, mutants: [String])] = [
        ("x = a >= b", ["x = a > b", "x = a < b"]),
        ("x = a == b", ["x = a ~= b"]),
        ("x = a + 9", ["x = a - 9", "x = a + 10"]),
        ("x = a * 0.49", ["x = a / 0.49", "x = a * 0.50"]),
        ("x = a and b", ["x = a or b"]),
        ("x = \"0.99\"", ["x = \"1.00\""]),
        ("x = \"clause 9\"", []),
        ("x = not a", ["x =  a"]),
        ("x = true", ["x = false"]),
        ("if a then x = b end", ["if not (a) then x = b end"]),
        ("if a < b then x = b end", ["if a <= b then x = b end", "if a >= b then x = b end"]),
        ("s:pay(\"a\", x:at_least(y))", ["do end", "s:pay(\"a\", x:at_most(y))"]),
        ("x = soc.min(a, b)", ["x = soc.max(a, b)"]),
        ("require \"soc\"", []),
        ("x = 0xFF", []),
        ("x =", []),
    ]

    @Test(arguments: mistakes)
    func `a mistake is one small change`(_ given: (source: String, mutants: [String])) {
        let bytes = Array(given.source.utf8)
        let mutants = LuaMutant.all(of: bytes).map { String(decoding: $0.applied(to: bytes), as: UTF8.self) }
        #expect(Set(mutants) == Set(given.mutants))
        #expect(mutants.count == given.mutants.count)
    }

    @Test(arguments: shippedSources)
    func `a source with a mistake is still Lua, and another one`(path: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: path)).map(\.self)
        let mutants = LuaMutant.all(of: bytes)
        for mutant in stride(from: 0, to: mutants.count, by: max(1, mutants.count / 20)).map({ mutants[$0] })
        {
            let changed = mutant.applied(to: bytes)
            #expect(changed != bytes, "\(mutant.words)")
            #expect(LuaParser.parse(changed).errors.isEmpty, "line \(mutant.line): \(mutant.words)")
        }
    }

    static let next: [(String, String?)] = [
        ("0", "1"), ("9", "10"), ("0.40", "0.41"), ("0.99", "1.00"), ("-1.5", "-1.6"), ("-9", "-10"),
        ("1e3", nil),
        ("0x10", nil), (".", nil), ("", nil),
    ]

    @Test(arguments: next)
    func `one unit more is of the last place that is written`(_ given: (text: String, next: String?)) {
        #expect(oneUnitMore(given.text) == given.next)
    }
}
