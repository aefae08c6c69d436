import Crypto
import FoundationEssentials
import MeasurementStore
import OutcomesModel
import PackReader
import Reporting
import Settlement

/// A document that says all that a settlement was made of, and what it came to: to make it again from the same
/// evidence, rules and host gives the same bytes.
public struct Receipt: Hashable, Sendable {
    /// JSON with sorted keys.
    public let text: String
    public let sha256: String

    init(text: String) {
        self.text = text
        sha256 = Utfall.sha256(text)
    }
}

extension Pipeline {
    /// Returns the receipt of a settlement; it says nothing of who posts it, or when.
    public func receipt(of settled: Settled) throws -> Receipt {
        let statement = settled.statement
        let evidence = try store.store.evidenceDigest(of: pack.id, asOf: statement.asOf)
        return Receipt(
            text: JSONText.encode(
                ReceiptJSON(
                    head: ReceiptHead(statement, settled.pack, evidence, host),
                    statement: StatementJSON(statement, showsState: false),
                    claims: claimsDigest(statement.claims))))
    }

    private func claimsDigest(_ claims: [Claim]) -> ReceiptJSON.Claims {
        let lines = claims.map { claim in
            [
                claim.subject.description, claim.outcome.rawValue, claim.window.rawValue,
                String(claim.quantity),
                claim.cause.description,
            ].joined(separator: "\t")
        }
        return ReceiptJSON.Claims(count: claims.count, sha256: sha256(lines.joined(separator: "\n")))
    }
}

private struct ReceiptJSON: Encodable {
    let head: ReceiptHead
    let statement: StatementJSON
    let claims: Claims

    struct Claims: Encodable {
        let count: Int
        /// Of a line for each: subject, outcome, window, quantity and cause, with tabs between.
        let sha256: String
    }
}

/// What a settlement was made of.
struct ReceiptHead: Codable {
    let format: String
    let host: HostVersion
    let contract, settlement, kind: String
    let revision: Int
    let pack: PackVersion
    let asOfBatch: Int64
    let batches: [Batch]
    /// Postings of the contract that were known.
    let knownPostings: Int

    static let format = "utfall-receipt-1"

    struct HostVersion: Codable, Equatable {
        let version, apiSha256: String
    }

    struct PackVersion: Codable, Equatable {
        let version, sha256: String
        /// By path; the terms are `contract.toml`.
        let files: [String: String]
    }

    struct Batch: Codable, Equatable {
        let number: Int64
        let file, kind, fileSha256, contentSha256: String
    }

    init(_ statement: Statement, _ pack: ContractPack, _ evidence: EvidenceDigest, _ host: Host) {
        format = ReceiptHead.format
        self.host = HostVersion(version: Host.version, apiSha256: host.apiDigest)
        contract = statement.contract.id.rawValue
        settlement = statement.plan.id.rawValue
        kind = statement.kind.rawValue
        revision = statement.revision
        self.pack = PackVersion(
            version: statement.packVersion, sha256: statement.packHash,
            files: pack.pack.archive.files.mapValues { sha256($0) })
        asOfBatch = statement.asOf.number
        batches = evidence.batches.map {
            Batch(
                number: $0.id.number, file: $0.file.name, kind: $0.kind.rawValue, fileSha256: $0.file.sha256,
                contentSha256: $0.sha256)
        }
        knownPostings = statement.knownPostings
    }

    /// Reads the head of a receipt.
    ///
    /// - Parameter name: what messages call it.
    static func read(_ text: String, name: String) throws -> ReceiptHead {
        struct Whole: Decodable { let head: ReceiptHead }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let whole = try? decoder.decode(Whole.self, from: Data(text.utf8)),
            whole.head.format == ReceiptHead.format
        else { throw PipelineError.notAReceipt(name) }
        return whole.head
    }
}

/// Returns the SHA-256 in lower-case hexadecimal.
func sha256(_ bytes: some Sequence<UInt8>) -> String { hexadecimal(SHA256.hash(data: Array(bytes))) }
func sha256(_ text: String) -> String { sha256(text.utf8) }
