import FoundationEssentials
import Testing

/// Compares a text with the approved one, and tells the first line that differs.
///
/// One that is missing, or any with `RECORD=1`, is written and fails.
/// - Returns: false where the two differ; true where they agree, or the text was written.
func isApproved(_ text: String, at path: String) throws -> Bool {
    let environment = ProcessInfo.processInfo.environment
    guard environment["RECORD"] != "1", FileManager.default.fileExists(atPath: path) else {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: path))
        Issue.record("\(path) was written: look at it, then run again without RECORD=1")
        return true
    }
    let approved = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    guard text != approved else { return true }
    let came = text.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = approved.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(came, expected).prefix { $0 == $1 }.count
    Issue.record(
        """
        \(path):\(line + 1) is the first that differs; RECORD=1 writes the new one
        approved: \(line < expected.count ? expected[line] : "the end")
        came:     \(line < came.count ? came[line] : "the end")
        """)
    return false
}
