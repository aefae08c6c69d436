import OutcomesModel

/// Why a text cannot be a pseudonym. No case holds the text, which may be a name or a number of a person.
enum PseudonymFault: Error, Equatable {
    case empty
    case long(characters: Int)
    case invisible
    case spacesAround
    case spacesWithin
    case character
    case nationalNumber
    case mailAddress

    static let mostCharacters = 64

    var wording: (message: String, hint: String?) {
        switch self {
        case .empty:
            ("the subject is empty", "say whom the row is about, and a person by a pseudonym")
        case .long(let characters):
            (
                "the subject has \(characters) characters, and a pseudonym at most \(Self.mostCharacters)",
                nil
            )
        case .invisible:
            ("the subject has a character that cannot be seen, such as a tab or a line break", nil)
        case .spacesAround:
            ("the subject begins or ends with a space", "take the space out, or it is another subject")
        case .spacesWithin:
            (
                "the subject has spaces, as a name has; names have no place here",
                "write a pseudonym, and keep the key outside"
            )
        case .character:
            (
                "the subject has a character that a pseudonym cannot have",
                "letters, digits and - _ . : / are what it may have; type å as one character"
            )
        case .nationalNumber:
            (
                "the subject looks like a national number, which has no place here",
                "write a pseudonym, and keep the key outside"
            )
        case .mailAddress:
            (
                "the subject looks like a mail address, which has no place here",
                "write a pseudonym, and keep the key outside"
            )
        }
    }
}

/// Reads the subject of a measurement: `contract`, a declared `group:ID`, or a pseudonym.
func readSubject(_ text: String, groups: [Group]) -> Result<SubjectID, RowProblem> {
    let subject = SubjectID(text: text)
    switch subject {
    case .contract:
        return .success(subject)
    case .group(let id):
        return declaredGroup(id.rawValue, among: groups).map { SubjectID.group($0) }
    case .participant(let pseudonym):
        return pseudonymFault(pseudonym).map { .failure(.pseudonym($0)) } ?? .success(subject)
    }
}

/// Reads the id of a declared group.
func declaredGroup(_ text: String, among groups: [Group]) -> Result<GroupID, RowProblem> {
    // By the bytes, so that no group is written in two ways.
    let group = groups.first { $0.id.rawValue.utf8.elementsEqual(text.utf8) }
    return group.map { .success($0.id) }
        ?? .failure(.group(came: text, known: groups.map(\.id.rawValue)))
}

/// Tells whether a text is a pseudonym beyond doubt: at most 64 ASCII letters, digits and signs that one may
/// have, with a capital among them, so that it is neither a number nor a word of the host.
@inline(__always)
func isPlainPseudonym(_ cell: Cell) -> Bool {
    guard cell.count <= PseudonymFault.mostCharacters else { return false }
    var hasCapital = false
    for byte in cell {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasCapital = true
        case UInt8(ascii: "a")...UInt8(ascii: "z"), Byte.zero...Byte.nine, Byte.minus, UInt8(ascii: "_"):
            break
        default: return false
        }
    }
    return hasCapital
}

private func pseudonymFault(_ text: String) -> PseudonymFault? {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return .empty }
    // No text has more characters than bytes, and bytes are counted at once.
    if text.utf8.count > PseudonymFault.mostCharacters, text.count > PseudonymFault.mostCharacters {
        return .long(characters: text.count)
    }
    if text.unicodeScalars.contains(where: isInvisible) { return .invisible }
    if isSpace(first) || isSpace(last) { return .spacesAround }
    if text.unicodeScalars.contains(where: isSpace) { return .spacesWithin }
    if isLikeNationalNumber(text) { return .nationalNumber }
    if isLikeMailAddress(text) { return .mailAddress }
    return text.unicodeScalars.allSatisfy(isAllowed) ? nil : .character
}

/// Letters of one code point only: the same pseudonym must be the same bytes, in the store and out of it.
private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", ":", "/", "+": true
    case "\u{C0}"..."\u{17F}": scalar != "\u{D7}" && scalar != "\u{F7}"
    default: false
    }
}

private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar == " " : scalar.properties.isWhitespace
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
}

/// True where one `@` stands between two texts without spaces.
private func isLikeMailAddress(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return false }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(where: \.isWhitespace) }
}
