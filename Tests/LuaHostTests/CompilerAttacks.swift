/// Sources near the largest size that take Lua's compiler long or deep; written here, as files they
/// would be large.
extension Attack {
    static let onCompiler = [
        // Each name is looked for among the locals of each enclosing function.
        Attack(
            name: "compile_deep_names",
            script: String(repeating: "(function() local \(names(190)) ", count: 90)
                + String(repeating: "x=y ", count: 30_000) + String(repeating: " end)()", count: 90)
                + " while true do end",
            expectation: .limit),
        // Each label is compared with each goto that waits for one.
        Attack(
            name: "compile_many_gotos",
            script: "do " + String(repeating: "goto a ", count: 16_000)
                + (0..<9_000).map { "::b\($0):: x() " }.joined() + " ::a:: end while true do end",
            expectation: .limit),
        // The list of jumps to the end is walked for each branch.
        Attack(
            name: "compile_elseif",
            script: "local x = false if x then " + String(repeating: "elseif x then ", count: 17_000)
                + "end while true do end",
            expectation: .limit),
        Attack(
            name: "compile_deep_parentheses",
            script: "return " + String(repeating: "(", count: 100_000) + "1"
                + String(repeating: ")", count: 100_000),
            expectation: .error),
        Attack(
            name: "compile_deep_tables",
            script: "return " + String(repeating: "{", count: 100_000)
                + String(repeating: "}", count: 100_000),
            expectation: .error),
        Attack(
            name: "compile_long_concatenation",
            script: "return " + String(repeating: "x..", count: 60_000) + "x", expectation: .error),
        Attack(
            name: "compile_too_large", script: "return 1 -- " + String(repeating: "x", count: 256 << 10),
            expectation: .error),
        Attack(name: "compile_bytecode", script: "\u{1B}LuaT\0\u{19}", expectation: .error),
    ]

    private static func names(_ count: Int) -> String { (0..<count).map { "v\($0)" }.joined(separator: ",") }
}
