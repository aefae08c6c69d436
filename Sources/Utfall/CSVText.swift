/// CSV as this host writes and reads it.
enum CSVText {
    /// Quotes what must be quoted, as in RFC 4180; byte by byte, since a mark may hide a comma from a character.
    static func rows(_ rows: [[String]]) -> String {
        let quote = UInt8(ascii: "\"")
        var bytes: [UInt8] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                let special = [UInt8(ascii: ","), quote, UInt8(ascii: "\n"), UInt8(ascii: "\r")]
                guard cell.utf8.contains(where: special.contains) else {
                    bytes += cell.utf8
                    continue
                }
                bytes.append(quote)
                for byte in cell.utf8 { bytes += byte == quote ? [quote, quote] : [byte] }
                bytes.append(quote)
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
