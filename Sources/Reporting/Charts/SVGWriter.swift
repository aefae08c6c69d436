/// Writes elements of SVG; coordinates are in pixels, to a tenth.
struct SVGWriter {
    private(set) var lines: [String] = []

    mutating func add(_ line: String) { lines.append(line) }

    mutating func line(_ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        lines.append(
            "<line class=\"\(style)\" x1=\"\(tenths(x1))\" y1=\"\(tenths(y1))\" x2=\"\(tenths(x2))\" "
                + "y2=\"\(tenths(y2))\"/>")
    }

    mutating func rectangle(_ style: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        lines.append(
            "<rect class=\"\(style)\" x=\"\(tenths(x))\" y=\"\(tenths(y))\" width=\"\(tenths(width))\" "
                + "height=\"\(tenths(height))\"/>")
    }

    mutating func path(_ style: String, _ data: String) {
        lines.append("<path class=\"\(style)\" d=\"\(data)\"/>")
    }

    mutating func text(_ style: String, _ x: Double, _ y: Double, _ text: String) {
        lines.append(
            "<text class=\"\(style)\" x=\"\(tenths(x))\" y=\"\(tenths(y))\">\(HTMLForm.escaped(text))</text>")
    }

    /// Draws the sign of a series, so that colour never tells it alone.
    mutating func mark(_ series: Int, _ x: Double, _ y: Double) {
        let data =
            switch series {
            case 0: circle(x, y)
            case 1: polygon(x, y, [(-4, -4), (4, -4), (4, 4), (-4, 4)])
            case 2: polygon(x, y, [(0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)])
            case 3: polygon(x, y, [(0, -5), (5, 4), (-5, 4)])
            case 4: polygon(x, y, [(-5, -4), (5, -4), (0, 5)])
            default: polygon(x, y, [(-2.5, -5), (2.5, -5), (2.5, 5), (-2.5, 5)])
            }
        path("mark s\(series + 1)", data)
    }

    private func circle(_ x: Double, _ y: Double) -> String {
        "M\(tenths(x - 4)) \(tenths(y))a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"
    }

    private func polygon(_ x: Double, _ y: Double, _ corners: [(Double, Double)]) -> String {
        SVGWriter.data(corners.map { (x + $0.0, y + $0.1) }) + "z"
    }

    /// Returns the path through points.
    static func data(_ points: [(x: Double, y: Double)]) -> String {
        points.enumerated().map { index, point in
            "\(index == 0 ? "M" : "L")\(tenths(point.x)) \(tenths(point.y))"
        }.joined()
    }
}

/// Returns a coordinate to a tenth of a pixel: `12`, `12.5`, `-0.3`.
func tenths(_ coordinate: Double) -> String {
    let tenths = Int((coordinate * 10).rounded())
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
}

/// Returns about how wide a text is: wider than it is in any of the faces that browsers set it in.
func drawnWidth(_ text: String, _ size: Double) -> Double {
    text.reduce(0) { $0 + emWidth($1) } * size
}

private func emWidth(_ character: Character) -> Double {
    switch character {
    case "i", "j", "l", "I", "t", "f", "r", ".", ",", ":", ";", "'", "|", "(", ")", " ", "\u{A0}", "-": 0.4
    case "m", "w", "M", "W", "%", "–", "…", "\u{2212}", "+", "=", "<", ">", "±", "×", "≈": 0.95
    default: displayWidth(character) > 1 ? 1.1 : character.isUppercase ? 0.73 : 0.6
    }
}

/// Breaks a text at spaces into lines that are at most so wide; nil where a word is wider.
func drawnLines(_ text: String, _ size: Double, width: Double) -> [String]? {
    var lines: [String] = []
    for word in text.split(separator: " ").map(String.init) {
        guard drawnWidth(word, size) <= width else { return nil }
        if let last = lines.last, drawnWidth("\(last) \(word)", size) <= width {
            lines[lines.count - 1] = "\(last) \(word)"
        } else {
            lines.append(word)
        }
    }
    return lines.isEmpty ? [""] : lines
}

/// The same, with words broken that are too wide.
func brokenLines(_ text: String, _ size: Double, width: Double) -> [String] {
    if let lines = drawnLines(text, size, width: width) { return lines }
    return wrapped(text, width: max(2, Int(width / (size * 0.75))))
}
