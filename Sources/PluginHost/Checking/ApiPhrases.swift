import OutcomesModel
import PackReader

/// What the phrases of the API's documentation mean to a program: to `utfall check`, and to an editor.
enum ApiPhrases {
    /// A phrase that is not here says nothing that could be checked; a test finds those of the host's own.
    static func value(_ phrase: String) -> KnownValue {
        find(phrase) ?? .unknown
    }

    static func isKnown(_ phrase: String) -> Bool { find(phrase) != nil }

    private static func find(_ phrase: String) -> KnownValue? {
        let found = known[phrase] ?? known[withoutExample(phrase)]
        return found ?? (phrase.hasPrefix("a table with ") ? .table : nil)
    }

    /// `a window, such as p.windows.contract` is a window; `money, or 0` is more than money.
    private static func withoutExample(_ phrase: String) -> String {
        guard let comma = phrase.firstIndex(of: ",") else { return phrase }
        let rest = phrase[comma...]
        return rest.hasPrefix(", such as ") || rest.hasPrefix(", as ") ? String(phrase[..<comma]) : phrase
    }

    private static let figure = KnownValue.either([.host(.money), .number, .host(.exact)])
    private static let sumOrExact = KnownValue.either([.host(.money), .host(.exact)])
    private static let foldResult = KnownValue.either([.host(.money), .host(.exact), .host(.missing)])
    private static let calendar = ["month", "quarter", "year"]
    private static let dimension = KnownValue.either([
        .id(.attribute),
        .word(
            ["group", "outcome", "payment", "settlement", "from", "to"] + calendar
                + calendar.map { "entry_\($0)" }),
    ])
    private static let crossed = KnownValue.record([
        "caption": .text, "columns": .list(.text), "rows": .list(.table), "totals": .table,
    ])

    private static let line = KnownValue.record([
        "number": .number, "title": .text, "payment": .id(.payment),
        "outcome": .either([.id(.outcome), .nothing]), "quantity": .either([.number, .nothing]),
        "price": .either([.host(.money), .nothing]), "amount": .host(.money), "from": .text, "to": .text,
        "clause": .text, "cause": .text,
    ])
    private static let settled = KnownValue.record([
        "id": .id(.settlement), "title": .text, "due": .host(.day), "pays": .truth, "total": .host(.money),
        "lines": .list(line),
    ])
    private static let finding = KnownValue.record([
        "id": .number, "severity": .text, "message": .text, "place": .either([.text, .nothing]),
        "answer": .either([.text, .nothing]),
    ])
    private static let part = KnownValue.record([
        "label": .text, "amount": .host(.money), "clause": .text,
        "quantity": .either([.host(.exact), .nothing]), "unit_price": .either([.host(.money), .nothing]),
    ])

    private static let requirement = KnownValue.record([
        "tariff": .id(.tariff), "title": .text, "row": .either([.number, .nothing]),
        "condition": .either([.text, .nothing]), "reached": .text, "at": .unknown, "figure": .unknown,
        "unit": .either([.text, .nothing]), "met": .truth, "clause": .text,
    ])

