import FoundationEssentials
import OutcomesModel
import Utfall

/// A check as SARIF 2.1.0, which code reviews show beside the lines.
///
/// - Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
enum SARIF {
    static func text(_ checked: PackCheck) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(Log(checked)) else {
            preconditionFailure("plain fields could not be written")
        }
        return String(decoding: data, as: UTF8.self)
    }

    private struct Log: Encodable {
        let schema = "https://json.schemastore.org/sarif-2.1.0.json"
        let version = "2.1.0"
        let runs: [Run]

        init(_ checked: PackCheck) { runs = [Run(checked)] }

        enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case version, runs
        }
    }

    private struct Run: Encodable {
        let tool = Tool(driver: Driver())
        let columnKind = "unicodeCodePoints"
        let results: [Result]
        let invocations: [Invocation]

        init(_ checked: PackCheck) {
            results = checked.remarks.map(Result.init)
            let notes = checked.notLookedAt.map {
                Notification(level: "note", message: Text("Not looked at: \($0)."))
            }
            invocations = [Invocation(executionSuccessful: true, toolExecutionNotifications: notes)]
        }
    }

    private struct Invocation: Encodable {
        let executionSuccessful: Bool
        let toolExecutionNotifications: [Notification]
    }

    private struct Notification: Encodable {
        let level: String
        let message: Text
    }

    private struct Tool: Encodable { let driver: Driver }

    private struct Driver: Encodable {
        let name = "utfall"
        let version = Host.version
        let rules = Remark.Rule.allCases.map {
            Rule(id: $0.rawValue, shortDescription: Text($0.documentation))
        }
    }

    private struct Rule: Encodable {
        let id: String
        let shortDescription: Text
    }

    private struct Text: Encodable {
        let text: String

        init(_ text: String) { self.text = text }
    }

    private struct Result: Encodable {
        let ruleId: String
        let ruleIndex: Int
        let level: String
        let message: Text
        let locations: [Location]?
        let fixes: [Fix]?

        init(_ remark: Remark) {
            let diagnostic = remark.diagnostic
            ruleId = remark.rule.rawValue
            ruleIndex = Remark.Rule.allCases.firstIndex(of: remark.rule) ?? -1
            level = remark.severity.rawValue
            let more = [
                diagnostic.expected.map { "Expected: \($0)." }, diagnostic.came.map { "Came: \($0)." },
                diagnostic.hint.map { "Hint: \($0)." },
            ]
            message = Text(([diagnostic.message + "."] + more.compactMap(\.self)).joined(separator: " "))
            let artifact = diagnostic.place.map { Artifact($0.file) }
            let region = diagnostic.place.flatMap { Region($0, length: remark.length) }
            locations = artifact.map {
                [Location(physicalLocation: Place(artifactLocation: $0, region: region))]
            }
            if let artifact, let region, region.endColumn != nil, let text = remark.replacement {
                let replacement = Replacement(deletedRegion: region, insertedContent: Text(text))
                let change = Change(artifactLocation: artifact, replacements: [replacement])
                fixes = [Fix(description: Text("Write \(text)."), artifactChanges: [change])]
            } else {
                fixes = nil
            }
        }
    }

    private struct Location: Encodable { let physicalLocation: Place }

    private struct Place: Encodable {
        let artifactLocation: Artifact
        let region: Region?
    }

    private struct Artifact: Encodable {
        let uri: String

        init(_ path: String) {
            let isPlain: (UInt8) -> Bool = { byte in
                (48...57).contains(byte) || (65...90).contains(byte & 0xdf) || "-._~/".utf8.contains(byte)
            }
            let digits = Array("0123456789ABCDEF".utf8)
            let bytes = path.utf8.flatMap {
                isPlain($0) ? [$0] : [37, digits[Int($0 >> 4)], digits[Int($0 & 15)]]
            }
            uri = (path.hasPrefix("/") ? "file://" : "") + String(decoding: bytes, as: UTF8.self)
        }
    }

    private struct Region: Encodable {
        let startLine: Int
        let startColumn, endColumn: Int?

        init?(_ place: SourceLocation, length: Int?) {
            guard let line = place.line else { return nil }
            startLine = line
            startColumn = place.column
            endColumn = place.column.flatMap { column in length.map { column + $0 } }
        }
    }

    private struct Fix: Encodable {
        let description: Text
        let artifactChanges: [Change]
    }

    private struct Change: Encodable {
        let artifactLocation: Artifact
        let replacements: [Replacement]
    }

    private struct Replacement: Encodable {
        let deletedRegion: Region
        let insertedContent: Text
    }
}
