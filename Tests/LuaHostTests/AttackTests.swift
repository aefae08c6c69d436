import Foundation
import LuaHost
import Testing

/// Each script runs in a process of its own, which the kernel kills after three seconds of processor time.
@Suite(.serialized) struct AttackTests {
    private static let once = (Attack.all + Attack.onCompiler).filter {
        $0.expectation != .deterministic && Attack.needsIsolation[$0.name] == nil
    }
    private static let repeated = Attack.all.filter { $0.expectation == .deterministic }

    @Test func `the scripts are there, and each that is passed over says why`() {
        #expect(Attack.all.count >= 160)
        for name in Attack.needsIsolation.keys { #expect(Attack.all.contains { $0.name == name }) }
    }

    @Test(arguments: once)
    func `an attack neither gets out nor hangs nor crashes, and the next run is fine`(_ attack: Attack)
        async throws
    {
        let outcome = try #require(await run(attack))
        #expect(outcome.milliseconds < 2_000 * Sanitizers.slowness)
        #expect(outcome.emitted.allSatisfy { !$0.contains("ESCAPED") })
        switch attack.expectation {
        case .error: #expect(["ok", "failed", "syntax"].contains(outcome.ending))
        case .limit: #expect(["memory", "time", "instructions"].contains(outcome.ending))
        case .denied, .deterministic: break
        }
    }

    @Test(arguments: repeated)
    func `six processes emit the same`(_ attack: Attack) async throws {
        let first = try #require(await run(attack))
        for _ in 2...6 {
            let outcome = try #require(await run(attack))
            #expect(outcome.emitted == first.emitted)
            #expect(outcome.ending == first.ending)
        }
    }

    @Test func `where bitwise operators go wrong, the script that shows it is refused`() throws {
        let attack = try #require(Attack.all.first { $0.name == "bug_bitop_constants_miscompile" })
        let outcome = AttackHost.run(attack.script, refusesBitwise: LinkedLua.hasBitwiseFault)
        #expect(LinkedLua.hasBitwiseFault ? outcome.ending == "failed" : outcome.emitted == ["334"])
    }

    @Test(arguments: Attack.all + Attack.onCompiler)
    func `an attack comes to the same in a worker process`(_ attack: Attack) throws {
        let limits = LuaLimits(
            milliseconds: attack.expectation == .limit ? 150 : 5_000 * Sanitizers.slowness)
        let start = ContinuousClock.now
        let there = AttackHost.run(attack.script, limits: limits, isolation: .worker)
        // Of the clock on the wall, since the worker's time is its own: on a busy machine it waits.
        #expect(ContinuousClock.now - start < .seconds(60 * Sanitizers.slowness))
        #expect(there.emitted.allSatisfy { !$0.contains("ESCAPED") })
        guard attack.expectation != .limit else {
            #expect(["memory", "time"].contains(there.ending))
            return
        }
        let here = AttackHost.run(attack.script, limits: limits)
        #expect(there.ending == here.ending)
        #expect(there.emitted == here.emitted)
    }

    private func run(_ attack: Attack) async -> AttackOutcome? {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            [attack = attack as Attack] in
            // Processor time: on a busy machine a script that is slow to start has not hung.
            let seconds = UInt(3 * Sanitizers.slowness)
            var processor = rlimit(rlim_cur: seconds, rlim_max: seconds)
            setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &processor)
            var core = rlimit(rlim_cur: 0, rlim_max: 0)
            setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
            alarm(60)
            // Whichever limit stops it will do.
            let milliseconds = attack.expectation == .limit ? 200 : 500 * Sanitizers.slowness
            let outcome = AttackHost.run(attack.script, limits: LuaLimits(milliseconds: milliseconds))
            precondition(
                AttackHost.run("emit('fine')").emitted == ["fine"],
                "the next run was not as if nothing had happened")
            print(outcome.printed)
        }
        return result.flatMap {
            AttackOutcome(printed: String(decoding: $0.standardOutputContent, as: UTF8.self))
        }
    }
}
