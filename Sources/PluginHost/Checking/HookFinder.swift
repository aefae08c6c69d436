import LuaSyntax
import OutcomesModel
import PackReader

/// Finds the hooks of a file by what it returns.
struct HookFinder {
    /// By the byte at which the hook's function begins.
    private(set) var hooks: [Int: Hook] = [:]
    private(set) var remarks: [LuaRemark] = []

    /// - Parameter file: one of the pack itself.
    init(_ file: LuaFile) {
        let end = file.chunk.block.statements.last?.range ?? 0..<0
        if file.path == "rules.lua" || file.path == "checks.lua" {
            readTable(file, end)
        } else if file.path.hasPrefix("reports/") || file.path == "assess.lua" {
            readFunction(file, end)
        } else if file.path.hasPrefix("tests/"), !file.returned.mayBeTable {
            note("a list of tests, by 'return { {name = …}, … }'", at: end)
        }
    }

    private mutating func note(_ expected: String, at end: Range<Int>) {
        remarks.append(
            LuaRemark(
                .error, .wrongShape, "the file does not return what the host calls", at: end,
                expected: expected))
    }

    private mutating func readTable(_ file: LuaFile, _ end: Range<Int>) {
        let prefix = file.path.dropLast("lua".count)
        let known = Hook.allCases.map(\.rawValue).filter { $0.hasPrefix(prefix) }
        guard file.returned.mayBeTable else {
            return note("a table of hooks, by 'return \(prefix.dropLast())' at its end", at: end)
        }
        guard let fields = file.returned.fields else { return }
        var meant: [String] = []
        for field in fields {
            if let hook = Hook(rawValue: prefix + field.name.text), known.contains(hook.rawValue) {
                if let body = field.body { hooks[body] = hook }
                meant.append(field.name.text)
            } else if let body = field.body {
                let names = known.map { String($0.dropFirst(prefix.count)) }
                let near = nearestName(to: field.name.text, among: names)
                // A misspelt hook is read as the one that was meant.
                if let near, let hook = Hook(rawValue: prefix + near) {
                    meant.append(near)
                    hooks[body] = hook
                }
                remarks.append(
                    LuaRemark(
                        .error, .unknownHook, "there is no hook '\(prefix)\(field.name.text)'",
                        at: field.name.range, expected: names.joined(separator: ", "),
                        hint: near.map { "did you mean '\($0)'?" }
                            ?? "a function for the file alone is local",
                        replacement: near))
            }
        }
        if file.path == "rules.lua", !meant.contains("settle") {
            remarks.append(
                LuaRemark(
                    .error, .wrongShape, "rules.lua has no hook 'settle', so that nothing is ever paid",
                    at: end,
                    expected: "function rules.settle(s) … end"))
        }
    }

    private mutating func readFunction(_ file: LuaFile, _ end: Range<Int>) {
        let hook: Hook = file.path == "assess.lua" ? .assess : .report
        switch file.returned {
        case .function(let body): hooks[body] = hook
        case .table, .nothing: note("a function, by 'return \(hook.rawValue)' at its end", at: end)
        case .unknown: break
        }
    }
}

extension Returned {
    fileprivate var mayBeTable: Bool {
        switch self {
        case .table, .unknown: true
        case .function, .nothing: false
        }
    }
}
