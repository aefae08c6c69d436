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

    @Test(arguments: ["statement", "charts"])
    func `the tables of a sample are as they were approved, one after the other`(name: String) throws {
        let document = name == "charts" ? sampleChartDocument : sampleStatement
        let tables = document.namedTables()
        let words = WordList(document, files: tables.map { "\($0.name).csv" }).table.csv
        let all = [words] + tables.map { "== \($0.name)\n\($0.table.csv)" }
        try check(all.joined(separator: "\n"), "\(name).csv")
    }

    @Test(arguments: ["statement", "charts"])
    func `the sheets of a sample are as they were approved, cell by cell`(name: String) throws {
        let document = name == "charts" ? sampleChartDocument : sampleStatement
        try check(ReadWorkbook(document.workbook()).text, "\(name).xlsx.txt")
    }

    private func check(_ document: Document, _ name: String, _ format: DocumentFormat) throws {
        try check(document.rendered(as: format), "\(name).\(format.rawValue)")
    }

    private func check(_ rendered: String, _ file: String) throws {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let path = "/\(folder)/Golden/\(file)"
        guard ProcessInfo.processInfo.environment["RECORD"] != "1",
            FileManager.default.fileExists(atPath: path)
        else {
            try Data(rendered.utf8).write(to: URL(filePath: path))
            Issue.record("\(path) was written: look at it, then run again without RECORD=1")
            return
        }
        let golden = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(rendered == golden, "\(file) differs; RECORD=1 writes the new one")
    }
}
