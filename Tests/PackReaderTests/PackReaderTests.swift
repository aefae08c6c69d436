import OutcomesModel
import PackReader
import Testing

@Suite struct PackReaderTests {
    private let disk: Disk

    init() throws {
        disk = try Disk()
        try disk.write("pack", GoodPack.files)
    }

    @Test func `a good contract is read with every term`() throws {
        let pack = try disk.read("pack")
        let contract = try #require(pack.contract)

        #expect(pack.manifest.id == "se.example.school")
        #expect(pack.manifest.version == Version(1, 0, 0))
        #expect(pack.manifest.permissions == [.participants])
        #expect(contract.id == "se.example.school")
        #expect(
            contract.rounding == Rounding(mode: .halfEven, unit: Money(minorUnits: 100, currency: try sek())))
        #expect(contract.starts == Day(iso: "2016-08-01"))
        #expect(contract.ends == Day(iso: "2019-03-31"))
        #expect(contract.source == "The public annex")
        #expect(contract.payableStates == [.verified, .disputed])
        #expect(contract.smallestCell == 5)
        #expect(contract.party("town")?.name == "Ånköpings kommun")
        #expect(contract.party("town")?.roles == [.outcomePayer, .provider])
        #expect(contract.indicator("cost")?.title == "cost")
        #expect(contract.indicator("cost")?.maximum == Decimal(units: 9_999_950, decimals: 2))
        #expect(contract.indicator("cost")?.missing == [.notMeasured: .fail, .other("moved_away"): .exclude])
        #expect(contract.indicator("job")?.subject == .contract)
        #expect(contract.attribute("site")?.values == ["north", "south"])
        #expect(contract.group("reference")?.evidence == .historical)
        #expect(contract.group("children")?.size == 60)
        #expect(contract.window("whole")?.span == .fromEntry(months: 24, skipping: 3))
        #expect(contract.evaluation("cost")?.method == .comparisonGroup(GroupComparison(group: "reference")))
        #expect(contract.evaluation("cost")?.indicator == "cost")
        #expect(contract.payment("reward")?.title == "Reward")
        #expect(contract.settlement("final")?.pays == true)
        #expect(contract.settlement("shadow")?.pays == false)
        #expect(contract.caps.map(\.amount.minorUnits) == [1_200_000_000])
    }

    @Test(arguments: [(Language.en, "Reward"), (.sv, "Ersättning")])
    func `a title may be given by language`(language: Language, title: String) throws {
        let terms = try #require(GoodPack.files["contract.toml"])
        let given = terms.replacing(
            "title = \"Reward\"", with: "title = { en = \"Reward\", sv = \"Ersättning\" }")
        #expect(given != terms)
        try disk.write("pack", ["contract.toml": given])
        let pack = try PackReader(libraryFolders: [], language: language).read(folder: "\(disk.root)/pack")
        #expect(pack.contract?.payment("reward")?.title == title)
        #expect(pack.language == language)
    }

    @Test func `an outcome takes its indicator from its id and its subject from the indicator`() throws {
        let contract = try #require(try disk.read("pack").contract)
        let job = try #require(contract.outcome("job"))
        let longJob = try #require(contract.outcome("long_job"))

        #expect(job.indicator == "job")
        #expect(job.subject == .contract)
        #expect(job.price == Money(minorUnits: 250_050, currency: try sek()))
        #expect(job.limitPerParticipant == 1)
        #expect(longJob.indicator == "job")
        #expect(longJob.limitPerParticipant == 2)
        #expect(longJob.clause.source == "The public annex")
    }

    @Test func `a term keeps what was typed, its versions and its place`() throws {
        let contract = try #require(try disk.read("pack").contract)
        let share = try #require(contract.term("share"))
        let rate = try #require(contract.term("day_rate"))

        #expect(share.versions.map(\.value) == [Decimal(units: 40, decimals: 2)])
        #expect(share.versions[0].clause.number == "6.2")
        #expect(share.versions[0].clause.place.description == "\(disk.root)/pack/contract.toml:82:9")
        #expect(rate.unit == "USD")
        #expect(rate.versions.map(\.from) == [nil, Day(iso: "2018-01-01")])
    }

    @Test(arguments: [
        ("\"0.40\"", Decimal(units: 40, decimals: 2)), ("0.40", Decimal(units: 40, decimals: 2)),
        ("0.1", Decimal(units: 1, decimals: 1)), ("-7", Decimal(units: -7, decimals: 0)),
        ("1_000.5", Decimal(units: 10_005, decimals: 1)), ("0x10", Decimal(units: 16, decimals: 0)),
        ("2.5e3", Decimal(units: 2_500, decimals: 0)), ("1e-3", Decimal(units: 1, decimals: 3)),
        ("123456789012.345", Decimal(units: 123_456_789_012_345, decimals: 3)),
        ("\"0.1234567890123456\"", Decimal(units: 1_234_567_890_123_456, decimals: 16)),
    ])
    func `an exact value is what was typed`(_ typed: String, _ value: Decimal) throws {
        let contract = GoodPack.contract.replacing("value = 0.40", with: "value = \(typed)")
        try disk.write("pack", ["contract.toml": contract])
        #expect(try disk.read("pack").contract?.term("share")?.versions[0].value == value)
    }

    @Test(arguments: [
        "0.1234567890123456", "0.10000000000000000001", "1.0000000000000001e3", "nan", "1e40", "\"1e3\"",
        "\"0,5\"", "9223372036854775807.5",
    ])
    func `what no float holds in fifteen digits, and no string says, is refused`(_ typed: String) throws {
        let contract = GoodPack.contract.replacing("value = 0.40", with: "value = \(typed)")
        try disk.write("pack", ["contract.toml": contract])
        let faults = disk.faults("pack")
        #expect(
            faults.count == 1 && faults[0].hasPrefix("pack/contract.toml:82:19: `value` of the term share"))
    }

    @Test func `the table of terms may have a source of its own`() throws {
        let contract = GoodPack.contract.replacing("[terms]", with: "[terms]\nsource = \"The annex\"")
        try disk.write("pack", ["contract.toml": contract])
        #expect(try disk.read("pack").contract?.terms.map(\.id) == ["share", "day_rate"])
    }

    @Test func `all mistakes of a pack are told at once, by file and line`() throws {
        let contract = GoodPack.contract
            .replacing("window = \"spring\"", with: "window = \"sprin\"")
            .replacing("currency = \"SEK\"", with: "currency = \"SEQ\"")
            .replacing("to = \"fund\"", with: "to = \"town\"")
        try disk.write(
            "pack",
            [
                "plugin.toml": GoodPack.manifest.replacing("1.0.0", with: "1.0"), "contract.toml": contract,
                "a.lua": "\u{1B}Lua", "reports/b.lua": String(repeating: "-", count: 262_145),
            ])

        let places = disk.faults("pack").compactMap { $0.split(separator: ": ").first }

        #expect(
            places == [
                "pack/plugin.toml:2:11", "pack/contract.toml:3:12", "pack/contract.toml:100:6",
                "pack/contract.toml:110:10", "pack/a.lua", "pack/reports/b.lua",
            ])
    }

    @Test func `a pack that lies nowhere is named by the paths of its files`() throws {
        func files(_ contract: String) -> [String: [UInt8]] {
            [
                "plugin.toml": GoodPack.manifest, "contract.toml": contract,
                "rules.lua": "return {}",
            ].mapValues { Array($0.utf8) }
        }
        let pack = try PackReader.read(files: files(GoodPack.contract), language: .en)
        #expect(pack.folder.isEmpty)
        #expect(Set(pack.sources.keys) == ["rules.lua"])
        let wrong = GoodPack.contract.replacing("currency = \"SEK\"", with: "currency = \"SEQ\"")
        do {
            _ = try PackReader.read(files: files(wrong), language: .en)
            Issue.record("a contract in no currency was read")
        } catch let error as PackError {
            #expect(error.diagnostics.compactMap(\.place?.file) == ["contract.toml"])
        }
    }

    @Test func `every fault is the pack's, and says which pack`() throws {
        try disk.write("pack", ["contract.toml": ""])
        do throws(PackError) {
            _ = try PackReader(libraryFolders: []).read(folder: "\(disk.root)/pack")
            Issue.record("an empty contract was read")
        } catch {
            #expect(error.diagnostics.allSatisfy { $0.blame == .pack && $0.pack == "se.example.school" })
        }
    }

    @Test func `an empty contract lacks four tables`() throws {
        try disk.write("pack", ["contract.toml": ""])

        #expect(
            disk.faults("pack").map { $0.prefix { $0 != "\n" } } == [
                "pack/contract.toml:1:1: contract.toml lacks `contract`",
                "pack/contract.toml:1:1: the contract has no party",
                "pack/contract.toml:1:1: the contract has no payment",
                "pack/contract.toml:1:1: the contract has no settlement",
            ])
    }

    @Test(arguments: [
        ("a = = 1", "pack/contract.toml:1:5: this is not TOML: Error while parsing value"),
        ("[contract]\ntitle = \"x", "pack/contract.toml:2:11: this is not TOML: Error while parsing string"),
        ("[contract]\n[contract]", "pack/contract.toml:2:1: this is not TOML: Error while parsing table"),
        ("# å\n[ålder]", "pack/contract.toml:2:2: this is not TOML: a table header needs a name"),
        ("[{ a", "pack/contract.toml:1:2: this is not TOML: a table header needs a name"),
        ("ålder = 1", "pack/contract.toml:1:1: this is not TOML: Error while parsing root table"),
        (
            String(repeating: "a.", count: 9_000) + "a = 1",
            "pack/contract.toml:1:32: this is not TOML: names or brackets nest deeper than 16"
        ),
        (
            "a = " + String(repeating: "[", count: 9_000),
            "pack/contract.toml:1:21: this is not TOML: names or brackets nest deeper than 16"
        ),
    ])
    func `what is not TOML is told with its place`(_ text: String, _ said: String) throws {
        try disk.write("pack", ["contract.toml": text])
        let faults = disk.faults("pack")
        #expect(faults.count == 1 && faults[0].hasPrefix(said), "came \(faults)")
    }

    @Test func `strings, comments and sixteen levels are no reason to refuse`() throws {
        let head = """
            # [[[[[[[[[[[[[[[[[[[[ ................. [å
            [contract]
            source = '''[[[[[[[[[[[[[[[[[[[[ .................'''
            title = \"""
            \\"[[[[[[[[[[[[[[[[[[[[ \\
               å ................."\"""
            """
        let contract = GoodPack.contract
            .replacing("[contract]\ntitle = \"School and home\"", with: head)
            .replacing("source = \"The public annex\"\npays_on", with: "pays_on")
        try disk.write("pack", ["contract.toml": contract])

        #expect(try disk.read("pack").contract?.title == "\"[[[[[[[[[[[[[[[[[[[[ å .................\"")
    }

    @Test func `a contract may name its smallest cell`() throws {
        let contract = GoodPack.contract.replacing("[contract]", with: "[contract]\nsmallest_cell = 8")
        try disk.write("pack", ["contract.toml": contract])
        #expect(try disk.read("pack").contract?.smallestCell == 8)
    }

    @Test func `a folder that is not there is the user's mistake`() throws {
        #expect {
            try disk.read("nowhere")
        } throws: { error in
            (error as? PackError)?.diagnostics.map(\.blame) == [.use]
        }
    }

    @Test func `the folder is shown as it was typed`() throws {
        #expect(try disk.read("pack//").folder == "\(disk.root)/pack")
    }

    private func sek() throws -> Currency { try Currency(code: "SEK") }
}
