import Foundation
import Synchronization
import Testing

@Suite struct ErrorCaseTests {
    /// `CASES=walkthrough` runs those alone whose kind and name begin so.
    static let only = ProcessInfo.processInfo.environment["CASES"]

    /// Stands as a person's number in the evidence of some cases, and must never be said.
    private static let nationalNumbers = ["19900412-2389", "199004122389"]

    @Test(
        arguments: ErrorCase.all.filter {
            ErrorCaseTests.only == nil || $0.testDescription.hasPrefix(ErrorCaseTests.only ?? "")
        })
    func `what goes wrong is said as it was approved`(errorCase: ErrorCase) throws {
        if errorCase.isNotForRoot, geteuid() == 0 { try Test.cancel("permissions do not bind root") }
        let workplace = try Workplace()
        try workplace.prepare(errorCase)
        let stores = try workplace.stores()
        let words = commandLineWords(try errorCase.command).split(separator: "<").map(Array.init)
        let ended = try Program.run(
            words.first ?? [], in: workplace.folder, input: words.dropFirst().first?.first)

        for number in ErrorCaseTests.nationalNumbers {
            #expect(!ended.description.contains(number), "a person's number is said")
        }
        if ended.status > 1 {
            let now = try workplace.stores().filter { stores[$0.key] != nil }
            #expect(now == stores, "the command failed, and changed a store")
        }
        if let expected = try errorCase.expected, !ErrorCaseTests.records {
            #expect(ended.description == expected)
            return
        }
        try ErrorCaseTests.writing.withLock { _ in
            try errorCase.record(ended.description)
            // Whichever case is the last to be written, the page has it.
            try Data(try ErrorPage.text().utf8).write(to: ErrorPage.path)
        }
        Issue.record(
            "\(errorCase.folder.path)/expected.txt was written: look at it, then run without RECORD=1")
    }

    @Test func `the page of errors says what the cases say`() throws {
        if ErrorCaseTests.records { try Test.cancel("the page is written with the cases") }
        let page = try String(contentsOf: ErrorPage.path, encoding: .utf8)
        let isAsSaid = page == (try ErrorPage.text())
        #expect(isAsSaid, "docs/ERRORS.md has drifted; RECORD=1 writes it anew")
    }

    private static let writing = Mutex(())

    private static var records: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }
}
