import FoundationEssentials
import Reporting
import Testing

@Suite struct GoldenTests {
    @Test(arguments: DocumentFormat.allCases)
    func `the sample statement looks as it was approved`(format: DocumentFormat) throws {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let path = "/\(folder)/Golden/statement.\(format.rawValue)"
        let rendered = sampleStatement.rendered(as: format)
        guard ProcessInfo.processInfo.environment["RECORD"] != "1",
            FileManager.default.fileExists(atPath: path)
        else {
            try Data(rendered.utf8).write(to: URL(filePath: path))
            Issue.record("\(path) was written: look at it, then run again without RECORD=1")
            return
        }
        let golden = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(rendered == golden, "statement.\(format.rawValue) differs; RECORD=1 writes the new one")
    }
}
