import OutcomesModel
import Settlement
import Testing

@Suite struct PartyReceiptTests {
    typealias Posted = (settlement: SettlementID, kind: PostedSettlement.Kind, paid: [(PaymentID, String)])

    /// The settlement at hand is `final`, due on day 365, and pays 100 to the fund and 7 to the school.
    static let rows: [(posted: [Posted], fund: [String])] = [
        ([], ["365 100.00 own"]),
        (
            [("final", .settlement, [("share", "60"), ("return", "40"), ("activity", "7")])],
            ["365 100.00 own"]
        ),
        (
            [("final", .settlement, [("share", "130"), ("activity", "7")])],
            ["365 130.00 own", "365 -30.00 own"]
        ),
        (
            [("final", .settlement, [("share", "60")]), ("final", .adjustment, [("share", "-10")])],
            ["365 60.00 own", "365 -10.00 own", "365 50.00 own"]
        ),
        (
            [("final", .settlement, [("share", "60")]), ("final", .reversal, [("share", "-60")])],
            ["365 100.00 own"]
        ),
        (
            [
                ("final", .settlement, [("share", "60")]), ("final", .adjustment, [("share", "-10")]),
                ("final", .reversal, [("share", "-50")]), ("final", .settlement, [("share", "70")]),
            ],
            ["365 70.00 own", "365 30.00 own"]
        ),
        // Of what came in between shares were made that stand: there the 60 had come in.
        (
            [
                ("final", .settlement, [("share", "60")]), ("gone", .settlement, [("share", "5")]),
                ("final", .reversal, [("share", "-60")]),
            ],
            ["365 60.00", "365 5.00", "365 -60.00", "365 100.00 own"]
        ),
        // Another settlement that was taken back leaves nothing either, and moves no day.
        (
            [("gone", .settlement, [("share", "5")]), ("gone", .reversal, [("share", "-5")])],
            ["365 100.00 own"]
        ),
        // What the contract does not foresee any more counts with the one before it.
        ([("gone", .settlement, [("share", "5")])], ["0 5.00", "365 100.00 own"]),
        ([("final", .settlement, [("activity", "7")])], ["365 100.00 own"]),
    ]

    @Test(arguments: rows)
    func `receipts are what was posted, and what is due now`(posted: [Posted], fund: [String]) throws {
        let receipts = try PartyReceipt.all(
            of: "fund", sampleContract(), plan, try lines(), after: postings(posted))
        #expect(receipts.map { "\($0.day.number) \($0.amount.majorUnits)\($0.isOwn ? " own" : "")" } == fund)
        #expect(receipts.filter(\.isOwn).reduce(0) { $0 + $1.amount.minorUnits } == 100_00)
    }

    @Test func `a payment that the contract no longer has is an error, and no receipt`() throws {
        #expect(throws: SettlementError.unknownPayment("old", known: ["share", "return", "activity"])) {
            try PartyReceipt.all(
                of: "fund", sampleContract(), plan, [],
                after: postings([("final", .settlement, [("old", "5")])]))
        }
    }

    private func lines() throws -> [PaymentLine] {
        try PaymentLines(contract: sampleContract(), alreadyPaid: [], dueOn: plan.due).make(
            of: [request("share", "70"), request("return", "30"), request("activity", "7")])
    }

    private func postings(_ posted: [Posted]) -> [PostedSettlement] {
        posted.map { one in
            PostedSettlement(
                contract: "test.settlement", settlement: one.settlement, kind: one.kind, asOf: BatchID(1),
                packHash: "", lines: one.paid.map { paid($0.0, $0.1) }, journal: [],
                recording: Recording(by: "Nils", at: "2026-11-23T08:00:00Z", reason: "decision"))
        }
    }
}
