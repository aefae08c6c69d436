import FoundationEssentials
import OutcomesModel

/// The form for programs: the document as data, with sorted keys and exact values as strings.
enum JSONForm {
    static func render(_ document: Document) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Safe because a document holds only texts, counts and lists of them, which always encode.
        let data = try! encoder.encode(document)
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}

private enum Key: String, CodingKey {
    case title, subtitle, language, blocks
    case type, text, level, items, facts, kind
    case label, value
    case caption, columns, rows, totals, alignment
    case number, amount, currency, ratio, day, missing
    case across, up, places, series, values, bands, lower, upper, targets, total, percent, figure
}

extension Document: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(title, forKey: .title)
        try container.encodeIfPresent(subtitle, forKey: .subtitle)
        try container.encode(language.rawValue, forKey: .language)
        try container.encode(blocks, forKey: .blocks)
    }
}

extension Block: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .heading(let text, let level):
            try container.encode("heading", forKey: .type)
            try container.encode(text, forKey: .text)
            try container.encode(level.rawValue, forKey: .level)
        case .text(let text):
            try container.encode("text", forKey: .type)
            try container.encode(text, forKey: .text)
        case .list(let items):
            try container.encode("list", forKey: .type)
            try container.encode(items, forKey: .items)
        case .facts(let facts):
            try container.encode("facts", forKey: .type)
            try container.encode(facts, forKey: .facts)
        case .table(let table):
            try container.encode("table", forKey: .type)
            try container.encodeIfPresent(table.caption, forKey: .caption)
            try container.encode(EncodedColumn.all(of: table), forKey: .columns)
            try container.encode(table.rows, forKey: .rows)
            try container.encodeIfPresent(table.totals, forKey: .totals)
        case .chart(let chart):
            try container.encode("chart", forKey: .type)
            try chart.encode(into: &container)
        case .callout(let callout):
            try container.encode("callout", forKey: .type)
            try container.encode(callout.kind.rawValue, forKey: .kind)
            try container.encode(callout.text, forKey: .text)
        case .footnote(let text):
            try container.encode("footnote", forKey: .type)
            try container.encode(text, forKey: .text)
        }
    }
}

extension Fact: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(label, forKey: .label)
        try container.encode(value, forKey: .value)
    }
}

/// A column with the alignment that its cells gave it.
private struct EncodedColumn: Encodable {
    let title: String
    let alignment: String

    static func all(of table: Table) -> [EncodedColumn] {
        zip(table.columns, table.alignments()).map {
            EncodedColumn(title: $0.title, alignment: $1.rawValue)
        }
    }
}

extension Cell: Encodable {
    /// Text is a string, a count a number and nothing is null; other figures say what they are.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .count(let count):
            var container = encoder.singleValueContainer()
            try container.encode(count)
        case .empty:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .number(let decimal): try encode(decimal.description, as: .number, to: encoder)
        case .ratio(let ratio): try encode(ratio.plain, as: .ratio, to: encoder)
        case .percent(let hundredths): try encode(hundredths.description, as: .percent, to: encoder)
        case .interval(let figure, let lower, let upper):
            var container = encoder.container(keyedBy: Key.self)
            try container.encodeIfPresent(figure, forKey: .figure)
            try container.encode(lower, forKey: .lower)
            try container.encode(upper, forKey: .upper)
        case .day(let day): try encode(day.description, as: .day, to: encoder)
        case .missing(let reason): try encode(reason.rawValue, as: .missing, to: encoder)
        case .money(let money): try encode(Amount(money), to: encoder)
        case .amount(let amount): try encode(amount, to: encoder)
        }
    }

    private func encode(_ value: String, as key: Key, to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(value, forKey: key)
    }

    private func encode(_ sum: Amount, to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(sum.plain, forKey: .amount)
        try container.encode(sum.currency.code, forKey: .currency)
    }
}

extension Chart {
    fileprivate func encode(into container: inout KeyedEncodingContainer<Key>) throws {
        try container.encode(kind.rawValue, forKey: .kind)
        try container.encode(title, forKey: .title)
        try container.encodeIfPresent(across, forKey: .across)
        try container.encodeIfPresent(up, forKey: .up)
        try container.encode(places, forKey: .places)
        try container.encode(series, forKey: .series)
        if !targets.isEmpty { try container.encode(targets, forKey: .targets) }
        try container.encodeIfPresent(total, forKey: .total)
    }
}

extension Chart.Series: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(title, forKey: .title)
        try container.encode(values, forKey: .values)
        if !bands.isEmpty { try container.encode(bands, forKey: .bands) }
    }
}

extension Chart.Band: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(title, forKey: .title)
        try container.encode(lower, forKey: .lower)
        try container.encode(upper, forKey: .upper)
    }
}

extension Chart.Target: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(title, forKey: .title)
        try container.encode(value, forKey: .value)
    }
}
