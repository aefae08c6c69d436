import LuaHost
import Testing

/// Memory that runs out at any point ends the run and nothing else.
@Suite struct AllocationTests {
    /// Calls each function that the host has in its own way.
    private static let script = #"""
        local s = ("key = value, "):rep(60, ";")
        local made = {s:upper(), s:lower(), s:reverse(), s:sub(3, -3), (s:gsub("(%w+) = (%w+)", "%2=%1"))}
        for key, value in s:gmatch("(%w+) = (%w+)") do made[#made + 1] = key .. value end
        made[#made + 1] = s:gsub("%a+", {key = "k"})
        made[#made + 1] = s:gsub("%a", function(letter) return letter:rep(3) end)
        made[#made + 1] = s:match("^(.-)%s*=%s*()(%a+)")
        made[#made + 1] = select(3, s:find((".?"):rep(40) .. "(v%a+)"))
        made[#made + 1] = ("%q %-20s %5.1f %d %a %c %%"):format(s, "x", 1.5, 7, 0.1, 65)
        made[#made + 1] = string.char(s:byte(1, 200)) .. utf8.char(228, 8364, 128512)
        made[#made + 1] = table.concat(table.pack(table.unpack(made, 1, 8)), ", ", 1, 8)
        for place, code in utf8.codes("åäö") do made[#made + 1] = tostring(code + place) end
        made[#made + 1] = utf8.len("åäö") + utf8.offset("åäö", 2) + utf8.codepoint("ö")
        table.insert(made, 1, "first") table.remove(made, 2) table.move(made, 1, 10, 5, {})
        local sorted = {} for i = 1, 40 do sorted[i] = tostring(i * 7 % 41) end
        table.sort(sorted) table.sort(sorted, function(a, b) return a > b end)
        for key in pairs({b = 1, a = 2, [3] = 4}) do emit(tostring(key)) end
        emit(tostring(tonumber("12", 16) + tonumber(" 0x1p4 ")))
        emit(select(2, pcall(string.rep)) .. tostring(select(2, xpcall(error, tostring, {}))))
        emit(select(2, pcall(hostfail, s)))
        local sum = col:sum() + #col + col[3] + #col:totable()
        for place, value in col:each() do sum = sum + value if place > 20 then break end end
        for first, chunk in col:chunks(300) do sum = sum + first + #chunk end
        pcall(function() col.x = 1 end)
        local class = {} class.__index = class
        return {rows = made, sum = sum, object = setmetatable({}, class), f = function() end, column = col}
        """#

    @Test func `when the n-th allocation fails, for every n, nothing crashes and the next run is fine`()
        throws
    {
        #expect(try AllocationTests.sweep(.none, step: 1) > 300)
        // Each state is a process here.
        #expect(try AllocationTests.sweep(.worker, step: 9) > 300 / 9)
        for isolation in LuaIsolation.all {
            #expect(AttackHost.run(AllocationTests.script, isolation: isolation).ending == "ok")
        }
    }

    /// Returns how many runs failed until nothing did.
    private static func sweep(_ isolation: LuaIsolation, step: Int) throws -> Int {
        var failed = 0
        let record = AttackHost.Record()
        for n in stride(from: 1, to: 20_000, by: step) {
            record.emitted = []
            let state = try AttackHost.makeState(script, LuaLimits(), false, record, isolation)
            state.failAllocation(n)
            do {
                _ = try state.require("script")
                return failed
            } catch { #expect(error.kindName == "memory") }
            failed += 1
        }
        Issue.record("the script must come to its end once nothing fails")
        return failed
    }
}
