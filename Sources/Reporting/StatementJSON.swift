import FoundationEssentials
import OutcomesModel
package import Settlement

/// A statement as data: sums in major units as strings, so that no reader loses a digit.
package struct StatementJSON: Encodable {
    private let contract: String
    private let title: String
    private let settlement: String
    private let window: String
    private let due: String
    private let asOfBatch: Int64
    private let packVersion: String
    private let packHash: String
    /// None in a receipt, which is the same before and after it is posted.
    private let state: String?
    private let differsFromPosted: Bool?
    private let currency: String
    private let total: String
    /// What is to be paid now.
    private let dueNow: String
    private let adjustments: [Adjustment]
    private let withheld: [Withheld]
    private let lines: [Line]
    private let estimates: [EstimateJSON]
    private let claims: Int64
    private let held: [Held]
    private let distributions: [Shared]
    private let journal: [Entry]

    private struct Line: Encodable {
        let number: Int
        let title, payment, from, to, requested, amount, residue, clause, clausePlace, cause: String
        let outcome, unitPrice: String?
        let quantity: Int64?
        let reductions: [Reduction]
        let parts: [Part]
        let requirements: [RequirementJSON]?
        let converted: Converted?
    }
    private struct Part: Encodable {
        let label, amount, clause: String
        let quantity, unitPrice: String?
    }
    private struct Converted: Encodable { let amount, currency, residue, rate, clause: String }
    private struct Adjustment: Encodable {
        let number: Int
        let title, payment, from, to, posted, now, difference, clause: String
        let outcome: String?
    }
    private struct Withheld: Encodable {
        let subject, outcome, reason: String
        let quantity: Int64
    }
    private struct Reduction: Encodable { let cap, amount, clause: String }
    private struct Held: Encodable { let subject, reason: String }
    private struct Shared: Encodable {
        let party, received: String
        let shares: [Share]
    }
    private struct Share: Encodable {
        let title, amount: String
        /// None of a share that no waterfall made.
        let day, tier, party, investors, owed, leftOwed, clause: String?
        let accruals: [Accrued]?

        init(_ share: Distribution.Share) {
            title = share.title
            amount = share.amount.majorUnits
            let step = share.step
            day = step?.day.description
            tier = step?.kind.rawValue
            party = step?.party.rawValue
            investors = step?.investors?.rawValue
            owed = step?.owed?.before.majorUnits
            leftOwed = step?.owed?.after.majorUnits
            clause = step?.clause?.description
            accruals = step.map { $0.accruals.map(Accrued.init) }
        }
    }
    private struct Accrued: Encodable {
        let first, last, rate, compounding, dayCount, base, interest: String

        init(_ accrual: WaterfallStep.Accrual) {
            first = accrual.first.description
            last = accrual.last.description
            rate = accrual.rate.rate.plain
            compounding = accrual.rate.compounding.rawValue
            dayCount = accrual.rate.dayCount.rawValue
            base = accrual.base.majorUnits
            interest = accrual.interest.majorUnits
        }
    }
    private struct Entry: Encodable {
        let line: Int
        let postings: [Post]
    }
    private struct Post: Encodable { let account, amount: String }

    /// - Parameter showsState: whether it says what has become of it.
    package init(_ statement: Statement, showsState: Bool = true) {
        contract = statement.contract.id.rawValue
        title = statement.contract.title
        settlement = statement.plan.id.rawValue
        window = statement.plan.window.rawValue
        due = statement.plan.due.description
        asOfBatch = statement.asOf.number
        packVersion = statement.packVersion
        packHash = statement.packHash
        state = showsState ? statement.state.word : nil
        differsFromPosted = showsState ? statement.differsFromPosted : nil
        currency = statement.contract.currency.code
        total = statement.total.majorUnits
        dueNow = statement.due.majorUnits
        adjustments = statement.adjustments.map { line in
            Adjustment(
                number: line.number, title: line.title, payment: line.payment.rawValue,
                from: line.from.rawValue, to: line.to.rawValue, posted: line.posted.majorUnits,
                now: line.now.majorUnits, difference: line.difference.majorUnits,
                clause: line.clause.description, outcome: line.outcome?.rawValue)
        }
        withheld = statement.withheld.map {
            Withheld(
                subject: $0.claim.subject.description, outcome: $0.claim.outcome.rawValue,
                reason: $0.reason.description, quantity: $0.claim.quantity)
        }
        lines = statement.lines.map { line in
            Line(
                number: line.number, title: line.title, payment: line.payment.rawValue,
                from: line.from.rawValue,
                to: line.to.rawValue, requested: line.requested.plain, amount: line.paid.majorUnits,
                residue: line.residue.plain, clause: line.clause.description,
                clausePlace: StatementJSON.placeInPack(line.clause.place), cause: line.cause.description,
                outcome: line.outcome?.rawValue, unitPrice: line.unitPrice?.majorUnits,
                quantity: line.quantity,
                reductions: line.reductions.map {
                    Reduction(
                        cap: $0.cap.rawValue, amount: $0.amount.plain, clause: $0.clause.description)
                },
                parts: line.parts.map {
                    Part(
                        label: $0.label, amount: $0.amount.plain, clause: $0.clause.description,
                        quantity: $0.quantity?.description, unitPrice: $0.unitPrice?.plain)
                },
                requirements: line.requirements.isEmpty ? nil : line.requirements.map(RequirementJSON.init),
                converted: line.converted.map {
                    Converted(
                        amount: $0.paid.majorUnits, currency: $0.paid.currency.code,
                        residue: $0.residue.plain, rate: $0.rate.description, clause: $0.clause.description)
                })
        }
        estimates = statement.estimates.map { estimate in
            EstimateJSON(estimate, in: statement.contract)
        }
        claims = statement.claims.reduce(0) { $0 + $1.quantity }
        held = statement.held.map { Held(subject: $0.subject.description, reason: $0.reason.message) }
        distributions = statement.distributions.map { distribution in
            Shared(
                party: distribution.party.rawValue, received: distribution.received.majorUnits,
                shares: distribution.shares.map(Share.init))
        }
        journal = statement.journal.map { entry in
            Entry(
                line: entry.line,
                postings: entry.postings.map {
                    Post(account: $0.account.description, amount: $0.amount.majorUnits)
                })
        }
    }

    /// Leaves out the folder in which the pack happens to lie.
    private static func placeInPack(_ place: SourceLocation) -> String {
        let file = place.file.split(separator: "/").last.map(String.init) ?? place.file
        return SourceLocation(file: file, line: place.line).description
    }

    /// The bytes are the same for the same statement: keys are sorted.
    package var text: String { JSONText.encode(self) }
}

/// JSON with sorted keys, one newline at its end.
package enum JSONText {
    package static func encode(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("a value of plain fields could not be written as JSON")
        }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
