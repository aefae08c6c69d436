import OutcomesModel
import Settlement
import Testing

@Suite struct ClaimBookTests {
    let contract = sampleContract(outcomes: [
        outcome("job"), outcome("module", limit: 3), outcome("visits", subject: .contract),
        outcome("occupancy", subject: .group), outcome("step", limit: .max),
    ])

    private func claim(
        _ outcome: OutcomeID, _ subject: SubjectID = .participant("A"), _ quantity: Int64 = 1,
        window: WindowID = "year"
    ) -> Claim {
        Claim(subject: subject, outcome: outcome, window: window, quantity: quantity, cause: cause)
    }

    /// Claims of which all but the last are accepted, and what the last is told.
    static let refused: [(claims: [(OutcomeID, String, Int64)], error: SettlementError, told: String)] = [
        (
            [("job", "A", 1), ("job", "A", 1)], .limit(outcome: "job", limit: 1, claimed: 1, more: 1),
            "outcome 'job' may be claimed 1 times per participant and window; 1 are claimed and 1 came"
        ),
        (
            [("module", "A", 2), ("module", "A", 2)],
            .limit(outcome: "module", limit: 3, claimed: 2, more: 2),
            "outcome 'module' may be claimed 3 times per participant and window; 2 are claimed and 2 came"
        ),
        (
            [("module", "A", 4)], .limit(outcome: "module", limit: 3, claimed: 0, more: 4),
            "outcome 'module' may be claimed 3 times per participant and window; 0 are claimed and 4 came"
        ),
        (
            [("jobs", "A", 1)],
            .unknownOutcome("jobs", known: ["job", "module", "visits", "occupancy", "step"]),
            "there is no [[outcome]] 'jobs' in the contract; did you mean 'job'?"
        ),
        (
            [("wellbeing", "A", 1)],
            .unknownOutcome("wellbeing", known: ["job", "module", "visits", "occupancy", "step"]),
            "there is no [[outcome]] 'wellbeing' in the contract"
        ),
        (
            [("visits", "A", 1)], .subject(outcome: "visits", expected: .contract, came: .participant),
            "outcome 'visits' is claimed for a contract, and was claimed for a participant"
        ),
        (
            [("job", "contract", 1)], .subject(outcome: "job", expected: .participant, came: .contract),
            "outcome 'job' is claimed for a participant, and was claimed for a contract"
        ),
        (
            [("job", "group:x", 1)], .subject(outcome: "job", expected: .participant, came: .group),
            "outcome 'job' is claimed for a participant, and was claimed for a group"
        ),
        (
            [("job", "A", 0)], .quantity(outcome: "job", came: 0),
            "outcome 'job' must be claimed at least once, and was claimed 0 times"
        ),
        (
            [("job", "A", -1)], .quantity(outcome: "job", came: -1),
            "outcome 'job' must be claimed at least once, and was claimed -1 times"
        ),
    ]

    @Test(arguments: refused)
    func `a claim that cannot be leaves the book as it was`(
        claims: [(OutcomeID, String, Int64)], error: SettlementError, told: String
    ) throws {
        var book = ClaimBook(contract: contract)
        let all = claims.map { claim($0.0, SubjectID(text: $0.1), $0.2) }
        for claim in all.dropLast() { try book.add(claim) }
        let last = try #require(all.last)
        #expect(throws: error) { try book.add(last) }
        #expect(book.claims == all.dropLast())
        #expect(book.quantity(of: last.outcome) == all.dropLast().map(\.quantity).reduce(0, +))
        #expect("\(error)" == told)
    }

    @Test func `a limit is for each participant, outcome and window`() throws {
        var book = ClaimBook(contract: contract)
        let claims = [
            claim("job"), claim("job", window: "next"), claim("module", .participant("A"), 2),
            claim("module"), claim("job", .participant("B")), claim("module", .participant("B"), 3),
        ]
        for (place, claim) in claims.enumerated() {
            try book.add(claim)
            guard place == 3 else { continue }
            #expect(book.quantity(of: "job", by: .participant("A")) == 2)
            #expect(book.quantity(of: "module", by: .participant("A")) == 3)
        }
        #expect(book.claims == claims)
        #expect(book.quantity(of: "job") == 3 && book.quantity(of: "module") == 6)
        #expect(book.quantity(of: "module", by: .participant("B")) == 3)
        #expect(book.quantity(of: "module", by: .participant("C")) == 0)
        #expect(book.quantity(of: "step") == 0)
    }

    @Test func `a count of the contract or of a group has no limit per participant`() throws {
        var book = ClaimBook(contract: contract)
        try book.add(claim("visits", .contract, 1_000))
        try book.add(claim("visits", .contract, 234))
        try book.add(claim("occupancy", .group("north"), 12))
        #expect(book.quantity(of: "visits") == 1_234 && book.quantity(of: "occupancy") == 12)
    }

