import OutcomesModel
import PackReader
import Testing

/// Terms that can be read, and that nobody means.
@Suite struct DoubtfulTermsTests {
    private static let waterfall = """

        [[waterfall]]
        party = "fund"

        [[waterfall.class]]
        id = "loan"
        investors = { fund = "1" }

        [[waterfall.drawdown]]
        class = "loan"
        day = 2019-03-31
        amount = "2500000.00"
        clause = "3.1"

        [[waterfall.tier]]
        kind = "pref"
        class = "loan"
        rate = "1"
        compounding = "annual"
        clause = "8.2"

        [[waterfall.guarantee]]
        class = "loan"
        party = "town"
        share = "0.75"
        day = 2019-06-30
        clause = "9"

        [[condition]]
        id = "halved"
        evaluation = "cost"
        reads = "reduction_percent"
        at = "100"
        clause = "9.1"

        """

    static let mistakes: [Mistake] = [
        Mistake(
            "rate = \"1\"", "rate = \"5.5\"",
            "the `rate` of [[waterfall.tier]] is 5.5, which is 550 % a year; if it is 5.5 %, write \"0.055\""),
        Mistake(
            "share = { value = 0.40, clause", "share = { value = 40, unit = \"share\", clause",
            "the term share is a share, and is 40, which is 4000 %; if it is 40 %, write \"0.40\""),
        Mistake(
            "due = 2021-03-31", "due = 2016-08-01",
            "the settlement final is due before the contract starts; expected a day after 2016-08-01"),
        Mistake(
            "due = 2018-07-31", "due = 2017-12-31",
            "the settlement shadow is due before its window spring begins, and sees nothing of it; expected a day after 2018-01-01"
        ),
        Mistake(
            "class = \"loan\"\nday = 2019-03-31\namount", "class = \"loan\"\nday = 2019-04-01\namount",
            "investors pay in after the contract has ended; expected a day up to 2019-03-31"),
        Mistake(
            "share = \"0.75\"\nday = 2019-06-30", "share = \"0.75\"\nday = 2019-03-30",
            "what loan has drawn is guaranteed on a day before anything is drawn; expected a day after 2019-03-31"
        ),
        Mistake(
            "from = 2018-01-01, unit", "from = 2021-04-01, unit",
            "this version of the term day_rate begins after the last settlement is due, and never holds; expected a day up to 2021-03-31"
        ),
        Mistake(
            "amount = \"12000000.00\"", "amount = \"0\"",
            "the cap all is 0: nothing that it bounds is ever paid; expected more than 0"),
        Mistake(
            "at = \"100\"", "at = \"100.1\"",
            "`at` of [[condition]] is a reduction by 100.1 percent, which nothing can reach; expected at most 100"
        ),
    ]

    private func doubts(in contract: String) throws -> [PackFault] {
        let disk = try Disk()
        var files = GoodPack.files
        files["contract.toml"] = contract
        let inspection = try PackReader(libraryFolders: []).inspect(folder: try disk.write("pack", files))
        #expect(inspection.faults.isEmpty && inspection.pack != nil, "it can be read as it is")
        return inspection.doubts
    }

    @Test func `terms at the very bounds are not doubted`() throws {
        #expect(try doubts(in: GoodPack.contract + "\n" + Self.waterfall).isEmpty)
    }

    @Test(arguments: mistakes)
    func `what nobody means is told where it stands`(_ doubt: Mistake) throws {
        let good = GoodPack.contract + "\n" + Self.waterfall
        try #require(good.ranges(of: doubt.text).count == 1, "\(doubt.text) must stand once")
        let told = try doubts(in: good.replacing(doubt.text, with: doubt.change))
        try #require(told.count == 1)
        let diagnostic = told[0].problem.diagnostic(pack: told[0].pack, place: told[0].place)
        let said = diagnostic.message + "; " + (diagnostic.hint ?? "expected \(diagnostic.expected ?? "-")")
        #expect(said == doubt.said)
        // At the value itself, and not at its table.
        let before = good[..<good.firstRange(of: doubt.text)!.lowerBound]
        let first = before.count { $0 == "\n" } + 1
        let value = doubt.change.split(separator: "\n").firstIndex {
            $0.contains("day =") || $0.contains("due =") || !doubt.change.contains("\n")
        }
        #expect(told[0].place.line == first + (value ?? 0))
        #expect(told[0].place.column ?? 1 > 1)
    }

    @Test func `what may be below 0 may fall by more than 100 percent`() throws {
        let far = (GoodPack.contract + "\n" + Self.waterfall).replacing("at = \"100\"", with: "at = \"120\"")
        #expect(try doubts(in: far).count == 1)
        #expect(try doubts(in: far.replacing("minimum = 0", with: "minimum = -1")).isEmpty)
    }

    @Test func `an amendment of a price that nobody is paid is doubted`() throws {
        let amended =
            GoodPack.contract
            + "\n\n[[amendment]]\noutcome = \"job\"\nprice = \"3000\"\nfrom = 2021-04-01\nclause = \"A1\"\n"
        let told = try doubts(in: amended).map(\.problem)
        let (from, last) = (try #require(Day(iso: "2021-04-01")), try #require(Day(iso: "2021-03-31")))
        #expect(told == [.doubt(.neverHolds("the amendment of job", from: from, lastDue: last))])
    }
}
