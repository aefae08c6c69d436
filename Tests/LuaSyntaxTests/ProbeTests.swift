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
}
