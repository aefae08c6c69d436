import Foundation

/// Figures from outside the project, beside its checkout; without them, its own rows still stand.
enum Vectors {
    static let areThere = FileManager.default.fileExists(atPath: folder.path)

    static func cases<Case: Decodable>(_ name: String) throws -> [Case] {
        let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
        return try JSONDecoder().decode(File<Case>.self, from: bytes).cases
    }

    private struct File<Case: Decodable>: Decodable {
        let cases: [Case]
    }

    private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .appendingPathComponent("../../../../shared/vectors").standardizedFileURL
}
