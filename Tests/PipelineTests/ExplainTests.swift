import FoundationEssentials
import OutcomesModel
import Settlement
import Testing
import Utfall

/// Why the contracts pay what they pay, as text of 80 columns, to be unfolded, and as data.
@Suite struct ExplainTests {
    struct Shown: CustomTestStringConvertible, Sendable {
        let name: String
        let pack: String
        let subject: ExplanationSubject
        var settlement: SettlementID = "final"
        var withRows = false
        var testDescription: String { name }
    }

    static let shown = [
        Shown(name: "norrkoping", pack: Repository.norrkoping, subject: .total),
        Shown(
            name: "norrkoping-extended", pack: Repository.norrkoping, subject: .line(2),
            settlement: "extended_follow_up"),
        Shown(name: "reboot-west-line", pack: Repository.rebootWest, subject: .line(2)),
        Shown(
            name: "bench-fund", pack: "\(Repository.root)/plugins/contracts/bench-fund", subject: .total,
            settlement: "year"),
        Shown(
            name: "bench-fund-claim", pack: "\(Repository.root)/plugins/contracts/bench-fund",
            subject: .claims(of: "P0000001", outcome: nil), settlement: "year", withRows: true),
        Shown(name: "job-coaching", pack: Repository.jobCoaching, subject: .total),
        Shown(
            name: "job-coaching-claim", pack: Repository.jobCoaching,
            subject: .claims(of: "j-01", outcome: nil), withRows: true),
        // Rows of four tariffs that are netted, and a condition that is not met.
        Shown(
            name: "south-carolina", pack: "\(Repository.root)/plugins/contracts/us-sc-nurse-family",
            subject: .total),
        // A condition that is the decision of an evaluation.
        Shown(name: "evaluations", pack: Repository.evaluations, subject: .total),
        Shown(
            name: "job-coaching-outcome", pack: Repository.jobCoaching,
            subject: .claims(of: "j-01", outcome: "better_wellbeing")),
    ]

    @Test(arguments: shown)
    func `an explanation says what was approved`(_ shown: Shown) throws {
        let pipeline = try pipeline(shown.pack)
        let settled = try pipeline.settle(shown.settlement)
        let text = try pipeline.explanation(
            of: shown.subject, in: settled, withRows: shown.withRows, as: .txt)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        _ = try isApproved(text, at: "\(Repository.cases)/explanations/\(shown.name).txt")
    }

    @Test(arguments: [ExplanationForm.html, .json])
    func `the other forms say what was approved`(_ form: ExplanationForm) throws {
        let pipeline = try pipeline(Repository.norrkoping)
        let text = try pipeline.explanation(of: .total, in: pipeline.settle(), as: form)
        _ = try isApproved(text, at: "\(Repository.cases)/explanations/norrkoping.\(form.rawValue)")
    }

    @Test(arguments: [
        Repository.norrkoping, Repository.rebootWest, Repository.jobCoaching,
        "\(Repository.root)/plugins/contracts/bench-fund",
    ])
    func `each line of each settlement is accounted for, with its clause and the line of its rule`(
        _ folder: String
    ) throws {
        let pipeline = try pipeline(folder)
        for plan in pipeline.pack.contract.settlements {
            let settled = try pipeline.settle(plan.id)
            let total = try pipeline.explain(.total, of: settled)
            #expect(total.value == .money(Amount(settled.statement.total)))
            for (line, explained) in zip(settled.statement.lines, total.parts) {
                #expect(explained.value == .money(Amount(line.paid)))
                #expect(explained.step?.place == line.cause && explained.clause == line.clause)
            }
        }
    }

    @Test func `a statement names rows and conditions in Swedish too`() throws {
        let pack = "\(Repository.root)/plugins/contracts/us-sc-nurse-family"
        let english = try pipeline(pack)
        let pipeline = try english.translated(to: .sv)
        let settled = try pipeline.settle()
        let text = try pipeline.report("statement", on: settled, as: .txt)
        _ = try isApproved(text, at: "\(Repository.cases)/explanations/south-carolina-statement-sv.txt")
        let audit = try pipeline.report("audit", on: settled, as: .txt).replacing("\n", with: " ")
        #expect(audit.contains("minst 65 % — 60 % — inte uppfyllt"))
        _ = try english.post(english.settle(), recording: posted)
        let data = try #require(try english.postedReceipt(of: "final")).text
        #expect(data.contains(#""asked" : "at_least""#) && data.contains(#""condition" : "low_income_zip""#))
    }

