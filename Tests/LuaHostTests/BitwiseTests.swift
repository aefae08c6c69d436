import LuaHost
import Testing

/// Where the linked Lua computes bitwise operators wrongly, a source that uses one is refused.
@Suite struct BitwiseTests {
    private static let refused: [(script: String, line: Int, sign: String)] = [
        ("return 1 & 2", 1, "&"),
        ("local x = 3\nreturn x|1", 2, "|"),
        ("return 1 ~ 2", 1, "~"),
        ("return ~1", 1, "~"),
        ("return 1<<2", 1, "<<"),
        ("-- a comment\n--[[ a long\none ]] return 8 >> 1", 3, ">>"),
        ("local s = 'a\\'b' local t = s ~= '' and ~1", 1, "~"),
        ("local s = 'a\\\nb' return 1 | 2", 2, "|"),
        ("local s = 'a\\z\n\n  b' return 1 | 2", 3, "|"),
        ("local s = [==[ ]] ]=] ]==] return 1 & 1", 1, "&"),
        ("local a <const> = 1\r\n\r\nreturn a & 1", 3, "&"),
        ("--[==[ ]] ]==] return 2 ~ 1", 1, "~"),
        ("--[ no long comment\nreturn 2 | 1", 2, "|"),
        ("local t = {[ [[x]] ] = 1} return t[ [[x]] ] | 1", 1, "|"),
        ("local s = \"\\\\\" return 1 | 1", 1, "|"),
    ]

    @Test(arguments: refused)
    func `a bitwise operator is refused with its line`(script: String, line: Int, sign: String) throws {
        let error = #expect(throws: LuaError.self) {
            try makeState(script, refusesBitwise: true).require("script")
        }
        #expect(error?.place == LuaPlace(file: "script.lua", line: line))
        #expect(error?.message.hasPrefix("the operator '\(sign)' is not allowed here") == true)
    }

    private static let allowed = [
        "return 1 ~= 2", "return 'a & b | c ~ d << e >> f'", "return \"<< \\\" & >>\"",
        "-- 1 & 2\nreturn 1", "--[[ 1 & 2\n ~ ]] return 1", "--[==[ ]] & ]==] return 1",
        "return [[ & ]], [=[ ]] & ]=]", "local a <const> = 1 return a < 2, a > 1, a <= 2, a >= 1",
        "local t = {[1] = 2} return t[1], #t", "return 'a\\z\n   & b'", "goto done ::done:: return 1",
        "return 5 // 2 - -1", "return '\\\\' .. '&'", "--[==& no long comment\nreturn 1", "return 1 --",
        "return 1 --[", "return 1 --[[ & ]]",
    ]

    @Test(arguments: allowed)
    func `what is no bitwise operator is let through`(script: String) throws {
        _ = try makeState(script, refusesBitwise: true).require("script")
    }

    @Test func `where the linked Lua is right, they may be used`() throws {
        guard case .integer(3) = try makeState("return 1 | 2", refusesBitwise: false).require("script") else {
            Issue.record("another result came")
            return
        }
    }
}
