/// Returns how many columns a terminal gives to the text: å takes one, 漢 takes two.
package func displayWidth(_ text: String) -> Int {
    text.reduce(0) { $0 + displayWidth($1) }
}

package func displayWidth(_ character: Character) -> Int {
    guard let base = character.unicodeScalars.first else { return 0 }
    if base.isASCII { return 1 }
    switch base.properties.generalCategory {
    // A mark or a joiner that has no letter before it.
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    let isEmoji = base.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}")
    return isEmoji || isWide(base) ? 2 : 1
}

/// - Source: Unicode's annex 11, the blocks whose letters are wide or full-width.
private func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
        true
    default: false
    }
}

/// Breaks one line of text at spaces, and inside a word only where the word alone is too wide.
///
/// - Returns: at least one line, each at most `width` columns, which is 2 or more.
func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for word in text.split(separator: " ") {
        let wordWidth = displayWidth(String(word))
        if lineWidth > 0, lineWidth + 1 + wordWidth <= width {
            line += " \(word)"
            lineWidth += 1 + wordWidth
            continue
        }
        if lineWidth > 0 { lines.append(line) }
        var pieces = wordWidth <= width ? [String(word)] : broken(word, width: width)
        line = pieces.removeLast()
        lineWidth = displayWidth(line)
        lines += pieces
    }
    if lineWidth > 0 || lines.isEmpty { lines.append(line) }
    return lines
}

/// Breaks one word into pieces of at most `width` columns.
func broken(_ word: Substring, width: Int) -> [String] {
    var pieces = [""]
    var pieceWidth = 0
    for character in word {
        let characterWidth = displayWidth(character)
        if pieceWidth + characterWidth > width {
            pieces.append("")
            pieceWidth = 0
        }
        pieces[pieces.count - 1].append(character)
        pieceWidth += characterWidth
    }
    return pieces
}

/// Fills the text up with spaces to `width` columns.
func padded(_ text: String, to width: Int, _ alignment: Column.Alignment) -> String {
    let spaces = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return alignment == .end ? spaces + text : text + spaces
}

func trimmedEnd(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
}
