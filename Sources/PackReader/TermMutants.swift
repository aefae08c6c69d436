package import OutcomesModel

/// One figure of the terms that is another by one unit of its last place, a day that is the one before or after it, or
/// the contrary of a yes or no.
package struct TermMutant: Hashable, Sendable {
    /// Of the text that it replaces, in bytes of `contract.toml`.
    package let range: Range<Int>
    package let replacement: [UInt8]
    /// From 1.
    package let line: Int
    /// The term that it is of, where it is of one.
    package let term: TermID?
    /// Whether it is a day that is another.
    package let isDay: Bool
    /// The table and key, and what becomes what: `[[outcome]] price "4500.00" becomes "4500.01"`.
    package let words: String

    package func applied(to bytes: [UInt8]) -> [UInt8] {
        Array(bytes[..<range.lowerBound]) + replacement + Array(bytes[range.upperBound...])
    }
}

extension TermMutant {
    /// Figures under these keys decide no amount: they name, say how something is shown, or whether it can be posted.
    private static let spared: Set<String> = [
        "id", "clause", "source", "title", "name", "label", "decimals", "smallest_cell", "unit", "version",
        "pays",
    ]

    /// Returns all changes of single figures that the text of the terms allows, by place.
    ///
    /// - Parameter unit: what the contract rounds sums to, in major units: a sum of whole units is changed by one of
    ///   them, since less would be rounded away.
    package static func all(of bytes: [UInt8], roundedTo unit: Decimal) -> [TermMutant] {
        guard case .tree(let root) = TomlReading(bytes) else { return [] }
        var maker = Maker(bytes: bytes, unit: unit)
        maker.change(root, in: "", key: "")
        return maker.mutants.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private struct Maker {
        let bytes: [UInt8]
        let unit: Decimal
        /// Where each line begins.
        let lines: [Int]
        var mutants: [TermMutant] = []

        init(bytes: [UInt8], unit: Decimal) {
            self.bytes = bytes
            self.unit = unit
            lines = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        }

        mutating func change(_ value: TomlValue, in table: String, key: String) {
            switch value.content {
            case .table(let entries):
                for entry in entries where !TermMutant.spared.contains(entry.key) {
                    let inner = table.isEmpty ? entry.key : key.isEmpty ? table : "\(table).\(key)"
                    change(entry.value, in: inner, key: table.isEmpty ? "" : entry.key)
                }
            case .array(let values): for value in values { change(value, in: table, key: key) }
            case .string(let text):
                if let decimal = next(text) { replace(value.place, "\"\(decimal)\"", table, key) }
            case .integer(let number):
                if let next = Neighbour.figure(above: "\(number)") { replace(value.place, next, table, key) }
            case .float(_, let text):
                if let decimal = next(text) { replace(value.place, decimal, table, key) }
            case .boolean(let truth): replace(value.place, truth ? "false" : "true", table, key)
            case .day(_, _, _, let text):
                for other in Neighbour.days(beside: text) {
                    replace(value.place, other, table, key, isDay: true)
                }
            case .time: break
            }
        }

        private func next(_ text: String) -> String? {
            guard let decimal = try? Decimal(text) else { return nil }
            let isOfWholeUnits = (try? decimal.ratio.divided(by: unit.ratio))?.isWhole == true
            let isCoarser = unit.ratio > Decimal(units: 1, decimals: decimal.decimals).ratio
            return Neighbour.figure(above: text, by: isOfWholeUnits && isCoarser ? unit.ratio : nil)
        }

        private mutating func replace(
            _ place: TomlPlace, _ replacement: String, _ table: String, _ key: String, isDay: Bool = false
        ) {
            guard let range = range(at: place) else { return }
            let old = String(decoding: bytes[range], as: UTF8.self)
            guard old != replacement else { return }
            mutants.append(
                TermMutant(
                    range: range, replacement: Array(replacement.utf8), line: place.line,
                    term: table.split(separator: ".").first == "terms" && table.contains(".")
                        ? TermID(String(table.split(separator: ".")[1]))
                        : table == "terms" ? TermID(key) : nil,
                    isDay: isDay,
                    words: "[\(table)] \(key.isEmpty ? "" : "\(key) ")\(old) becomes \(replacement)"))
        }

        /// The bytes of the plain value that begins at a place; nil for a text over several lines.
        private func range(at place: TomlPlace) -> Range<Int>? {
            guard place.line >= 1, place.line <= lines.count else { return nil }
            let line = lines[place.line - 1]
            let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let text = String(decoding: bytes[line..<end], as: UTF8.self).unicodeScalars
            guard let from = text.index(text.startIndex, offsetBy: place.column - 1, limitedBy: text.endIndex)
            else {
                return nil
            }
            let rest = text[from...]
            let start = line + text[..<from].reduce(0) { $0 + UTF8.width($1) }
            guard let first = rest.first else { return nil }
            let length: Int
            if first == "\"" || first == "'" {
                guard let close = rest.dropFirst().firstIndex(of: first) else { return nil }
                length = rest[...close].reduce(0) { $0 + UTF8.width($1) }
            } else {
                length =
                    rest.prefix {
                        $0.isASCII
                            && ($0.properties.isAlphabetic || "+-._0123456789".unicodeScalars.contains($0))
                    }
                    .count
            }
            return length > 0 ? start..<start + length : nil
        }
    }
}
