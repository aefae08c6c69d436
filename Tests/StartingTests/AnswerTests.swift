import Foundation
import OutcomesModel
import Testing
import Utfall

/// What an answer may be, and what a folder must be.
@Suite struct AnswerTests {
    @Test(arguments: [
        ("rate-card", "currency", "eur"), ("rate-card", "currency", "XXX"), ("rate-card", "currency", ""),
        ("rate-card", "starts", "2027-02-29"), ("rate-card", "starts", "1.1.2027"),
        ("rate-card", "starts", "1989-12-31"), ("rate-card", "ends", "2027-01-01"),
        ("rate-card", "ends", "2200-01-01"), ("rate-card", "id", "Jobs"), ("rate-card", "id", "jobs..x"),
        ("rate-card", "title", ""), ("rate-card", "title", " "), ("rate-card", "title", "a\nb"),
        ("rate-card", "title", "a\u{1B}[2J"), ("rate-card", "title", "{{price}}"),
        ("rate-card", "price_kept", "0"), ("rate-card", "price_kept", "-1"),
        ("rate-card", "price_kept", "1,5"),
        ("rate-card", "price_kept", "1.005"), ("rate-card", "price_kept", "1e3"),
        ("rate-card", "price_kept", "100000000000001"), ("savings-share", "share", "0"),
        ("savings-share", "share", "1.1"), ("savings-share", "share", "40 %"),
        ("savings-share", "most", "1000000.01"), ("threshold-table", "second", "10"),
        ("threshold-table", "second", "10.001"), ("step-tariff", "up_to", "0"),
        ("step-tariff", "up_to", "1.5"), ("staged", "first_share", "1"),
        ("termination", "ended", "2030-01-01"),
    ])
    func `an answer that will not do is refused, and says what would`(
        name: String, question: String, answer: String
    ) throws {
        var answers = ContractAnswers(try .shipped(name), folder: "my-contract")
        let error = #expect(throws: StartingError.self) { try answers.give(answer, to: question) }
        guard case .wrongAnswer(answer, to: question, _, let expected)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!expected.isEmpty)
    }

    @Test func `answers are taken in any order, and held against each other`() throws {
        var answers = ContractAnswers(try .shipped("rate-card"), folder: "my-contract")
        try answers.give(["ends": "2020-12-31", "starts": "2020-01-01", "price_kept": "1.5"])
        #expect(try answers.answer(to: "ends") == "2020-12-31")
        // A later start leaves the end that was given behind it.
        try answers.give("2021-01-01", to: "starts")
        #expect(throws: StartingError.self) { try answers.files() }
        // A currency without decimals makes the price none.
        try answers.give("2019-01-01", to: "starts")
        try answers.give("JPY", to: "currency")
        #expect(throws: StartingError.self) { try answers.files() }
    }

    @Test(arguments: [
        ("Åre Jobb (2027)", "are-jobb-2027"), ("a.b_c", "a-b-c"), ("日本", "new-contract"),
        ("...", "new-contract"),
        ("Łódź Øst", "lodz-ost"),
    ])
    func `the usual id is made of the folder's name`(folder: String, id: String) throws {
        #expect(try ContractAnswers(.shipped("bonus"), folder: "/tmp/\(folder)").answer(to: "id") == id)
    }

    @Test func `a folder that is not empty is left alone`() throws {
        let disk = try Disk()
        try FileManager.default.createDirectory(atPath: disk.folder, withIntermediateDirectories: true)
        let own = URL(filePath: "\(disk.folder)/notes.txt")
        try Data("mine".utf8).write(to: own)
        let files = try ContractAnswers(.shipped("bonus"), folder: disk.folder).files()
        #expect(throws: StartingError.self) { try NewPack.write(files, to: disk.folder) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.folder) == ["notes.txt"])
        #expect(disk.names == ["my-contract"])
    }

    @Test func `an empty folder is filled, and what is no pack leaves nothing behind`() throws {
        let disk = try Disk()
        var files = try ContractAnswers(.shipped("bonus"), folder: disk.folder).files()
        try FileManager.default.createDirectory(atPath: disk.folder, withIntermediateDirectories: true)
        try NewPack.write(files, to: disk.folder, host: Disk.host)
        #expect(try AnyPack.check(folder: disk.folder).remarks.isEmpty)
        files["contract.toml"] = "[contract]\ntitle = 1\n"
        let error = #expect(throws: StartingError.self) { try NewPack.write(files, to: disk.folder + "-2") }
        // It is told as the file that it was to become.
        #expect(error?.diagnostics.first?.place?.file == disk.folder + "-2/contract.toml")
        #expect(disk.names == ["my-contract"])
    }
}
