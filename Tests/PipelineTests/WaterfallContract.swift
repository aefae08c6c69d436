import FoundationEssentials
import OutcomesModel
import Settlement
import Testing
import Utfall

/// A contract whose settlements pay what the evidence says to a vehicle, with a waterfall behind it.
struct WaterfallContract {
    struct Receipt {
        let due: String
        let amount: String
    }

    let folder: TemporaryFolder
    let pipeline: Pipeline

    /// - Parameters:
    ///   - terms: a `[[waterfall]]` of the party `vehicle`, and what else the contract declares.
    ///   - drawn: rows of evidence about the indicator `drawn`: a day and a sum.
    init(
        parties: [String], terms: String, receipts: [Receipt], drawn: [(day: String, amount: String)] = []
    ) throws {
        folder = try TemporaryFolder()
        try folder.write(
            "plugin.toml",
            """
            id = "test.waterfall"
            version = "1.0.0"
            api = "1"
            kind = "contract"
            uses = ["std.waterfall ^1.0"]
            """)
        let settlements = receipts.enumerated().map { place, receipt in
            """
            [[window]]
            id = "w\(place + 1)"
            starts = \(Self.day(place))
            ends = \(Self.day(place))

            [[settlement]]
            id = "s\(place + 1)"
            window = "w\(place + 1)"
            due = \(receipt.due)

            """
        }
        let named = parties.map {
            "[[party]]\nid = \"\($0)\"\nname = \"\($0)\"\nsector = \"private\"\nroles = [\"investor\"]\n"
        }
        try folder.write("contract.toml", Self.head + named.joined() + settlements.joined() + terms + "\n")
        try folder.write(
            "rules.lua",
            """
            return {
              settle = function(s) s:pay("outcome", s:series("owed"):sum()) end,
              distribute = require "std.waterfall".distribute,
            }
            """)
        let rows =
            receipts.enumerated().map { Self.row("owed", Self.day($0), $1.amount) }
            + drawn.map { Self.row("drawn", $0.day, $0.amount) }
        let file = try folder.write("evidence.csv", Self.columns + rows.joined())
        let pack = try ContractPack(folder: folder.path, libraryFolders: [Repository.libraries])
        pipeline = Pipeline(pack: pack, store: try EvidenceStore.temporary())
        _ = try pipeline.importEvidence([file], recording: imported)
    }

    /// Says that another sum was owed for a receipt, from 1.
    func correct(_ place: Int, to amount: String) throws {
        let text = Self.columns + Self.row("owed", Self.day(place - 1), amount)
        let file = try folder.write("\(UUID()).csv", text)
        _ = try pipeline.importEvidence([file], recording: corrected)
    }

    /// Returns the shares of a settlement, from 1, as `tier party amount`, and posts it where that is asked for.
    func shares(_ place: Int, posting: Bool = true) throws -> [String] {
        let settled = try pipeline.settle(SettlementID("s\(place)"))
        for distribution in settled.statement.distributions {
            let sum = try distribution.shares.reduce(Money.zero(distribution.received.currency)) {
                try $0.adding($1.amount)
            }
            #expect(sum == distribution.received)
        }
        try expectExplained(settled)
        if posting { try pipeline.post(settled, recording: posted) }
        return settled.statement.distributions.flatMap(\.shares).map { share in
            let to = share.step.map { "\($0.kind.rawValue) \($0.party)" } ?? share.title
            return "\(to) \(share.amount.majorUnits)"
        }
    }

    /// Each share must be explained with its amount, its clause, and the line of the rule.
    private func expectExplained(_ settled: Settled) throws {
        let explained = try pipeline.explainDistributions(of: settled)
        let distributions = settled.statement.distributions
        #expect(explained.map(\.value) == distributions.map { .money(Amount($0.received)) })
        for (distribution, tree) in zip(distributions, explained) {
            #expect(tree.parts.map(\.value) == distribution.shares.map { .money(Amount($0.amount)) })
            for (share, part) in zip(distribution.shares, tree.parts) where share.step != nil {
                #expect(part.clause == share.step?.clause && part.step?.place.line == 4)
            }
        }
    }

    func account(_ place: Int) throws -> String {
        try pipeline.report("investor", on: pipeline.settle(SettlementID("s\(place)")), as: .txt)
    }

    private static let columns = "subject,indicator,day,value,state\n"

    private static func row(_ indicator: String, _ day: String, _ amount: String) -> String {
        "contract,\(indicator),\(day),\(amount),verified\n"
    }

    /// The day that the evidence of a receipt is about.
    private static func day(_ place: Int) -> String { "2010-01-0\(place + 1)" }

    private static let head = """
        [contract]
        title = "A contract with capital behind it"
        currency = "SEK"
        rounding = { mode = "half_even", unit = "0.01" }
        starts = 2010-01-01
        ends = 2030-12-31

        [[party]]
        id = "payer"
        name = "payer"
        sector = "public"
        roles = ["outcome_payer"]

        [[party]]
        id = "vehicle"
        name = "vehicle"
        sector = "private"
        roles = ["intermediary"]

        [[indicator]]
        id = "owed"
        subject = "contract"
        unit = "SEK"
        decimals = 2
        better = "higher"
        every = "event"

        [[indicator]]
        id = "drawn"
        subject = "contract"
        unit = "SEK"
        decimals = 2
        better = "neither"
        every = "event"

        [[payment]]
        id = "outcome"
        from = "payer"
        to = "vehicle"
        clause = "1"

        """
}
