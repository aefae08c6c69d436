import FoundationEssentials
import OutcomesModel
import Reporting
import Testing

@Suite struct GoldenTests {
    @Test(arguments: DocumentFormat.allCases)
    func `the sample statement looks as it was approved`(format: DocumentFormat) throws {
        try check(sampleStatement, "statement", format)
    }

    @Test(arguments: DocumentFormat.allCases)
    func `charts of every kind look as they were approved`(format: DocumentFormat) throws {
        try check(sampleChartDocument, "charts", format)
    }

    @Test(arguments: [DocumentFormat.txt, .html])
    func `charts are in Swedish where the document is`(format: DocumentFormat) throws {
        var swedish = sampleChartDocument
        swedish.language = .sv
        try check(swedish, "diagram", format)
    }

    private func check(_ document: Document, _ name: String, _ format: DocumentFormat) throws {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let path = "/\(folder)/Golden/\(name).\(format.rawValue)"
        let rendered = document.rendered(as: format)
        guard ProcessInfo.processInfo.environment["RECORD"] != "1",
            FileManager.default.fileExists(atPath: path)
        else {
            try Data(rendered.utf8).write(to: URL(filePath: path))
            Issue.record("\(path) was written: look at it, then run again without RECORD=1")
            return
        }
        let golden = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(rendered == golden, "\(name).\(format.rawValue) differs; RECORD=1 writes the new one")
    }
}
