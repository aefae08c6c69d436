import FoundationEssentials
import OutcomesModel

/// The lines of the files that remarks are about; each file is read once.
package struct SourceLines {
    private var files: [String: [String]] = [:]

    package init() {}

    package mutating func line(_ number: Int, of path: String) -> String? {
        if files[path] == nil {
            let bytes = FileManager.default.contents(atPath: path) ?? Data()
            files[path] = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        let lines = files[path] ?? []
        return lines.indices.contains(number - 1) ? lines[number - 1] : nil
    }

    /// Returns how many characters the word, the number or the quoted text has that begins at a place; nil where the
    /// place has no column, or nothing of the kind begins there.
    mutating func wordLength(at place: SourceLocation?) -> Int? {
        guard let place, let number = place.line, let column = place.column,
            let line = line(number, of: place.file)
        else { return nil }
        let characters = Array(line.unicodeScalars)
        let start = column - 1
        guard characters.indices.contains(start) else { return nil }
        if characters[start] == "\"" || characters[start] == "'" {
            let end = characters[(start + 1)...].firstIndex(of: characters[start])
            return end.map { $0 - start + 1 } ?? characters.count - start
        }
        let length = characters[start...].prefix {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
                || "_-.".unicodeScalars.contains($0)
        }.count
        return length > 0 ? length : nil
    }
}

extension [Remark] {
    /// The same remarks, each with the length of the word that it is about.
    func withLengths() -> [Remark] {
        var sources = SourceLines()
        return map { remark in
            var remark = remark
            remark.length = remark.length ?? sources.wordLength(at: remark.diagnostic.place)
            return remark
        }
    }
}
