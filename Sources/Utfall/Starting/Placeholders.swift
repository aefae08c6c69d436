import OutcomesModel

/// Puts answers into the files of a template: `{{price}}`, `{{ends + 3 months}}`, `{{1 - first_share}}`.
struct Placeholders {
    let answers: [String: CheckedAnswer]

    /// Fills all places of a file.
    ///
    /// - Parameter path: says by its end how an answer is written so that it stays one text there.
    func fill(_ text: String, path: String) throws(StartingError) -> String {
        var filled = ""
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { filled += "\n" }
            var rest = line
            while let start = rest.firstRange(of: "{{"),
                let end = rest[start.upperBound...].firstRange(of: "}}")
            {
                filled += rest[..<start.lowerBound]
                let inside = String(rest[start.upperBound..<end.lowerBound])
                guard let value = value(of: inside) else {
                    let place = SourceLocation(
                        file: path, line: index + 1,
                        column: line.distance(from: line.startIndex, to: start.lowerBound) + 1)
                    throw .wrongPlaceholder(inside, place: place, known: answers.keys.sorted())
                }
                filled += Self.escaped(value, for: path)
                rest = rest[end.upperBound...]
            }
            filled += rest
        }
        return filled
    }

    /// An answer, or what steps up and down from one come to.
    private func value(of text: String) -> String? {
        var words = text.split(separator: " ").map(String.init)[...]
        guard let first = words.popFirst() else { return nil }
        guard !words.isEmpty else { return answers[first]?.text }
        guard var value = operand(first) else { return nil }
        while let sign = words.popFirst() {
            guard ["+", "-"].contains(sign), let word = words.popFirst() else { return nil }
            switch value {
            case .text: return nil
            case .day(let day):
                guard let count = Int(word), let unit = words.popFirst(),
                    let later = day.moved(by: sign == "+" ? count : -count, unit)
                else { return nil }
                value = .day(later)
            case .number(let number):
                guard case .number(let other)? = operand(word) else { return nil }
                let (left, right) = (number.ratio, other.ratio)
                let result = sign == "+" ? try? left.adding(right) : try? left.subtracting(right)
                guard let decimal = result.flatMap({ Decimal(exactly: $0) }) else { return nil }
                value = .number(decimal)
            }
        }
        return switch value {
        case .text: nil
        case .day(let day): "\(day)"
        case .number(let number): "\(number)"
        }
    }

    private func operand(_ word: String) -> CheckedAnswer.Value? {
        answers[word]?.value ?? (try? Decimal(word)).map { .number($0) }
    }

    /// Answers are lines without control characters, so that this is all that a quoted text needs.
    private static func escaped(_ text: String, for path: String) -> String {
        let marks: String
        switch path.split(separator: ".").last {
        case "toml", "lua": marks = "\\\""
        case "md": marks = "\\`*_[<#|"
        default: return text
        }
        return text.reduce(into: "") { result, character in
            if marks.contains(character) { result.append("\\") }
            result.append(character)
        }
    }
}

extension Day {
    fileprivate func moved(by count: Int, _ unit: String) -> Day? {
        switch unit {
        case "day", "days": adding(days: count)
        case "month", "months": adding(months: count)
        default: nil
        }
    }
}
