import Foundation
import LuaHost
import Testing

/// What crosses to a worker process crosses as it does within one.
@Suite struct IsolationTests {
    private static let scripts = [
        "emit(1, 1.5, true, nil, 'å', {1, {2}, a = {}}) emit() emit({}) emit(math.huge, -0.0, math.mininteger)",
        "emit(host.echo('a\\0b\\0'), host.echo(''), #host.echo('\\0'), host.echo('\\255'))",
        "emit(#host.text(1000000), host.text(1000000) == ('a'):rep(1000000))",
        "emit(host.echo(('x'):rep(300000)))",
        "local t = host.nested('x') emit(#t, t.x, t[1][1], #t[1][2], t[1]['é']) emit(t)",
        "local t = host.nested(host.nested(host.nested(1))) emit(t) return t",
        "emit(host.token(5), host.token(5) == host.token(5), host.token(5) == host.token(6))",
        "local l = host.large(9) emit(l, host.echo(l) == l, tostring(l)) emit({l, {l}})",
        "for _, n in ipairs({7, 5, -5, 549755813887, 549755813888, math.maxinteger, math.mininteger}) do"
            + " if n % 7 > 0 then local e = host.exact(n) emit(e, host.echo(e) == e, e) end end",
        "local e = host.exact(5) emit(e + e, e * 3, e - e, e / e) return e / 0",
        "local s = host.shared() emit(s.constant, s.constant, s.other, s.other, s.constant)",
        "local c = host.numbers() emit(c, #c, c[1], c[40], c[41], c:sum(), host.numbers() == c, host.echo(c):maximum())",
        "local c = host.tenths() emit(#c, c[1], c:sum(), c:mean(), c:minimum()) for i, v in c:each() do emit(i, v) end",
        "local a = {} for i = 1, 200 do a[i] = i end emit(a) return a",
        "emit(pcall(host.fail, 'reason')) emit(pcall(host.fail, ('x'):rep(5000)))\nhost.fail('at last')",
        "local function f() host.fail({1}) end\nf()",
        "emit(select(2, pcall(function() return host.nothing end)))",
        "emit(select(2, pcall(function() return unknown end)))\nreturn unknown",
        "emit(host.place())\n\nemit(host.place())\nlocal function f()\nemit(host.place()) end f()",
        "emit(host.bytes() > 1000) local t = ('x'):rep(100000) emit(host.bytes() > 100000)",
        "emit(host.again())",
        "emit(pcall(host.emit, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17))",
        "emit(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)",
        "emit(pcall(emit, {[1.5] = 1})) emit(pcall(emit, {[{}] = 1}))",
        "local t = {} for i = 1, 40 do t = {t} end emit(t)",
        "return {call = function(a, b) emit(a, b) return b, a, {a}, nil, function() end end}",
        "return {call = function(a) return a:rep(100000), a:rep(1000000) end}",
        "return {call = function() while true do end end}",
        "return {call = function(a)\nlocal t = {}\nwhile true do t[#t + 1] = (a .. #t):rep(2000) end end}",
        "return {call = function() return host.text(12000000) .. 'x' end}",
        "return {call = function() local t = {} for i = 1, 600 do t[i] = host.text(100000) end end}",
        "return {call = function() local s = ('x'):rep(1000000) local t = {} for i = 1, 40 do t[i] = s end emit(t) end}",
        "return {each = function(s) emit(s:kept(), s:kept(1), s:kept('text')) end}",
        "return {each = function(s) if s:kept() == 'a\\0b' then error('at the last') end end}",
        "return {each = function(s) emit(s.constant, host.place()) end}",
        "local n = 0 return {each = function(s) n = n + 1 if n == 3 then while true do end end end}",
        "error({message = 'a\\nb'})", "error(('x'):rep(10000))", "local x = = 1",
    ]

