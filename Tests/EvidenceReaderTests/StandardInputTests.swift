import EvidenceReader
import FoundationEssentials
import OutcomesModel
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite struct StandardInputTests {
    @Test func `a line alone stands for the standard input`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID().uuidString)")
        try Data("subject,indicator,day,value\ncontract,jobs,2018-01-31,4\nx\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let before = dup(STDIN_FILENO)
        let given = open(file.path, O_RDONLY)
        dup2(given, STDIN_FILENO)
        defer {
            dup2(before, STDIN_FILENO)
            close(before)
            close(given)
        }
        let batch = try EvidenceReader(contract: contract).read(path: "-")
        #expect(batch.file.name == "standard input")
        #expect(batch.measurements.map(\.value) == [.number(4)])
        #expect(batch.findings.map(\.place?.description) == ["standard input:3:2"])
    }
}
