import Foundation
import Testing
// On purpose without a second import: this is what an integrator writes, and what the README shows.
import Utfall

@Suite struct EmbeddingTests {
    @Test func `a program that imports Utfall alone settles a contract and reads the total`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "plugins/contracts/norrkoping-2016").path(percentEncoded: false)

        let pack = try ContractPack(folder: folder)
        let pipeline = Pipeline(pack: pack, store: try .temporary())
        _ = try pipeline.importEvidence(
            pack.exampleEvidence,
            recording: Recording(by: "me", at: "2026-11-22T12:00:00Z", reason: "example"))
        let settled = try pipeline.settle()
        #expect(settled.statement.total.description == "4000000.00 SEK")
    }
}
