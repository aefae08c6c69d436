import GRDB
package import OutcomesModel

/// Why the store did not do what it was asked; it is as before in each case.
package enum StoreError: Error, Equatable, Sendable {
    // The file.
    case missing(path: String)
    case missingFolder(path: String, folder: String)
    case directory(path: String)
    case notAStore(path: String, is: String)
    case olderVersion(path: String, found: Int64, known: Int64)
    case newerVersion(path: String, found: Int64, known: Int64)
    case notReadable(path: String)
    case notWritable(path: String)
    case openedForReading(path: String)
    case busy(path: String)
    case full(path: String)
    case inputOutput(path: String, what: String)
    case damaged(path: String, what: String)
    /// A rule of the schema or of SQLite that the host should have kept.
    case refused(path: String, rule: String)

    // What was asked.
    case twiceInFile(file: String, subject: SubjectID, indicator: IndicatorID?, day: Day?, lines: [Int])
    case notAMoment(String)
    case unknownBatch(BatchID, latest: BatchID?)
    case unknownFinding(FindingID, contract: PackID)
    case notAQuestion(FindingID, severity: FindingSeverity)
    case alreadyAnswered(FindingID, with: FindingAnswer)
    case postedMeanwhile(contract: PackID, settlement: SettlementID)
    case alreadyApproved(by: PartyID, recording: Recording)
    case alreadyFrozen(evaluation: EvaluationID, recording: Recording)
    case alreadyPosted(contract: PackID, settlement: SettlementID, recording: Recording)
}

extension StoreError {
    /// Turns what SQLite says into what a user can act on; never with the values of a statement.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let refusal as Refusal: self = .refused(path: path, rule: refusal.rule)
        case let damage as Damage: self = .damaged(path: path, what: damage.what)
        case let error as DatabaseError:
            let message = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
            self =
                switch error.resultCode {
                case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
                case .SQLITE_READONLY: .notWritable(path: path)
                case .SQLITE_FULL: .full(path: path)
                case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(path: path, what: message)
                // The statements are the host's own: one that does not fit found a schema that is not.
                case .SQLITE_ERROR: .damaged(path: path, what: message)
                case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .notReadable(path: path)
                case .SQLITE_IOERR: .inputOutput(path: path, what: message)
                default: .refused(path: path, rule: message)
                }
        default: self = .refused(path: path, rule: "\(error)")
        }
    }
}

/// A stored value that no host wrote: the file was changed by other means, or its medium failed.
struct Damage: Error {
    let what: String
}

/// What the store does not keep, and no host should ask it to.
struct Refusal: Error {
    let rule: String
}
