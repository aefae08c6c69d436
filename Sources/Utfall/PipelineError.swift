public import OutcomesModel

/// Why the pipeline gave nothing, beyond what its stages say.
public enum PipelineError: Error, Sendable {
    case notAContract(pack: PackID, kind: String)
    case notApplied(pack: PackID, kind: String)
    case notAnAssessment(pack: PackID, kind: String)
    case unknownSettlement(SettlementID, pack: PackID, known: [SettlementID])
    case unknownBatch(BatchID, pack: PackID, latest: BatchID?)
    case noEvidence(pack: PackID, store: String)
    case nothingKnown(at: String, pack: PackID, first: String)
    case contractRejected(pack: PackID, finding: Finding)
    case neverPays(SettlementID, pack: PackID)
    case openQuestions([FindingID], pack: PackID)
    case archiveDiffers(pack: PackID, hash: String)
    case nothingToPost(SettlementID, pack: PackID)
    case otherRules(SettlementID, pack: PackID)
    case notPosted(SettlementID, pack: PackID)
    case approvalLacks(String, of: Approval.Subject, role: Party.Role, pack: PackID)
    case unknownParty(PartyID, pack: PackID, known: [PartyID])
    case notAnApprover(PartyID, of: Approval.Subject, roles: [Party.Role], pack: PackID)
    case keyNeeded(PartyID, pack: PackID)
    case wrongKey(PartyID, pack: PackID)
    case noKeyOf(PartyID, pack: PackID)
    case signatureDoesNotHold(PartyID, String, pack: PackID)
    case notAKey(String)
    case notAReceipt(String)
    case notAVerification(String, pack: PackID)
    case notInContract(String, String, pack: PackID, known: [String])
    case currenciesDiffer(String, String, pack: PackID)
    case nothingToSample(String, pack: PackID)
    case cannotSample(String, pack: PackID)
    case rowsRejected(files: [ImportedFile.Rejection], pack: PackID)
    case receiptOfOther(contract: PackID, pack: PackID)
    case noLine(Int, of: Int, pack: PackID)
    /// Two packs of a portfolio with one id, from these folders; both are the same where one pack was given twice.
    case givenTwice(PackID, folders: [String])
    case notMatched(EvaluationID, pack: PackID, known: [EvaluationID])
    case cannotMatch(EvaluationID, String, pack: PackID)
    case matchedAfterPosting(EvaluationID, SettlementID, pack: PackID)
    case libraryUnused(PackID, place: SourceLocation)
    case testFails(pack: PackID, file: String, test: String, failure: String)
}

extension PipelineError: Diagnosable {
    public var diagnostics: [Diagnostic] { [diagnostic] }

