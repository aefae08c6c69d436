import CEdit

/// Reads lines from a terminal, which can be edited, completed, and had again.
final class LineEditor {
    /// What somebody typed.
    enum Line {
        case text(String)
        /// Ctrl-C.
        case cancelled
        /// Ctrl-D on an empty line.
        case end
    }

    private let edit: OpaquePointer
    private let history: OpaquePointer
    private let complete: (String) -> (typed: String, candidates: [String])
    /// What libedit reads of the prompt, as long as a line is typed.
    private var prompt: UnsafeMutablePointer<CChar>
    private var isCancelled = false

    /// - Parameters:
    ///   - lines: what was typed earlier, the latest last.
    ///   - most: how many lines can be had again.
    ///   - complete: is given what stands before the cursor.
    /// - Returns: nil where the terminal cannot do it.
    init?(
        history lines: [String], most: Int,
        complete: @escaping (String) -> (typed: String, candidates: [String])
    ) {
        guard let edit = cedit_begin() else { return nil }
        guard let history = cedit_begin_history(edit, Int32(most)) else {
            el_end(edit)
            return nil
        }
        self.edit = edit
        self.history = history
        self.complete = complete
        prompt = LineEditor.copy("> ")
        for line in lines { cedit_add(history, line) }
        cedit_set_data(edit, Unmanaged.passUnretained(self).toOpaque())
        cedit_set_prompt(edit) { edit in LineEditor.of(edit).prompt }
        cedit_bind(edit, "^I", "utfall-complete", "Completes a name") { edit, _ in
            LineEditor.of(edit).completeWord()
        }
        cedit_bind(edit, "^C", "utfall-cancel", "Forgets the line") { edit, _ in
            LineEditor.of(edit).isCancelled = true
            return UInt8(CEDIT_DONE)
        }
    }

    deinit {
        history_end(history)
        el_end(edit)
        prompt.deallocate()
    }

    /// Reads one line, without its end.
    func read(after prompt: String) -> Line {
        self.prompt.deallocate()
        self.prompt = LineEditor.copy(prompt)
        isCancelled = false
        var count: Int32 = 0
        let line = cedit_read(edit, &count)
        // An empty line that was cancelled looks like the end.
        if isCancelled {
            Output.show("^C\n")
            return .cancelled
        }
        guard let line, count > 0 else { return .end }
        let text = String(decoding: UnsafeRawBufferPointer(start: line, count: Int(count)), as: UTF8.self)
        return .text(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }

    /// Lets a line be had again.
    func remember(_ line: String) { cedit_add(history, line) }

    // Safe because libedit calls only while `read` runs, which somebody who holds the editor does.
    private static func of(_ edit: OpaquePointer?) -> LineEditor {
        Unmanaged<LineEditor>.fromOpaque(cedit_data(edit)).takeUnretainedValue()
    }

    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = Array(text.utf8CString)
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        return copy
    }

    // MARK: Completion

    /// Types what all candidates have in common, or lists them.
    private func completeWord() -> UInt8 {
        guard let line = el_line(edit)?.pointee, let start = line.buffer, let cursor = line.cursor else {
            return UInt8(CEDIT_NORMAL)
        }
        let before = String(
            decoding: UnsafeRawBufferPointer(start: start, count: cursor - start), as: UTF8.self)
        let (typed, candidates) = complete(before)
        guard let first = candidates.first else { return UInt8(CEDIT_NORMAL) }
        let shared = candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        if shared.utf8.count > typed.utf8.count {
            _ = el_insertstr(edit, String(shared.dropFirst(typed.count)))
            return UInt8(CEDIT_REFRESH)
        }
        guard candidates.count > 1 else { return UInt8(CEDIT_NORMAL) }
        Output.show("\n" + CandidateList.text(of: candidates, width: 80))
        return UInt8(CEDIT_REDISPLAY)
    }
}

/// Candidates in columns, as a terminal lists them.
enum CandidateList {
    private static let most = 120

    static func text(of candidates: [String], width: Int) -> String {
        let shown = candidates.prefix(most)
        let column = (shown.map(\.count).max() ?? 0) + 2
        let columns = max(1, width / column)
        let height = (shown.count + columns - 1) / columns
        let lines = (0..<height).map { line in
            stride(from: line, to: shown.count, by: height).map { place in
                shown[place] + String(repeating: " ", count: column - shown[place].count)
            }.joined()
        }
        let rest = candidates.count - shown.count
        return lines.joined(separator: "\n") + "\n" + (rest > 0 ? "… \(rest) more\n" : "")
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
