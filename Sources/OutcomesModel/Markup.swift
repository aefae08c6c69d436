extension String {
    /// The text as HTML and XML take it, in an element and in an attribute.
    ///
    /// Control characters cannot stand in XML 1.0 at all, and are replaced.
    package var escapedForMarkup: String {
        var escaped = ""
        // By scalars, since a combining mark would hide the letter before it from a comparison.
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n", "\r", "\t": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20: escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
