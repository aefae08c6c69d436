import OutcomesModel
import Utfall

/// Says who has signed a receipt, and whether it holds; it needs the file and the pack, and no store.
struct ReceiptVerification {
    let pack: ContractPack
    let file: String

    func tell(asJSON: Bool) throws {
        let receipt = try SignedReceipt(try Files.read(file), name: file)
        let check = try receipt.check(pack)
        Output.print(asJSON ? JSON.text(Result(file, receipt, check)) : text(receipt, check))
        if !check.holds { throw Told(status: .lookAtIt) }
    }

    /// The places that are told one by one.
    private static let mostChanges = 20

    private func text(_ receipt: SignedReceipt, _ check: ReceiptCheck) -> String {
        var lines = ["\(file): \(sentence(check))", "  sha256 \(receipt.receipt.sha256)"]
        for signature in check.signatures {
            lines.append("  \(signature.problem == nil ? "holds" : "fails")  \(who(signature.party))")
            if let problem = signature.problem { lines.append("         \(problem)") }
        }
        if !check.changes.isEmpty {
            lines.append("Not as it was signed:")
            lines += check.changes.prefix(Self.mostChanges).map { "  \($0)" }
            let more = check.changes.count - Self.mostChanges
            if more > 0 { lines.append("  and \(more) more") }
        }
        if !check.isOfThisVersion {
            lines.append("Another version of this pack made the settlement; the keys are of the one at hand.")
        }
        return lines.joined(separator: "\n")
    }

    private func sentence(_ check: ReceiptCheck) -> String {
        let failing = check.signatures.count { $0.problem != nil }
        if check.signatures.isEmpty { return "nobody has signed it" }
        if failing == 0 { return check.signatures.count == 1 ? "the signature holds" : "all signatures hold" }
        return "\(failing) of \(check.signatures.count) signatures \(failing == 1 ? "fails" : "fail")"
    }

    private func who(_ id: PartyID) -> String {
        guard let party = pack.contract.party(id) else { return id.rawValue }
        return "\(id), \(party.name) (\(party.roles.map(\.rawValue).joined(separator: ", ")))"
    }

    private struct Result: Encodable {
        let receipt, sha256: String
        let holds, isOfThisVersion: Bool
        let signatures: [Signature]
        let changes: [String]

        init(_ file: String, _ signed: SignedReceipt, _ check: ReceiptCheck) {
            receipt = file
            sha256 = signed.receipt.sha256
            holds = check.holds
            isOfThisVersion = check.isOfThisVersion
            signatures = check.signatures.map(Signature.init)
            changes = check.changes
        }
    }

    private struct Signature: Encodable {
        let party: String
        let holds: Bool
        let problem: String?

        init(_ signature: ReceiptCheck.Signature) {
            party = signature.party.rawValue
            holds = signature.problem == nil
            problem = signature.problem?.description
        }
    }
}
