package import OutcomesModel
import LuaHost

/// Why a pack's code gave nothing.
package enum PluginError: Error, Sendable {
    /// A script failed, or reached a limit.
    case script(Diagnostic)
    /// A file does not return what its hook needs.
    case wrongShape(pack: PackID?, file: String, expected: String, came: String)
    case noReport(pack: PackID, name: String, known: [String])
    /// Of `--set`, or of the program that runs the script.
    case unreadSetting(String, script: String, known: [String])
    /// With all that is wrong with it, at least one.
    case wrongTest(pack: PackID, file: String, test: String, faults: [TestFault])
    /// A file of tests of which none can be read.
    case wrongTestTable(
        pack: PackID, file: String, line: Int?, problem: String, expected: String? = nil,
        came: String? = nil, hint: String? = nil)
    /// Run again to be explained, the rules come to something else.
    case differs(pack: PackID)
}

extension PluginError: Diagnosable {
    package var diagnostics: [Diagnostic] {
        guard case .wrongTest(let pack, let file, let test, let faults) = self else { return [diagnostic] }
        return faults.map { fault in
            Diagnostic(
                .pack, "test '\(test)': \(fault.problem)", pack: pack,
                place: SourceLocation(file: file, line: fault.line))
        }
    }

    package var diagnostic: Diagnostic {
        switch self {
        case .script(let diagnostic): diagnostic
        case .wrongShape(let pack, let file, let expected, let came):
            Diagnostic(
                .pack, "the file does not return what the host calls", pack: pack,
                place: SourceLocation(file: file), expected: expected,
                // Lua's `require` gives true for a file that returns nothing.
                came: came == "boolean" ? "nothing, or true or false" : came)
        case .noReport(let pack, let name, let known):
            Diagnostic(
                .use, "the pack has no report '\(name)'", pack: pack,
                expected: known.isEmpty ? "a file reports/\(name).lua" : known.joined(separator: ", "),
                hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" })
        case .unreadSetting(let name, let script, let known):
            Diagnostic(
                .use, "the script reads no setting '\(name)'", place: SourceLocation(file: script),
                expected: known.isEmpty ? "no setting at all" : known.joined(separator: ", "),
                hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" })
        case .wrongTest: diagnostics[0]
        case .wrongTestTable(let pack, let file, let line, let problem, let expected, let came, let hint):
            Diagnostic(
                .pack, problem, pack: pack, place: SourceLocation(file: file, line: line),
                expected: expected,
                came: came, hint: hint)
        case .differs(let pack):
            Diagnostic(
                .pack, "the rules come to something else when they are run again to be explained", pack: pack,
                expected: "the lines and claims of the settlement", came: "others",
                hint: "a figure may not be the key of a table, nor be compared by rawequal")
        }
    }
}

/// What an API function refuses, worded for the author of the pack.
struct ApiError: Error, CustomStringConvertible {
    let message: String
    let hint: String?
    /// Who can mend it: the author of the pack, unless the evidence is what lacks.
    let blame: Blame
    /// Which of a portfolio's contracts it is about.
    var contract: PackID?

    init(_ message: String, hint: String? = nil, blame: Blame = .pack) {
        self.message = message
        self.hint = hint
        self.blame = blame
    }

    var description: String { message }
}