    private static let known: [String: KnownValue] = [
        "nothing": .nothing, "anything": .unknown, "a question or nil": .unknown,
        "an answer or nil": .unknown,
        "a text, or one for each language": .either([.text, .table]), "the id of a question": .text,
        "the id of a party, or of a class of its waterfall": .either([.id(.party), .id(.investmentClass)]),
        "a day count": .text, "a table of tables": .table,
        "a list of {day = a day, amount = money}": .list(.table),
        "true, false or nil": .either([.truth, .nothing]),
        "an exact number or nil": .either([.host(.exact), .nothing]), "true or false": .truth, "text": .text,
        "a text": .text,
        "text or nil": .either([.text, .nothing]), "number": .number, "a number": .number,
        "a whole number": .number, "a yearly rate": .number,
        "a whole number of months, from -12000 to 12000": .number, "a whole number from 0 to 18": .number,
        "a number from 0 to 100": .number,
        "1, 2 or 3": .number, "a number of days": .host(.exact),
        "a number, or digits as in \"100.00\"": .either([.number, .text]),
        "digits, as in \"18.5\"": .either([.text, .number]),
        "a date, as in \"2016-08-01\"": .text, "a currency": .text, "a reason": .text,
        "an exact number": .host(.exact), "a figure": .either([.host(.money), .number, .host(.day)]),
        "the lesser of the two": .unknown, "the greater of the two": .unknown,
        "money": .host(.money), "money or nil": .either([.host(.money), .nothing]),
        "money or a number": sumOrExact, "money or an exact number": foldResult,
        "money, an exact number or missing": foldResult,
        "money or an exact number, or a table": .unknown, "money, or a table": .unknown,
        "participants, or a table": .unknown,
        "people, values, claims with their quantities, or payments, or a table": .unknown,
        "money, a number or nil": .either([.host(.money), .host(.exact), .nothing]),
        "money, or 0": figure, "money, or a breakdown": .either([.host(.money), .host(.breakdown)]),
        "a number, or money": figure, "money, or a number, as the indicator's unit is": figure,
        "a missing value": .host(.missing), "a day": .host(.day),
        "a day or nil": .either([.host(.day), .nothing]), "terms": .host(.terms), "windows": .host(.windows),
        "a window": .host(.window), "attributes": .host(.attributes), "a series": .host(.series),
        "an estimate": .host(.estimate), "a participant": .host(.participant), "claims": .host(.claims),
        "a selection": .host(.selection),
        "a tariff": .host(.tariff), "a breakdown": .host(.breakdown), "a column": .host(.column),
        "a contract of the portfolio": .host(.member),
        "a list of contracts of the portfolio": .list(.host(.member)),
        "a settled settlement or nil": .either([settled, .nothing]),
        "a text, or what is given instead": .unknown, "a name, or a list of names": .either([.text, .table]),
        "a table": .table, "a list": .list(.unknown), "posted or draft": .word(["posted", "draft"]),
        "a table of counts": .table, "a table of sums": .table,
        "a table of numbers or sums": .table, "a list of texts": .list(.text),
        "a list of outcomes": .list(.host(.outcome)), "a list of tariffs": .list(.host(.tariff)),
        "a list of tables": .list(.table), "a list of parts": .list(part),
        "a list of requirements": .list(requirement), "a table or nil": .either([.table, .nothing]),
        "a list of {label, value}": .list(.table),
        "a table with columns and rows": crossed, "a table with outcome": .record(["outcome": .id(.outcome)]),
        "a list of group ids": .list(.id(.group)), "a settled settlement": settled,
        "a list of settled settlements": .list(settled), "a list of payment lines": .list(line),
        "a list of findings": .list(finding), "note, warning or good": .word(["note", "warning", "good"]),
        "a rounding mode": .word(RoundingMode.allCases.map(\.rawValue)),
        "a kind of tariff": .word(Mechanism.Kind.allCases.map(\.rawValue)),
        "the id of a group": .id(.group), "the id of a payment": .id(.payment),
        "the id of a split": .id(.split),
        "the id of a tariff": .id(.tariff), "the id of an evaluation": .id(.evaluation),
        "the id of an indicator": .id(.indicator),
        "the id of an indicator about participants": .id(.indicator),
        "the id of an outcome": .id(.outcome), "the id of a settlement": .id(.settlement),
        "the id of a party": .id(.party), "the id of a window": .id(.window),
        "the id of a group or nil": .either([.id(.group), .nothing]),
        "the id of a payment or nil": .either([.id(.payment), .nothing]),
        "the id of a split or nil": .either([.id(.split), .nothing]),
        "the id of an outcome or nil": .either([.id(.outcome), .nothing]),
        "the id of a group, or of an indicator": .either([.id(.group), .id(.indicator)]),
        "an attribute, or group": .either([.id(.attribute), .word(["group"])]),
        "participant, group or contract": .word(["participant", "group", "contract"]),
        "measurements or participants": .word(["measurements", "participants"]),
        "reported, verified, rejected or disputed": .word(["reported", "verified", "rejected", "disputed"]),
        "what the columns are told apart by": dimension, "what the rows are told apart by": dimension,
        "what they are told apart by": dimension,
    ]
}
