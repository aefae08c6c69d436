import LuaHost
import LuaSyntax
package import OutcomesModel
package import PackReader

/// Reads a pack without running it, and says all that is wrong with it: of its terms, its Lua, and what of the
/// one is not in the other.
package enum PackChecker {
    /// Returns all remarks, by file, line and column; `plugin.toml` and `contract.toml` come first.
    package static func remarks(on inspection: PackInspection, engine: PluginEngine) -> [Remark] {
        check(inspection, engine: engine).remarks
    }

    /// Returns all remarks, and what could not be looked at, in a sentence each.
    package static func check(
        _ inspection: PackInspection, engine: PluginEngine
    ) -> (remarks: [Remark], notLookedAt: [String]) {
        let all = Pack.luaSources(inspection.sources, inspection.libraries).map {
            LuaFile(path: $0.name, module: $0.module, bytes: $0.bytes)
        }
        let around = Surroundings(inspection, files: all, modules: engine.modules)
        let own = all.filter { inspection.sources[$0.path] != nil }
        var remarks = remarks(on: inspection.faults) + remarks(on: inspection.doubts, .warning)
        // A file that is no text has been noted as that.
        let unreadable = Set(inspection.faults.filter { $0.rule == .file }.map(\.place.file))
        for file in own where !unreadable.contains("\(inspection.folder)/\(file.path)") {
            remarks += self.remarks(on: file, around).map { remark in
                at(remark, in: file, inspection)
            }
        }
        // What a file that cannot be read uses is not known.
        let allIsRead =
            own.allSatisfy(\.chunk.errors.isEmpty) && !unreadable.contains { $0.hasSuffix(".lua") }
        guard inspection.kind == .contract else { return (sorted(remarks, inspection.folder), []) }
        var notLookedAt: [String] = []
        if !allIsRead {
            notLookedAt = ["what nothing uses, caps or tests, since a file of Lua cannot be read"]
        } else if let declarations = inspection.declarations {
            let use = ContractUse(
                inspection, declarations, files: all.filter { !$0.isTest }, tests: own.filter(\.isTest))
            remarks += use.remarks()
            notLookedAt = use.notLookedAt
        } else {
            notLookedAt = ["what nothing uses, caps or tests, since contract.toml cannot be read"]
        }
        return (sorted(remarks, inspection.folder), notLookedAt)
    }

    package static func remarks(
        on faults: [PackFault], _ severity: Remark.Severity = .error
    ) -> [Remark] {
        faults.map { Remark(severity, $0.rule, $0.problem.diagnostic(pack: $0.pack, place: $0.place)) }
    }

    private static func remarks(on file: LuaFile, _ around: Surroundings) -> [LuaRemark] {
        let syntax = file.chunk.errors.map {
            LuaRemark(.error, .luaSyntax, $0.message, at: $0.range, hint: $0.hint)
        }
        let shape = HookFinder(file)
        var remarks = syntax + LuaReading.remarks(on: file, around: around, hooks: shape.hooks)
        // What a file that cannot be read in full returns is not known.
        if syntax.isEmpty { remarks += shape.remarks }
        if file.isTest, around.isContract { remarks += LuaReading.remarksOnTests(in: file, around: around) }
        var told: Set<String> = []
        return remarks.filter { told.insert("\($0.range) \($0.message)").inserted }
    }

    private static func at(_ remark: LuaRemark, in file: LuaFile, _ inspection: PackInspection) -> Remark {
        let place = file.lines.place(of: remark.range.lowerBound)
        return Remark(
            remark.severity, remark.rule,
            Diagnostic(
                .pack, remark.message, pack: inspection.id,
                place: SourceLocation(
                    file: "\(inspection.folder)/\(file.path)", line: place.line, column: place.column),
                expected: remark.expected, hint: remark.hint),
            length: max(1, file.lines.length(of: remark.range)), replacement: remark.replacement)
    }

    private static func sorted(_ remarks: [Remark], _ folder: String) -> [Remark] {
        func rank(_ file: String) -> Int {
            if file == folder { return 3 }
            if file.hasSuffix("/plugin.toml") { return 0 }
            return file.hasSuffix("/contract.toml") || file.hasSuffix("/assessment.toml") ? 1 : 2
        }
        return remarks.enumerated().sorted { left, right in
            let (a, b) = (left.element.diagnostic.place, right.element.diagnostic.place)
            let first = (rank(a?.file ?? ""), a?.file ?? "", a?.line ?? 0, a?.column ?? 0, left.offset)
            let second = (rank(b?.file ?? ""), b?.file ?? "", b?.line ?? 0, b?.column ?? 0, right.offset)
            return first < second
        }.map(\.element)
    }
}

extension LuaFile {
    fileprivate var isTest: Bool { path.hasPrefix("tests/") }
}
