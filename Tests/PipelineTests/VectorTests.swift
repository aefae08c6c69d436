import FoundationEssentials
import OutcomesModel
import Settlement
import Testing
import Utfall

/// Contracts worked out by others, beside the checkout where they are.
private let vectors = Repository.shared.map { "\($0)/vectors/contracts.json" }

@Suite(.enabled(if: vectors != nil)) struct VectorTests {
    private struct Contract: Decodable {
        let id: String
        let cases: [NorrkopingCase]?

        private enum Key: CodingKey { case id, cases }

        /// Contracts of other kinds have other cases.
        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            id = try values.decode(String.self, forKey: .id)
            cases = try? values.decode([NorrkopingCase].self, forKey: .cases)
        }
    }

    private struct NorrkopingCase: Decodable {
        let C: String
        let S: String
        let school: Bool
        let expected: String
    }

    @Test func `the nine cases of Norrköping come out of the pack's own rule`() throws {
        let cases = try #require(try contract("se-norrkoping").cases)
        #expect(cases.count == 9)
        let folder = try TemporaryFolder()
        let pack = try folder.copy(of: Repository.norrkoping)
        let tests = cases.enumerated().map { index, given in
            """
              {
                name = "\(index + 1)", terms = { drawn_loan = "\(given.C)" },
                estimates = {
                  placement_cost = { saving = "\(given.S)" },
                  school_results = { improved = \(given.school) },
                },
                expect = { total = "\(given.expected)" },
              },
            """
        }
        try folder.write("pack/tests/vectors.lua", "return {\n\(tests.joined(separator: "\n"))\n}\n")
        let outcomes = try ContractPack(folder: pack).test().outcomes.filter {
            $0.file == "tests/vectors.lua"
        }
        #expect(outcomes.count == 9)
        for outcome in outcomes { #expect(outcome.failures == [], "case \(outcome.name)") }
    }

    private func contract(_ id: String) throws -> Contract {
        let all = try JSONDecoder().decode(
            [Contract].self, from: Data(contentsOf: URL(filePath: #require(vectors))))
        return try #require(all.first { $0.id == id })
    }
}