    private var diagnostic: Diagnostic {
        switch self {
        case .notAContract(let pack, let kind):
            Diagnostic(
                .use, "this pack is no contract", pack: pack, expected: "kind = \"contract\"", came: kind,
                hint: kind == "assessment" ? "type: utfall assess ASSESSMENT CONTRACT" : nil)
        case .notApplied(let pack, let kind):
            Diagnostic(
                .use, "this pack is no report pack", pack: pack, expected: "kind = \"report\"", came: kind,
                hint: kind == "assessment" ? "type: utfall assess ASSESSMENT CONTRACT" : nil)
        case .notAnAssessment(let pack, let kind):
            Diagnostic(
                .use, "this pack is no assessment", pack: pack, expected: "kind = \"assessment\"", came: kind,
                hint: kind == "contract"
                    ? "name the assessment first: utfall assess ASSESSMENT CONTRACT" : nil)
        case .libraryUnused(let library, let place):
            Diagnostic(
                .pack, "the pack does not use the library that it is to test", place: place,
                expected: "uses = [\"\(library)\"]")
        case .testFails(let pack, let file, let test, let failure):
            Diagnostic(
                .pack, "test '\(test)' fails: \(failure)", pack: pack, place: SourceLocation(file: file),
                hint: "first make the tests pass; then it can be told what they notice")
        case .unknownSettlement(let id, let pack, let known):
            Diagnostic(
                .use, "the contract has no [[settlement]] '\(id)'", pack: pack,
                expected: known.map(\.rawValue).joined(separator: ", "),
                hint: nearestName(to: id.rawValue, among: known.map(\.rawValue)).map {
                    "did you mean '\($0)'?"
                })
        case .notMatched(let id, let pack, let known):
            Diagnostic(
                .use, "the contract has no [[evaluation]] '\(id)' of the method matched", pack: pack,
                expected: known.isEmpty
                    ? "an evaluation with method = \"matched\"; it has none"
                    : known.map(\.rawValue).joined(separator: ", "),
                hint: nearestName(to: id.rawValue, among: known.map(\.rawValue)).map {
                    "did you mean '\($0)'?"
                })
        case .cannotMatch(let id, let why, let pack):
            Diagnostic(.evidence, "no pairs can be formed for '\(id)': \(why)", pack: pack)
        case .matchedAfterPosting(let id, let settlement, let pack):
            Diagnostic(
                .use,
                "the pairs of '\(id)' cannot be recorded now: '\(settlement)' is posted by this evidence",
                pack: pack, hint: "they would change what it came to; pairs are recorded before outcomes are")
        case .givenTwice(let pack, let folders):
            folders.count == 1
                ? Diagnostic(
                    .use, "\(folders[0]) is given twice", pack: pack,
                    expected: "each contract of a portfolio once")
                : Diagnostic(
                    .use, "\(folders.joined(separator: " and ")) both have the id \(pack)", pack: pack,
                    expected: "each contract of a portfolio once",
                    hint: "give a copy an id of its own in plugin.toml")
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
        case .archiveDiffers(let pack, let hash):
            Diagnostic(
                .evidence, "the version of the pack that this was posted with cannot be made again",
                pack: pack,
                expected: "files with the hash \(hash)", hint: "utfall doctor looks the store over")
        case .nothingToPost(let id, let pack):
            Diagnostic(
                .use, "settlement '\(id)' is posted, and nothing has changed since", pack: pack,
                hint: "later evidence gives an adjustment; --reverse takes it back")
        case .otherRules(let id, let pack):
            Diagnostic(
                .use, "settlement '\(id)' stands posted by another version of the pack", pack: pack,
                expected: "an adjustment by the rules that it was posted with",
                hint: "leave out --current-rules; or take it back with --reverse, and post it anew")
        case .notPosted(let id, let pack):
            Diagnostic(
                .use, "settlement '\(id)' does not stand posted, so that there is nothing to take back",
                pack: pack)
        case .approvalLacks(let digest, let subject, let role, let pack):
            Diagnostic(
                .use,
                subject == .pack
                    ? "nobody with the role \(role.rawValue) has signed this version of the pack"
                    : "nobody with the role \(role.rawValue) has approved this settlement as it is now",
                pack: pack, expected: "an approval of \(digest)", came: "none",
                hint: subject == .pack
                    ? "type: utfall approve PACK --pack-version --party ID"
                    : "type: utfall approve PACK --party ID; what changes after an approval needs a new one")
        case .unknownParty(let party, let pack, let known):
            Diagnostic(
                .use, "the contract has no [[party]] '\(party)'", pack: pack,
                expected: known.map(\.rawValue).joined(separator: ", "),
                hint: nearestName(to: party.rawValue, among: known.map(\.rawValue)).map {
                    "did you mean '\($0)'?"
                })
        case .notAnApprover(let party, let subject, let roles, let pack):
            Diagnostic(
                .use,
                "'\(party)' is none of those whose approval of a \(subject.rawValue) the contract asks for",
                pack: pack,
                expected: roles.isEmpty
                    ? "a contract that asks for approvals" : roles.map(\.rawValue).joined(separator: ", "))
        case .keyNeeded(let party, let pack):
            Diagnostic(
                .use, "'\(party)' has a key in the contract, so that its name alone does not approve",
                pack: pack,
                expected: "a signature by its key", came: "none", hint: "give --key FILE")
        case .wrongKey(let party, let pack):
            Diagnostic(
                .use, "the key is not the one that the contract has for '\(party)'", pack: pack,
                hint: "`key` of its [[party]] is the public key")
        case .noKeyOf(let party, let pack):
            Diagnostic(
                .use, "the contract has no key of '\(party)', so that nobody could check its signature",
                pack: pack, expected: "`key` in its [[party]]", came: "none",
                hint: "utfall keys FILE makes one, and prints the line for contract.toml")
        case .signatureDoesNotHold(let party, let why, let pack):
            Diagnostic(
                .use, "the receipt has a signature of '\(party)' that does not hold: \(why)", pack: pack,
                expected: "a receipt as it was signed",
                hint: "utfall receipt PACK --verify FILE says what was changed")
        case .notAKey(let path):
            Diagnostic(
                .use, "the file holds no private key", place: SourceLocation(file: path),
                expected: "32 bytes in Base64, as utfall keys writes them")
        case .notAReceipt(let name):
            Diagnostic(
                .use, "the file is no receipt", place: SourceLocation(file: name),
                expected: "what utfall receipt has written", came: "something else")
        case .notAVerification(let file, let pack):
            Diagnostic(
                .use, "a file of participants verifies nothing", pack: pack,
                place: SourceLocation(file: file),
                expected:
                    "subject,indicator,day,value,state of measurements, or subject,outcome,window,state of claims"
            )
        case .notInContract(let kind, let name, let pack, let known):
            Diagnostic(
                .use, "the contract has no [[\(kind)]] '\(name)'", pack: pack,
                expected: known.joined(separator: ", "),
                hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" })
        case .currenciesDiffer(let left, let right, let pack):
            Diagnostic(
                .use, "the two pay in different currencies, and cannot be compared", pack: pack,
                expected: left, came: right)
        case .nothingToSample(let words, let pack):
            Diagnostic(
                .use, "there is nothing to draw a sample from", pack: pack, expected: words, came: "none")
        case .cannotSample(let what, let pack):
            Diagnostic(
                .use, "no sample can be drawn: \(what)", pack: pack,
                expected: "a tolerated share and a confidence between 0 and 1, such as 0.05 and 0.95")
        case .rowsRejected(let files, let pack):
            Diagnostic(
                .evidence,
                files.map {
                    "\($0.file): \($0.rows) \($0.rows == 1 ? "row is" : "rows are") wrong, the first on line \($0.line)"
                }
                .joined(separator: "; "), pack: pack,
                expected: "no wrong row, since --strict was given", came: "nothing was recorded",
                hint: "without --strict the good rows go in, and each wrong one is a finding")
        case .noLine(let number, let count, let pack):
            Diagnostic(
                .use, "the settlement has no line \(number)", pack: pack,
                expected: count == 0 ? "a settlement with lines" : "a line from 1 to \(count)")
        case .receiptOfOther(let contract, let pack):
            Diagnostic(
                .use, "the receipt is of another contract", pack: pack, expected: pack.rawValue,
                came: contract.rawValue)
        }
    }
}
