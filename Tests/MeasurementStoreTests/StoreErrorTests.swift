import GRDB
import OutcomesModel
import Testing

@testable import MeasurementStore

@Suite struct StoreErrorTests {
    @Test(
        arguments: [
            (.SQLITE_BUSY, .busy(path: "a.db")), (.SQLITE_BUSY_SNAPSHOT, .busy(path: "a.db")),
            (.SQLITE_LOCKED, .busy(path: "a.db")), (.SQLITE_READONLY_DIRECTORY, .notWritable(path: "a.db")),
            (.SQLITE_FULL, .full(path: "a.db")), (.SQLITE_NOTADB, .damaged(path: "a.db", what: "m")),
            (.SQLITE_CORRUPT_INDEX, .damaged(path: "a.db", what: "m")),
            (.SQLITE_CANTOPEN, .notReadable(path: "a.db")),
            (.SQLITE_IOERR_READ, .inputOutput(path: "a.db", what: "m")),
            (.SQLITE_CONSTRAINT_CHECK, .refused(path: "a.db", rule: "m")),
        ] as [(ResultCode, StoreError)])
    func `what SQLite says becomes what a user can act on`(code: ResultCode, error: StoreError) {
        let said = DatabaseError(resultCode: code, message: "m", sql: "SELECT ?", arguments: ["secret"])
        #expect(StoreError(said, path: "a.db") == error)
    }

    @Test(
        arguments: [
            (.missing(path: "a.db"), .use, "the store a.db is not there"),
            (.directory(path: "a"), .use, "the store a is a folder"),
            (.full(path: "a.db"), .use, "the disk of the store a.db is full"),
            (.damaged(path: "a.db", what: "m"), .evidence, "the store a.db is damaged"),
            (.refused(path: "a.db", rule: "m"), .host, "the store a.db refused what the host wrote"),
            (
                .twiceInFile(
                    file: "p.csv", subject: .participant("P-01"), indicator: nil, day: nil, lines: [2, 3]),
                .evidence, "p.csv: lines 2 and 3 say different things about P-01"
            ),
            (.unknownFinding(FindingID(7), contract: "a"), .use, "there is no finding 7 of a"),
        ] as [(StoreError, Blame, String)])
    func `an error names what is wrong and who can mend it`(error: StoreError, blame: Blame, message: String)
    {
        #expect(error.diagnostics.map(\.blame) == [blame])
        #expect(error.diagnostics.map(\.message) == [message])
    }
}
