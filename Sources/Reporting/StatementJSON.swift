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
    private let state: String
    private let differsFromPosted: Bool
    private let currency: String
    private let total: String
    private let lines: [Line]
    private let estimates: [Estimated]
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
    }
    private struct Reduction: Encodable { let cap, amount, clause: String }
    private struct Estimated: Encodable {
        let evaluation, indicator, window, difference: String
        let improved: Bool
        let saving: String?
        let treatment, comparison: Arm
    }
    private struct Arm: Encodable {
        let title, mean: String
        let counted: Int
        let excluded: [String: Int]

        init(_ arm: Estimate.Arm) {
            title = arm.title
            mean = arm.mean.description
            counted = arm.counted
            excluded = arm.excluded.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value }
        }
    }
    private struct Held: Encodable { let subject, reason: String }
    private struct Shared: Encodable {
        let party, received: String
        let shares: [Share]
    }
    private struct Share: Encodable { let title, amount: String }
    private struct Entry: Encodable {
        let line: Int
        let postings: [Post]
    }
    private struct Post: Encodable { let account, amount: String }

    package init(_ statement: Statement) {
        contract = statement.contract.id.rawValue
        title = statement.contract.title
        settlement = statement.plan.id.rawValue
        window = statement.plan.window.rawValue
        due = statement.plan.due.description
        asOfBatch = statement.asOf.number
        packVersion = statement.packVersion
        packHash = statement.packHash
        state = statement.plan.pays ? (statement.posted == nil ? "draft" : "posted") : "information"
        differsFromPosted = statement.differsFromPosted
        currency = statement.contract.currency.code
        total = statement.total.majorUnits
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
                })
        }
        estimates = statement.estimates.map { estimate in
            Estimated(
                evaluation: estimate.evaluation.rawValue, indicator: estimate.indicator.rawValue,
                window: estimate.window.rawValue, difference: estimate.difference.description,
                improved: estimate.improved, saving: estimate.saving?.plain,
                treatment: Arm(estimate.treatment), comparison: Arm(estimate.comparison))
        }
        claims = statement.claims.reduce(0) { $0 + $1.quantity }
        held = statement.held.map { Held(subject: $0.subject.description, reason: $0.reason.message) }
        distributions = statement.distributions.map { distribution in
            Shared(
                party: distribution.party.rawValue, received: distribution.received.majorUnits,
                shares: distribution.shares.map { Share(title: $0.title, amount: $0.amount.majorUnits) })
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
