public import OutcomesModel

/// Why the pipeline gave nothing, beyond what its stages say.
public enum PipelineError: Error, Sendable {
    case notAContract(pack: PackID, kind: String)
    case notApplied(pack: PackID, kind: String)
    case unknownSettlement(SettlementID, pack: PackID, known: [SettlementID])
    case unknownBatch(BatchID, pack: PackID, latest: BatchID?)
    case noEvidence(pack: PackID, store: String)
    case nothingKnown(at: String, pack: PackID, first: String)
    case contractRejected(pack: PackID, finding: Finding)
    case neverPays(SettlementID, pack: PackID)
    case openQuestions([FindingID], pack: PackID)
}

extension PipelineError: Diagnosable {
    public var diagnostics: [Diagnostic] { [diagnostic] }

    private var diagnostic: Diagnostic {
        switch self {
        case .notAContract(let pack, let kind):
            Diagnostic(
                .use, "this pack is no contract", pack: pack, expected: "kind = \"contract\"", came: kind)
        case .notApplied(let pack, let kind):
            Diagnostic(
                .use, "this pack cannot be run on a contract", pack: pack,
                expected: "kind = \"report\" or \"assessment\"", came: kind)
        case .unknownSettlement(let id, let pack, let known):
            Diagnostic(
                .use, "the contract has no [[settlement]] '\(id)'", pack: pack,
                expected: known.map(\.rawValue).joined(separator: ", "),
                hint: nearestName(to: id.rawValue, among: known.map(\.rawValue)).map {
                    "did you mean '\($0)'?"
                })
        case .unknownBatch(let batch, let pack, let latest):
            Diagnostic(
                .use, "there is no batch \(batch) of this contract", pack: pack,
                expected: latest.map { "a batch of at most \($0)" })
        case .noEvidence(let pack, let store):
            Diagnostic(
                .use, "no evidence of this contract is recorded in \(store)", pack: pack,
                hint: "type: utfall import PACK FILE…, or give --evidence FILE…")
        case .nothingKnown(let moment, let pack, let first):
            Diagnostic(
                .use, "nothing of this contract was recorded by \(moment)", pack: pack,
                expected: "\(first) or later, when the first evidence was")
        case .contractRejected(let pack, let finding):
            Diagnostic(
                .evidence, "the contract's own check rejects it: \(finding.message)", pack: pack,
                hook: finding.rule, hint: finding.hint)
        case .neverPays(let id, let pack):
            Diagnostic(
                .use, "settlement '\(id)' shows what would have been paid, and can never be posted",
                pack: pack)
        case .openQuestions(let ids, let pack):
            Diagnostic(
                .evidence, "\(ids.count == 1 ? "a question is" : "\(ids.count) questions are") open",
                pack: pack, expected: "a recorded answer to each before anything is posted",
                came: "no answer to finding \(ids.map(\.description).joined(separator: ", "))",
                hint: "type: utfall answer PACK \(ids.first?.description ?? "1") \"…\"")
        }
    }
}
