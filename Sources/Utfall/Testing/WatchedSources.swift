import LuaSyntax
import OutcomesModel
import PackReader
import PluginHost

/// The Lua of a pack that its tests run, with what of it can be watched.
struct WatchedSources: Sendable {
    struct File: Sendable {
        let path: String
        let bytes: [UInt8]
        let probes: [LuaProbes.Probe]
        /// The number of its first probe.
        let first: Int
    }

    let files: [File]
    private let texts: [String: [UInt8]]

    init(_ pack: Pack) {
        var files: [File] = []
        var texts: [String: [UInt8]] = [:]
        var next = 0
        for path in pack.testedFiles {
            guard let bytes = pack.sources[path]?.bytes else { continue }
            let probes = LuaProbes(bytes, first: next, module: RuleWatch.module)
            files.append(File(path: path, bytes: bytes, probes: probes.probes, first: next))
            texts[path] = probes.watched
            next += probes.probes.count
        }
        self.files = files
        self.texts = texts
    }

    /// Returns the pack with the sources that tell what they do.
    func watched(_ pack: Pack) -> Pack { pack.replacing(texts) }

    /// Returns the file of a probe, and the probe.
    func probe(_ number: Int) -> (file: File, probe: LuaProbes.Probe)? {
        guard let file = files.last(where: { $0.first <= number }), number - file.first < file.probes.count
        else {
            return nil
        }
        return (file, file.probes[number - file.first])
    }
}

extension WatchedSources.File {
    /// The text of a probe as a sentence quotes it: its first line, and no more than fits.
    func shown(_ probe: LuaProbes.Probe) -> String {
        let text = String(decoding: bytes[probe.range], as: UTF8.self)
        let first = text.prefix { $0 != "\n" }
        guard first.utf8.count < text.utf8.count || first.count > 60 else { return text }
        return "\(first.prefix(57).trimmingSuffix { $0 == " " })…"
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ isCut: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, isCut(last) { rest.removeLast() }
        return rest
    }
}

extension Pack {
    /// The Lua that tests are about, by path: not the tests themselves, and not the reports, which pay nothing.
    var testedFiles: [String] {
        sources.keys.filter { !$0.hasPrefix("tests/") && !$0.hasPrefix("reports/") }.sorted()
    }
}
