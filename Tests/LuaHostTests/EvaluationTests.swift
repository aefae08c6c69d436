import LuaHost
import Testing

/// A text that is run by itself, and what is made of its results.
@Suite struct EvaluationTests {
    /// Gives the first keys of the first result, how many there are, and how many results.
    private static let script = """
        return function(first_keys, function_number, ...)
            local keys, count = {}, 0
            if type((...)) == "table" then keys, count = first_keys((...), 3) end
            return {keys = keys, count = count, results = select("#", ...), number = function_number((...))}
        end
        """

    private func evaluate(_ text: String, _ state: LuaState, _ show: LuaFunction) throws(LuaError) -> LuaTable
    {
        guard case .table(let table) = try state.evaluate(Array(text.utf8), named: "line", show: show) else {
            preconditionFailure("the script gives a table")
        }
        return table
    }

    /// What a state is made for lives as long as this does.
    private let record = AttackHost.Record()

    private func state() throws -> (LuaState, LuaFunction) {
        let state = try AttackHost.makeState(Self.script, LuaLimits(), false, record)
        guard case .function(let show) = try state.require("script") else {
            preconditionFailure("the script gives a function")
        }
        return (state, show)
    }

    @Test(arguments: [
        ("return {c = 1, a = 2, b = 3, d = 4}", ["a", "b", "c"], 4), ("return {}", [], 0),
        ("return {[2] = 1, x = 1, [true] = 1, [1] = 1}", ["1", "2", "x"], 4),
        ("return math", ["abs", "ceil", "floor"], 15),
        ("local t = {} for i = 1, 1e5 do t[i] = i end return t", ["1", "2", "3"], 100_000),
        ("return 1, 2", [], 0), ("", [], 0),
    ])
    func `the first keys of a table come in order, however many it has`(
        text: String, keys: [String], count: Int64
    ) throws {
        let (state, show) = try state()
        let seen = try evaluate(text, state, show)
        guard case .table(let found)? = seen.fields["keys"], case .integer(let number)? = seen.fields["count"]
        else {
            Issue.record("\(seen)")
            return
        }
        let names = found.array.map { key in
            switch key {
            case .string(let text): text
            case .integer(let number): "\(number)"
            default: "?"
            }
        }
        #expect(names == keys)
        #expect(number == count)
    }

    @Test func `globals live on from text to text, and a fault ends its text alone`() throws {
        let (state, show) = try state()
        _ = try evaluate("x = {1, 2}", state, show)
        #expect(throws: LuaError.self) { try evaluate("error('no')", state, show) }
        #expect(throws: LuaError.self) { try evaluate("x = = 1", state, show) }
        guard case .integer(2)? = try evaluate("return x", state, show).fields["count"] else {
            Issue.record("x is gone")
            return
        }
    }

    @Test func `when the n-th allocation fails, for every n, nothing crashes`() throws {
        var failed = 0
        for n in 1..<5_000 {
            let (state, show) = try state()
            state.failAllocation(n)
            do {
                _ = try evaluate(
                    "local t = {} for i = 1, 20 do t['k' .. i] = {i} end return t, t", state, show)
                #expect(failed > 20)
                return
            } catch { #expect(error.kindName == "memory") }
            failed += 1
        }
        Issue.record("the text must come to its end once nothing fails")
    }
}