    @Test func `a report reads the figure that a decision compared`() throws {
        let folder = try TemporaryFolder()
        let pack = try folder.copy(of: Repository.evaluations)
        try folder.make("pack/reports")
        try folder.write(
            "pack/reports/decided.lua",
            """
            return function(r)
              local d = r:evaluate("lot"):decision()
              r:facts {
                { "Figure", d.figure }, { "At", d.at }, { "Of", d.of }, { "Reading", d.reading },
                { "Rounding", d.rounding }, { "To", d.rounded_to }, { "Unit", d.unit },
                { "Reached", d.reached and "yes" or "no" },
              }
              r:text(r:evaluate("changes"):decision() == nil and "Nothing is decided." or "Wrong.")
              r:text(r:evaluate("eighty_twenty"):decision().unrounded > r:evaluate("eighty_twenty"):decision().at
                and "It was more before it was rounded." or "Wrong.")
            end
            """)
        let pipeline = try pipeline(pack)
        let text = try pipeline.report("decided", on: pipeline.settle(), as: .txt)
        let facts = [
            "Figure    -0.048", "At        0", "Of        improvement", "Reading   lower_bound",
            "Rounding  half_up", "To        0.001", "Unit      yes or no", "Reached   no",
        ]
        for fact in facts { #expect(text.contains(fact), "\(text)") }
        #expect(text.contains("Nothing is decided.") && text.contains("It was more before"))
    }

    @Test func `each participant's claims come to what they are priced at`() throws {
        let pipeline = try pipeline(Repository.jobCoaching)
        let settled = try pipeline.settle()
        for person in try pipeline.evidence().participants {
            let claims = try pipeline.explain(.claims(of: person.pseudonym, outcome: nil), of: settled)
            let made = settled.statement.claims.filter { $0.subject == .participant(person.pseudonym) }
            let contract = settled.statement.contract
            let worth = try made.reduce(Amount.zero(contract.currency)) { sum, claim in
                let price = try #require(contract.outcome(claim.outcome)).price
                return try sum.adding(Amount(price).multiplied(by: Ratio(claim.quantity)))
            }
            #expect(claims.value == .money(worth), "\(person.pseudonym)")
        }
    }

    @Test func `rows are shown where they are asked for, with the batch that corrected them`() throws {
        let folder = try TemporaryFolder()
        let pipeline = try pipeline(Repository.jobCoaching)
        let correction = try folder.write(
            "wellbeing_corrected.csv",
            "subject,indicator,day,value,state\nj-01,wellbeing,2024-10-15,6.5,verified\n")
        _ = try pipeline.importEvidence([correction], recording: corrected)
        let settled = try pipeline.settle()
        let claims = ExplanationSubject.claims(of: "j-01", outcome: "better_wellbeing")
        let without = try pipeline.explanation(of: claims, in: settled, as: .txt)
        #expect(!without.contains("wellbeing.csv") && !without.contains("2024-10-15 6.5"))
        let with = try pipeline.explanation(of: claims, in: settled, withRows: true, as: .txt)
        #expect(with.contains("j-01 2024-10-15 6.5 verified, batch 4,"))
        #expect(with.contains("j-01 2024-01-15 4.0 verified, batch 3, wellbeing.csv:3"))
    }

    @Test func `a settlement that is posted is explained by the rules that posted it`() throws {
        let folder = try TemporaryFolder()
        let copy = try folder.copy(of: Repository.jobCoaching)
        let store = try EvidenceStore.temporary()
        let before = Pipeline(
            pack: try ContractPack(folder: copy, libraryFolders: [Repository.libraries]), store: store)
        _ = try before.importEvidence(before.pack.exampleEvidence, recording: imported)
        for question in try before.findings() where question.isOpen {
            try before.answer(
                question.id, with: FindingAnswer(text: "agreed", by: "Nils", at: "2026-11-22T12:00:00Z"))
        }
        try before.post(try before.settle(), recording: posted)
        try change("\(copy)/rules.lua", "* starts / 3", to: "* starts / 4")
        let after = Pipeline(
            pack: try ContractPack(folder: copy, libraryFolders: [Repository.libraries]), store: store)
        let text = try after.explanation(of: .line(4), in: after.settle(), as: .txt)
        #expect(text.contains("* starts / 3"))
    }
}
