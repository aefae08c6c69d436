import OutcomesModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Somebody who can be asked.
enum Terminal {
    /// True where what is typed can be read, and what is asked can be seen.
    static var isThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Asks, and returns what was typed without spaces around it.
    ///
    /// - Throws: where there is no more to read.
    static func answer(to question: String) throws -> String {
        Output.show(shown(question))
        guard let line = readLine() else {
            Output.show("\n")
            throw NoAnswer()
        }
        var words = Substring(line)
        while words.first?.isWhitespace == true { words.removeFirst() }
        while words.last?.isWhitespace == true { words.removeLast() }
        return String(words)
    }

    private struct NoAnswer: Diagnosable {
        var diagnostics: [Diagnostic] {
            [Diagnostic(.use, "no answer came, and nothing was written")]
        }
    }
}
