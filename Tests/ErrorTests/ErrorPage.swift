import Foundation

/// `docs/ERRORS.md`: every case, with what provokes it and what is said.
struct ErrorPage {
    static let path = ErrorCase.root.appending(path: "../../docs/ERRORS.md").standardizedFileURL

    static func text() throws -> String {
        var lines = [
            "<!-- Generated from Tests/ErrorTests/Cases; `RECORD=1 swift test --filter ErrorTests` writes it. -->",
            "",
            "# What goes wrong, and what is said",
            "",
            "An error says what is wrong and where, what was expected, what came, and what may help. The exit",
            "status says who can mend it: 0 done; 1 done, but there is something to look at; 2 wrong use; 3 a pack",
            "is at fault; 4 evidence is at fault; 5 a limit stopped it; 70 a bug in the host.",
            "",
            "Each block below is one run. The lines that begin with `#` say how it differs from a pack, evidence",
            "and a store that are in order (`Tests/ErrorTests/Bases`); `<here>` is the folder in which the command",
            "runs, `<host>` the one in which the host lies, `<time>` the moment of the run.",
        ]
        var kind = ""
        for errorCase in ErrorCase.all {
            if errorCase.kind != kind {
                kind = errorCase.kind
                lines += ["", "## \(title(kind))"]
            }
            lines += ["", "### \(title(errorCase.name))", "", "```"] + (try block(errorCase)) + ["```"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func block(_ errorCase: ErrorCase) throws -> [String] {
        var lines: [String] = []
        for file in errorCase.files {
            lines.append("# \(file):")
            lines += try errorCase.text(file).split(separator: "\n").map { "#   \($0)" }
        }
        lines += try errorCase.preparation.map { "# \($0)" }
        lines.append("$ utfall \(try errorCase.command)".trimmingCharacters(in: .whitespaces))
        let expected = try errorCase.expected ?? "never recorded"
        var said = expected.split(separator: "\n").map(String.init)
        let status = said.removeFirst()
        return lines + said.filter { $0 != "stdout:" && $0 != "stderr:" } + [status]
    }

    /// Makes `no-public-payer` a heading.
    private static func title(_ name: String) -> String {
        let words = name.replacingOccurrences(of: "-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
