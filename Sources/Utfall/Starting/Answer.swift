import OutcomesModel
import PackReader

/// An answer that its question takes, as it was typed.
struct CheckedAnswer: Sendable {
    let text: String
    let value: Value

    enum Value: Hashable, Sendable {
        case text
        case day(Day)
        case number(Decimal)
    }
}

extension TemplateQuestion {
    /// Reads an answer.
    ///
    /// - Parameter earlier: the answers to the questions above, by id.
    /// - Throws: `wrongAnswer`, which says what would be right.
    func check(
        _ typed: String, _ earlier: [String: CheckedAnswer]
    ) throws(StartingError) -> CheckedAnswer {
        guard let value = value(of: typed, earlier) else {
            throw .wrongAnswer(typed, to: id, asks: asks, expected: expected(earlier))
        }
        for bound in bounds where !holds(value, bound, earlier) {
            throw .wrongAnswer(typed, to: id, asks: asks, expected: wording(bound, earlier))
        }
        return CheckedAnswer(text: typed, value: value)
    }

    private func value(of text: String, _ earlier: [String: CheckedAnswer]) -> CheckedAnswer.Value? {
        switch kind {
        case .text: return Self.isLine(text) ? .text : nil
        case .id: return text.count <= 100 && PackID.isWellFormed(text) ? .text : nil
        case .currency: return Currency.isKnown(text) ? .text : nil
        case .day: return Day(iso: text).map { .day($0) }
        case .money:
            guard let currency = currency(earlier), let money = try? Money(text, currency),
                money.minorUnits > 0, let number = try? Decimal(text), number.ratio <= Self.mostMoney
            else { return nil }
            return .number(number)
        case .number: return number(text, decimals: decimals)
        case .count: return number(text, decimals: 0, in: .zero...Self.mostMoney)
        case .share: return number(text, decimals: decimals, in: .zero...(.one))
        }
    }

    /// Far above what contracts pay, and far below what does not fit when it is multiplied.
    private static let mostMoney = Ratio(100_000_000_000_000)

    private func number(
        _ text: String, decimals: Int, in range: ClosedRange<Ratio>? = nil
    ) -> CheckedAnswer.Value? {
        guard let number = try? Decimal(text), number.decimals <= decimals,
            range?.contains(number.ratio) ?? true
        else { return nil }
        return .number(number)
    }

    /// A line that people read: no end of line and nothing that steers a terminal.
    private static func isLine(_ text: String) -> Bool {
        !text.isEmpty && text.count <= 200
            && text.unicodeScalars.allSatisfy {
                ![.control, .format, .lineSeparator, .paragraphSeparator, .surrogate].contains(
                    $0.properties.generalCategory)
            }
            && !text.allSatisfy(\.isWhitespace) && !text.contains("{{")
    }

    private func currency(_ earlier: [String: CheckedAnswer]) -> Currency? {
        earlier["currency"].flatMap { try? Currency(code: $0.text) }
    }

    private func expected(_ earlier: [String: CheckedAnswer]) -> String {
        switch kind {
        case .text: return "a line of at most 200 characters"
        case .id: return "lower-case words, digits, - and _, joined by dots, such as se.norrkoping.soc-2016"
        case .currency: return "a currency of ISO 4217, such as SEK, EUR or GBP"
        case .day: return "a day, such as 2027-01-31"
        case .money:
            let digits = currency(earlier)?.minorDigits ?? 2
            let decimals = digits == 0 ? "no decimals" : "at most \(digits) decimals"
            return "a sum above 0 with \(decimals), such as 1200, without currency or group marks"
        case .number: return "a number with at most \(decimals) decimals, such as \(usual)"
        case .count: return "a whole number, such as \(usual)"
        case .share: return "a part of 1 with at most \(decimals) decimals: 0.40 is 40 %"
        }
    }

    private func holds(
        _ value: CheckedAnswer.Value, _ bound: Bound, _ earlier: [String: CheckedAnswer]
    ) -> Bool {
        let other = earlier[bound.than]?.value
        switch value {
        case .text: return true
        case .day(let day):
            guard case .day(let limit)? = other ?? Day(iso: bound.than).map({ .day($0) }) else { return true }
            return bound.relation.holds(Ratio(Int(day.number)), Ratio(Int(limit.number)))
        case .number(let number):
            guard case .number(let limit)? = other ?? (try? Decimal(bound.than)).map({ .number($0) }) else {
                return true
            }
            return bound.relation.holds(number.ratio, limit.ratio)
        }
    }

    private func wording(_ bound: Bound, _ earlier: [String: CheckedAnswer]) -> String {
        let isDay = kind == .day
        let words =
            switch bound.relation {
            case .atLeast: isDay ? "this day or later:" : "at least"
            case .moreThan: isDay ? "a day after" : "more than"
            case .atMost: isDay ? "this day or earlier:" : "at most"
            case .lessThan: isDay ? "a day before" : "less than"
            }
        return earlier[bound.than].map { "\(words) \($0.text) (\(bound.than))" } ?? "\(words) \(bound.than)"
    }
}
