import OutcomesModel
import Testing

@Suite struct SpellingTests {
    static let known = ["currency", "rounding", "starts", "ends", "title", "source", "id"]

    static let near: [(word: String, name: String)] = [
        ("currency", "currency"), ("curency", "currency"), ("currrency", "currency"),
        ("currnecy", "currency"),
        ("currancy", "currency"), ("Currency", "currency"), ("start", "starts"), ("end", "ends"),
        ("soruce", "source"), ("di", "id"), ("ronding", "rounding"), ("tilte", "title"),
    ]

    @Test(arguments: near)
    func `the nearest name is what was most likely meant`(word: String, name: String) {
        #expect(nearestName(to: word, among: Self.known) == name)
    }

    @Test(arguments: ["money", "xyz", "", "kurrensee", "starting_day", "e"])
    func `a word that is near to none has no name`(word: String) {
        #expect(nearestName(to: word, among: Self.known) == nil)
        #expect(nearestName(to: word, among: [String]()) == nil)
    }

    @Test func `of two that are as near, the first by name is taken, in whatever order they come`() {
        #expect(nearestName(to: "cap", among: ["car", "cab"]) == "cab")
        #expect(nearestName(to: "cap", among: ["cab", "car"]) == "cab")
    }

    @Test func `of two that are as near, one as long as the word is taken`() {
        #expect(nearestName(to: "pai", among: ["paid", "pay"]) == "pay")
        #expect(nearestName(to: "pai", among: ["pay", "paid"]) == "pay")
        #expect(nearestName(to: "dya", among: ["da", "day"]) == "day")
    }

    @Test func `letters beyond ASCII are compared too`() {
        #expect(nearestName(to: "lön", among: ["lån", "tid"]) == "lån")
        #expect(nearestName(to: "norrköpnig", among: ["norrköping"]) == "norrköping")
    }
}