    @Test func `claims that are taken back can be made again`() throws {
        var book = ClaimBook(contract: contract)
        try book.add(claim("module", .participant("A"), 2))
        try book.add(claim("job", .participant("B")))
        try book.add(claim("module", .participant("B"), 3))
        book.takeBack(by: .participant("A"))
        #expect(book.claims.count == 3, "A claimed nothing since B did")
        book.takeBack(by: .participant("B"))
        #expect(book.claims.map(\.quantity) == [2])
        #expect(book.quantity(of: "module") == 2 && book.quantity(of: "job") == 0)
        try book.add(claim("job", .participant("B")))
        try book.add(claim("module", .participant("B"), 3))
        #expect(throws: SettlementError.limit(outcome: "module", limit: 3, claimed: 3, more: 1)) {
            try book.add(claim("module", .participant("B")))
        }
        book.takeBack(by: .participant("B"))
        #expect(book.claims.count == 1 && book.quantity(of: "module") == 2)
    }

    private func history(
        _ claims: [Claim], of settlement: SettlementID = "interim",
        _ kind: PostedSettlement.Kind = .settlement
    ) -> PostingHistory {
        PostingHistory.histories(of: [
            PostedSettlement(
                contract: contract.id, settlement: settlement, kind: kind, asOf: BatchID(1), packHash: "abc",
                lines: [], claims: claims, journal: [], recording: verifier)
        ])[0]
    }

    private let verifier = Recording(by: "Maja", at: "2026-11-22T10:15:00Z", reason: "no contract of work")

    @Test func `what another settlement has paid for is taken off a claim`() throws {
        let others = [history([claim("job"), claim("module", .participant("B"), 2)])]
        var book = ClaimBook(contract: contract, known: KnownClaims(others: others))
        try book.add(claim("job"))
        try book.add(claim("module", .participant("B"), 3))
        #expect(book.claims == [claim("module", .participant("B"), 1)])
        let reason = WithheldClaim.Reason.paidBefore(by: "interim")
        #expect(
            book.withheld == [
                WithheldClaim(claim: claim("job"), reason: reason),
                WithheldClaim(claim: claim("module", .participant("B"), 2), reason: reason),
            ])
        #expect("\(reason)" == "settlement 'interim' has paid it")
        // Another outcome or window is another claim.
        try book.add(claim("job", .participant("B")))
        try book.add(claim("job", .participant("B"), window: "next"))
        #expect(book.claims.count == 3)
        // What is taken back may meet what was paid once more.
        book.takeBack(by: .participant("B"))
        #expect(book.claims.isEmpty && book.withheld.count == 1)
        try book.add(claim("module", .participant("B"), 3))
        #expect(book.claims == [claim("module", .participant("B"), 1)] && book.withheld.count == 2)
    }

    @Test func `what was posted and taken back can be claimed again`() throws {
        let others = [history([claim("job")], .reversal)]
        var book = ClaimBook(contract: contract, known: KnownClaims(others: others))
        try book.add(claim("job"))
        #expect(book.claims.count == 1 && book.withheld.isEmpty)
    }

    @Test func `another contract's payment for the same person, outcome and time is no claim of this one`()
        throws
    {
        func days(_ first: Int32, _ last: Int32) -> Period {
            Period(first: Day(number: first), last: Day(number: last))!
        }
        func claim(_ subject: SubjectID, _ period: Period) -> Claim {
            Claim(
                subject: subject, outcome: "job", window: "year", period: period, quantity: 1, cause: cause)
        }
        var known = KnownClaims()
        known.add(
            KnownClaims.PaidPeriod(period: days(10, 20), contract: "other", settlement: "final"), of: "job",
            to: .participant("A"))
        var book = ClaimBook(contract: contract, known: known)
        try book.add(claim(.participant("A"), days(20, 30)))
        #expect(
            book.withheld.map { "\($0.reason)" } == [
                "contract other has paid it in settlement 'final', for 1970-01-11 to 1970-01-21"
            ])
        try book.add(claim(.participant("B"), days(20, 30)))
        var later = ClaimBook(contract: contract, known: known)
        try later.add(claim(.participant("A"), days(21, 30)))
        #expect(book.claims.count == 1 && later.claims.count == 1)
    }

    static let decisions: [(state: VerificationState?, verifies: Bool, reason: String?)] = [
        (nil, false, nil), (.reported, false, nil), (.verified, false, nil),
        (.rejected, false, "rejected by Maja at 2026-11-22T10:15:00Z: no contract of work"),
        (.disputed, false, "disputed by Maja at 2026-11-22T10:15:00Z: no contract of work"),
        (nil, true, "nobody has verified it"), (.reported, true, "nobody has verified it"),
        (.verified, true, nil),
        (.rejected, true, "rejected by Maja at 2026-11-22T10:15:00Z: no contract of work"),
    ]

    @Test(arguments: decisions)
    func `a claim is paid as its verifier and the contract say`(
        state: VerificationState?, verifies: Bool, reason: String?
    ) throws {
        let contract = sampleContract(outcomes: contract.outcomes, verifiesClaims: verifies)
        let decisions = state.map {
            [
                ClaimDecision(
                    subject: .participant("A"), outcome: "job", window: "year", state: $0, recording: verifier
                )
            ]
        }
        var book = ClaimBook(contract: contract, known: KnownClaims(decisions: decisions ?? []))
        try book.add(claim("job"))
        #expect(book.claims.count == (reason == nil ? 1 : 0))
        #expect(book.withheld.map { "\($0.reason)" } == (reason.map { [$0] } ?? []))
    }

    @Test func `counts past 64 bits are refused, for one subject and for all of them together`() throws {
        var book = ClaimBook(contract: contract)
        try book.add(claim("step", .participant("A"), .max - 1))
        try book.add(claim("step", .participant("B")))
        for subject in [SubjectID.participant("B"), .participant("C")] {
            #expect(throws: SettlementError.count(outcome: "step", claimed: .max, more: 1)) {
                try book.add(claim("step", subject))
            }
        }
        #expect(book.quantity(of: "step") == .max)
        book.takeBack(by: .participant("B"))
        try book.add(claim("step", .participant("C")))
        #expect(book.quantity(of: "step") == .max)
        #expect(
            "\(SettlementError.count(outcome: "step", claimed: .max, more: 1))"
                == "9223372036854775807 claims are made, and 1 more of outcome 'step' are past 64 bits")
    }
}
