import Foundation
import LuaHost
import LuaSyntax
import Testing

/// The reader refuses what the linked Lua refuses, and nothing else: tried on the shipped packs, with a word
/// taken out, put twice, or put in another's place.
@Suite struct AgreementTests {
    @Test(arguments: shippedSources)
    func `a source with one word changed is refused where Lua refuses it`(path: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: path)).map(\.self)
        let words = AgreementTests.words(bytes)
        var random = SplitMix(state: UInt64(bytes.count))
        var counts = [0, 0]
        for _ in 0..<40 {
            let word = words[Int(random.next() % UInt64(words.count))]
            let other = words[Int(random.next() % UInt64(words.count))]
            var changed = bytes
            switch random.next() % 3 {
            case 0: changed.removeSubrange(word)
            case 1: changed.insert(contentsOf: [32] + bytes[word] + [32], at: word.lowerBound)
            default: changed.replaceSubrange(word, with: [32] + bytes[other] + [32])
            }
            let isRefused = !LuaParser.parse(changed).errors.isEmpty
            counts[isRefused ? 1 : 0] += 1
            #expect(
                isRefused == AgreementTests.isRefusedByLua(changed),
                "\(String(decoding: changed, as: UTF8.self))\n\(LuaParser.parse(changed).errors)")
        }
        // A file of one line may have nothing that can be changed without harm.
        #expect(counts[1] > 5)
    }

    static func isRefusedByLua(_ bytes: [UInt8]) -> Bool {
        do throws(LuaError) {
            let nobody = Nobody()
            let state = try LuaState(
                limits: LuaLimits(), library: LuaLibrary(types: [], modules: [:]),
                sources: [LuaSource(module: "tried", name: "tried.lua", bytes: bytes)], context: nobody,
                refusesBitwise: false)
            defer { withExtendedLifetime(nobody) {} }
            _ = try state.require("tried")
            return false
        } catch {
            if case .syntax = error.kind { return true }
            return false
        }
    }

    private final class Nobody {}

    /// The ranges of words: names and numbers, or single other characters.
    private static func words(_ bytes: [UInt8]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var at = 0
        while at < bytes.count {
            let start = at
            while at < bytes.count,
                bytes[at] == 95 || bytes[at] > 127 || Character(.init(bytes[at])).isLetter
                    || Character(.init(bytes[at])).isNumber
            { at += 1 }
            if at == start { at += 1 }
            if bytes[start] > 32 { words.append(start..<at) }
        }
        return words
    }
}

private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
