import Crypto
import OutcomesModel

/// The hashes by which the journal shows whether it is as it was posted.
///
/// A canonical text is its fields one after the other, each as its length in bytes of UTF-8, a colon, the
/// field and a comma: `3:SEK,`. What is absent is `~`. Numbers are decimal, with `-` where negative.
///
/// - A settlement: `utfall-settlement-2`, revision, kind, receipt, contract, settlement, as-of batch, pack hash, by, at, reason,
///   number of lines; for each line its number, payment, outcome, minor units, currency; number of entries;
///   for each claim its subject, outcome, window, quantity, the file and line of its cause, and the first and
///   last day of its period. The first posting of a settlement without a receipt, as the first hosts made it,
///   is `utfall-settlement-1`, without revision, kind, receipt and periods.
/// - An entry: `utfall-entry-1`, the settlement's hash, the entry's number in the store, line, number of
///   postings; for each posting its contract, party, purpose, minor units, currency.
///
/// A settlement's hash is the SHA-256 of its text; an entry's is that of the previous entry's hash, as 64
/// lower-case digits, followed by its own text. Before the first entry stand 64 zeros.
enum JournalChain {
    static let start = String(repeating: "0", count: 64)

    /// - Parameter entries: how many there are; they have hashes of their own, and are not read here.
    static func hash(of settlement: PostedSettlement, entries: Int) -> String {
        let isOfFirstHosts =
            settlement.receipt == nil && settlement.revision == 1 && settlement.kind == .settlement
            && settlement.claims.allSatisfy { $0.period == nil }
        var text = CanonicalText(isOfFirstHosts ? "utfall-settlement-1" : "utfall-settlement-2")
        if !isOfFirstHosts {
            text.append(settlement.revision)
            text.append(settlement.kind.rawValue)
            text.append(settlement.receipt)
        }
        text.append(settlement.contract.rawValue)
        text.append(settlement.settlement.rawValue)
        text.append(settlement.asOf.number)
        text.append(settlement.packHash)
        text.append(settlement.recording.by)
        text.append(settlement.recording.at)
        text.append(settlement.recording.reason)
        text.append(settlement.lines.count)
        for line in settlement.lines {
            text.append(line.number)
            text.append(line.payment.rawValue)
            text.append(line.outcome?.rawValue)
            text.append(line.paid)
        }
        text.append(entries)
        for claim in settlement.claims {
            text.append(claim.subject.description)
            text.append(claim.outcome.rawValue)
            text.append(claim.window.rawValue)
            text.append(claim.quantity)
            text.append(claim.cause.file)
            text.append(claim.cause.line.map { String($0) })
            guard !isOfFirstHosts else { continue }
            text.append(claim.period?.first.description)
            text.append(claim.period?.last.description)
        }
        return hexadecimal(SHA256.hash(data: text.bytes))
    }

    /// - Parameter settlement: the settlement's hash.
    static func hash(
        ofEntry number: Int64, line: Int, _ postings: [Posting], settlement: String, previous: String
    ) -> String {
        var text = CanonicalText("utfall-entry-1")
        text.append(settlement)
        text.append(number)
        text.append(line)
        text.append(postings.count)
        for posting in postings {
            text.append(posting.account.contract.rawValue)
            text.append(posting.account.party.rawValue)
            text.append(posting.account.purpose.rawValue)
            text.append(posting.amount)
        }
        return hexadecimal(SHA256.hash(data: Array(previous.utf8) + text.bytes))
    }
}

/// Fields one after the other, each with its length, so that no two lists of fields have one text.
struct CanonicalText {
    private(set) var bytes: [UInt8] = []

    init(_ name: String) { append(name) }

    mutating func append(_ field: String?) {
        guard let field else { return bytes.append(UInt8(ascii: "~")) }
        bytes += "\(field.utf8.count):\(field),".utf8
    }

    mutating func append(_ number: some BinaryInteger) { append(String(number)) }

    mutating func append(_ money: Money) {
        append(money.minorUnits)
        append(money.currency.code)
    }
}
