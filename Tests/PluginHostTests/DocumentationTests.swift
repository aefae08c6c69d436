import FoundationEssentials
import PluginHost
import Testing

@Suite struct DocumentationTests {
    @Test func `docs/LUA_API.md is what the API says of itself`() throws {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let path = "\(root)/docs/LUA_API.md"
        let isWanted = ProcessInfo.processInfo.environment["RECORD"] == "1"
        guard !isWanted, FileManager.default.fileExists(atPath: path) else {
            try Data(ApiDocumentation.markdown().utf8).write(to: URL(filePath: path))
            Issue.record("\(path) was written: look at it, then run again without RECORD=1")
            return
        }
        let written = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(written == ApiDocumentation.markdown(), "RECORD=1 writes it anew")
    }
}