    @Test(arguments: scripts) func `a script comes to the same in a worker process`(_ script: String) throws {
        let here = try IsolationHost.run(script, .none)
        let there = try IsolationHost.run(script, .worker)
        #expect(here == there)
        #expect(here.emitted.count > 1 || !here.error.isEmpty || !here.returned.isEmpty)
    }

    @Test func `memory is counted alike, to the byte`() throws {
        let script =
            "return {call = function(a) local t = {} for i = 1, 100 do t[i] = {a, i} end return t end}"
        let bytes = try LuaIsolation.all.map { isolation in
            let state = try IsolationHost.makeState(script, isolation)
            let before = state.bytes
            guard case .function(let function) = try state.require("script").field("call") else { return [0] }
            let loaded = state.bytes
            _ = try state.call(function, [.string("text")])
            return [before, loaded, state.bytes]
        }
        #expect(bytes[0][0] > 10_000)
        #expect(bytes[0] == bytes[1])
    }

    @Test func `a table of colliding keys, which nothing stops in a process, is stopped in a worker`() throws
    {
        let attack = try #require(Attack.all.first { $0.name == "chang_hash_flood_lookup" })
        let outcome = AttackHost.run(attack.script, isolation: .worker)
        #expect(outcome.ending == "time")
    }

    @Test func `time that host functions take is not the script's`() throws {
        let record = IsolationHost.Record()
        record.onSignal = { _ in
            let end = ContinuousClock.now + .milliseconds(150)
            while ContinuousClock.now < end {}
        }
        let outcome = try IsolationHost.run(
            "for i = 1, 5 do host.signal() end emit('done')", .worker, record,
            limits: LuaLimits(milliseconds: 100))
        #expect(outcome.error == "")
        #expect(outcome.emitted.first == "\"done\"")
    }

    @Test func `what the host program lends does not count against the memory of the script`() throws {
        let record = IsolationHost.Record(
            numbers: LuaColumn(numbers: (0..<2_000_000).map(Double.init)),
            rows: LuaRows(count: 1_000_000, texts: ["last"]) { $0 == 5 ? .text(0) : .exact(Int64($0), 7) })
        let script = "return {each = function(s) emit(host.numbers():sum(), s:kept()) end}"
        let limits = LuaLimits(bytes: 1 << 20, milliseconds: 2_000 * Sanitizers.slowness)
        let outcome = try IsolationHost.run(script, .worker, record, limits: limits)
        #expect(outcome.error == "")
        #expect(outcome.emitted[5] == #"1999999000000.0 "last""#)
    }

    @Test func `two hundred runs leave no descriptor and no child behind`() async {
        await #expect(processExitsWith: .success) {
            // The channel to a worker is a socket; the runtime opens what it needs of other kinds when it needs it.
            func sockets() throws -> Set<String> {
                let files = FileManager.default
                let descriptors = try files.contentsOfDirectory(atPath: "/proc/self/fd")
                let open = descriptors.compactMap {
                    try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
                }
                return Set(open.filter { $0.hasPrefix("socket:") })
            }
            // An error that leaves this closure would end the process without a word.
            do {
                let before = try sockets()
                for n in 0..<200 {
                    // In turn: an ordinary end, a stopped one, one that is never called, and one that is killed.
                    let script = n % 4 == 1 ? "local s = 'x' while true do s = s .. s end" : "host.signal()"
                    let record = IsolationHost.Record()
                    if n % 4 == 3 { record.onSignal = { kill($0.workerProcess!, SIGKILL) } }
                    let state = try IsolationHost.makeState(script, .worker, record)
                    if n == 0 { #expect(try sockets().subtracting(before).count == 1) }
                    if n % 4 != 2 { _ = try? state.require("script") }
                }
                #expect(try sockets() == before)
                let child = waitpid(-1, nil, WNOHANG)
                #expect(child == -1 && errno == ECHILD)
            } catch {
                Issue.record(error)
            }
        }
    }
}
