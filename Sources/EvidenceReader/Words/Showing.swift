import OutcomesModel

/// Returns a cell as a message may tell it: a number or a day as it came, anything else by its length
/// alone, since it may hold a name.
func shown(_ text: String) -> String {
    if text.isEmpty { return "empty" }
    if mayBeShown(text) { return "'\(text)'" }
    let kind = isLikeNumber(text) ? "a number" : "text"
    return "\(kind) of \(text.count) \(text.count == 1 ? "character" : "characters")"
}

/// True for a short number or day, and for what people write where there is none.
func mayBeShown(_ text: String) -> Bool {
    text.count <= 20 && !isLikeNationalNumber(text)
        && (isLikeNumber(text) || isLikeDay(text) || wordsForNoValue.contains(text.lowercased()))
}

/// Returns what came in place of a name of the pack: as it came where it has the form of an id or is near
/// one, by its length alone where it may be the name of a person.
func shownName(_ text: String, nearest: String?) -> String {
    let isID =
        text.utf8.first.map(isSmallLetter) == true
        && text.utf8.allSatisfy { isSmallLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
    return isID && text.count <= 20 || nearest != nil ? "'\(text)'" : shown(text)
}

private func isSmallLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }

/// What people write into a cell that should be empty.
let wordsForNoValue: Set<String> = [
    "nan", "inf", "-inf", "infinity", "-infinity", "null", "none", "na", "n/a", "#n/a", "-", ".",
]

/// True for `YYMMDD-NNNN` and `YYYYMMDD-NNNN`, with or without the sign: a Swedish personal number.
func isLikeNationalNumber(_ text: String) -> Bool {
    // Whatever stands between the digits: 19900101-1234, 1990-01-01.1234, 900101+1234.
    let separators = Array("-+._:/ ".utf8)
    guard (10...20).contains(text.utf8.count),
        text.utf8.allSatisfy({ isDigit($0) || separators.contains($0) })
    else { return false }
    let digits = text.utf8.count(where: isDigit)
    return digits == 10 || digits == 12
}

func isDigit(_ byte: UInt8) -> Bool { byte >= Byte.zero && byte <= Byte.nine }

/// True for digits in any notation: with commas, group marks, an exponent, a percent sign.
private func isLikeNumber(_ text: String) -> Bool {
    let mantissa = text.prefix { $0 != "e" && $0 != "E" }
    let exponent = text.dropFirst(mantissa.count + 1)
    let marks: Set<Character> = [".", ",", " ", "\u{A0}", "\u{202F}", "'", "%"]
    let signs: Set<Character> = ["+", "-", "\u{2212}"]
    let unsigned = mantissa.drop { signs.contains($0) }
    return unsigned.contains { $0.isNumber } && unsigned.allSatisfy { $0.isNumber || marks.contains($0) }
        && exponent.drop { signs.contains($0) }.utf8.allSatisfy(isDigit)
}

/// True for digits with the marks of a date and a time between them.
private func isLikeDay(_ text: String) -> Bool {
    let marks = Set("-/.: TZ".utf8)
    return text.utf8.contains(where: isDigit) && text.utf8.allSatisfy { isDigit($0) || marks.contains($0) }
}
