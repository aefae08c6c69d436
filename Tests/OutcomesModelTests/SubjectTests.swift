import OutcomesModel
import Testing

@Suite struct SubjectTests {
    static let subjects: [(text: String, subject: SubjectID, kind: SubjectKind)] = [
        ("A17", .participant("A17"), .participant), ("contract", .contract, .contract),
        ("group:reference", .group("reference"), .group), ("group:", .group(""), .group),
        ("Contract", .participant("Contract"), .participant),
        ("contracts", .participant("contracts"), .participant),
        ("group", .participant("group"), .participant),
    ]

    @Test(arguments: subjects)
    func `a subject is read as evidence files write it`(text: String, subject: SubjectID, kind: SubjectKind) {
        #expect(SubjectID(text: text) == subject)
        #expect(subject.kind == kind)
        #expect("\(subject)" == text)
    }

    @Test func `subjects are ordered by their text, byte by byte`() {
        let texts = ["A", "A1", "B", "a", "contract", "e\u{301}", "f", "group:x", "z", "\u{E9}"]
        #expect(
            texts.reversed().map(SubjectID.init(text:)).sorted().map { Array($0.description.utf8) }
                == texts.map { Array($0.utf8) })
    }
}
