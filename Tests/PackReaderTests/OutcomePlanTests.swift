import OutcomesModel
import PackReader
import Testing

/// What an outcome's plan may say.
@Suite struct OutcomePlanTests {
    private func files(_ plan: String) -> [String: String] {
        var files = GoodPack.files
        files["contract.toml"] =
            GoodPack.contract
            + "\n[[outcome]]\nid = \"planned\"\nindicator = \"job\"\nprice = 1\npayment = \"reward\"\nclause = \"5\"\n"
            + plan
        return files
    }

    @Test func `a plan has claims by days, each with a clause of its own where it has one`() throws {
        let disk = try Disk()
        _ = try disk.write(
            "pack",
            files(
                "plan = [{ by = 2018-06-30, claims = 0 }, { by = 2018-12-31, claims = 40, clause = \"A1\" }]")
        )
        let plan = try #require(try disk.read("pack").contract?.outcome("planned")?.plan)
        #expect(plan.points.map(\.by) == [Day(iso: "2018-06-30")!, Day(iso: "2018-12-31")!])
        #expect(plan.points.map(\.claims) == [0, 40])
        #expect(plan.points.map(\.clause?.number) == [nil, "A1"])
    }

    static let mistakes: [(plan: String, said: [String])] = [
        ("plan = []", ["[[outcome]]: there are no rows"]),
        ("plan = 40", ["`plan` of [[outcome]] has the wrong type"]),
        ("plan = [{ by = 2018-06-30 }]", ["a row of `plan` lacks `claims`"]),
        ("plan = [{ by = 2018-06-30, claims = -1 }]", ["`claims` of a row of `plan` is out of range"]),
        (
            "plan = [{ by = 2018-06-30, claims = 9 }, { by = 2018-06-30, claims = 12 }]",
            ["[[outcome]]: row 2 has 2018-06-30, which does not come after 2018-06-30"]
        ),
        (
            "plan = [{ by = 2018-06-30, claims = 9 }, { by = 2018-12-31, claims = 8 }]",
            ["[[outcome]]: row 2 has 8, which does not come after 9"]
        ),
    ]

    @Test(arguments: mistakes)
    func `a plan whose days or counts do not ascend is told with its row`(plan: String, said: [String]) throws
    {
        let disk = try Disk()
        try disk.write("pack", files(plan))
        let faults = disk.faults("pack").map {
            String($0.split(separator: "\n")[0].split(separator: ": ", maxSplits: 1)[1])
        }
        #expect(faults == said)
    }
}
