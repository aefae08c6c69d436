import CZlib
import FoundationEssentials
import Testing

/// An XLSX file read back from its bytes: the sheets in their order, with what each cell holds.
///
/// It reads what this host writes, and no other workbook.
struct ReadWorkbook {
    struct Cell: Equatable {
        /// A number as it stands in the file, or a text.
        let value: String
        let isText: Bool
        let formula: String?
        /// `General` where it has none.
        let format: String
    }

    struct Sheet {
        let name: String
        let cells: [String: Cell]
        /// Their places, row by row.
        let places: [String]
        /// In letters, by the number of the column.
        let widths: [Int: Double]
        let isFrozen: Bool
    }

    let sheets: [Sheet]

    init(_ bytes: [UInt8]) throws {
        let files = try unzipped(bytes)
        let book = try #require(files["xl/workbook.xml"])
        let styles = try #require(files["xl/styles.xml"])
        let strings = elements("si", files["xl/sharedStrings.xml"] ?? "").map { plain(inner($0, "t") ?? "") }
        let own = Dictionary(
            elements("numFmt", styles).compactMap { format in
                attribute("numFmtId", format).map { ($0, plain(attribute("formatCode", format) ?? "")) }
            }, uniquingKeysWith: { $1 })
        let known = ["0": "General", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"]
        let formats = elements("xf", inner(styles, "cellXfs") ?? "").map { style in
            let id = attribute("numFmtId", style) ?? "0"
            return own[id] ?? known[id] ?? id
        }
        sheets = try elements("sheet", inner(book, "sheets") ?? "").enumerated().map { index, sheet in
            let text = try #require(files["xl/worksheets/sheet\(index + 1).xml"])
            var (cells, places): ([String: Cell], [String]) = ([:], [])
            for cell in elements("c", inner(text, "sheetData") ?? "") {
                let place = try #require(attribute("r", cell))
                let isText = attribute("t", cell) == "s"
                let value = inner(cell, "v") ?? ""
                places.append(place)
                cells[place] = Cell(
                    value: isText ? strings[Int(value) ?? 0] : value, isText: isText,
                    formula: inner(cell, "f").map(plain),
                    format: formats[Int(attribute("s", cell) ?? "0") ?? 0])
            }
            var widths: [Int: Double] = [:]
            for column in elements("col", inner(text, "cols") ?? "") {
                for place
                    in (Int(attribute("min", column) ?? "") ?? 1)...(Int(attribute("max", column) ?? "") ?? 1)
                {
                    widths[place - 1] = Double(attribute("width", column) ?? "")
                }
            }
            return Sheet(
                name: plain(attribute("name", sheet) ?? ""), cells: cells, places: places, widths: widths,
                isFrozen: text.contains("state=\"frozen\""))
        }
    }

    /// The sheets with a line for each cell that holds something.
    var text: String {
        sheets.map { sheet in
            let lines = sheet.places.compactMap { place -> String? in
                guard let cell = sheet.cells[place], !cell.value.isEmpty else { return nil }
                guard !cell.isText else { return "\(place) '\(cell.value)'" }
                return "\(place) \(cell.formula.map { "=\($0) → " } ?? "")\(cell.value) [\(cell.format)]"
            }
            return "== \(sheet.name)\n" + lines.map { "\($0)\n" }.joined()
        }.joined(separator: "\n")
    }
}

// MARK: XML

/// Returns the elements of this name, none of which holds another of them, with their tags.
private func elements(_ name: String, _ text: String) -> [String] {
    var (found, rest): ([String], Substring) = ([], text[...])
    while let start = rest.firstRange(of: "<\(name)") {
        rest = rest[start.lowerBound...]
        let next = rest[start.upperBound...].first
        guard next == " " || next == ">" || next == "/", let tag = rest.firstIndex(of: ">") else {
            rest = rest[start.upperBound...]
            continue
        }
        var end = rest.index(after: tag)
        if rest[rest.index(before: tag)] != "/" {
            guard let close = rest.firstRange(of: "</\(name)>") else { break }
            end = close.upperBound
        }
        found.append(String(rest[..<end]))
        rest = rest[end...]
    }
    return found
}

/// Returns what stands in the first element of this name.
private func inner(_ text: String, _ name: String) -> String? {
    guard let element = elements(name, text).first, let start = element.firstIndex(of: ">"),
        let end = element.lastIndex(of: "<"), start < end
    else { return nil }
    return String(element[element.index(after: start)..<end])
}

private func attribute(_ name: String, _ element: String) -> String? {
    guard let tag = element.firstIndex(of: ">") else { return nil }
    let head = element[..<tag]
    guard let start = head.firstRange(of: " \(name)=\"") else { return nil }
    return String(head[start.upperBound...].prefix { $0 != "\"" })
}

private func plain(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
        .replacing("&amp;", with: "&")
}

// MARK: Zip

/// Returns the files of a zip archive, by name, from its central directory.
func unzipped(_ bytes: [UInt8]) throws -> [String: String] {
    func number(_ at: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    let end = try #require(bytes.indices.last { $0 + 22 <= bytes.count && number($0, 4) == 0x0605_4B50 })
    var entry = number(end + 16, 4)
    var files: [String: String] = [:]
    for _ in 0..<number(end + 10, 2) {
        let (packed, size, nameLength) = (number(entry + 20, 4), number(entry + 24, 4), number(entry + 28, 2))
        let name = String(decoding: bytes[entry + 46..<entry + 46 + nameLength], as: UTF8.self)
        let header = number(entry + 42, 4)
        let start = header + 30 + number(header + 26, 2) + number(header + 28, 2)
        files[name] = String(
            decoding: inflated(Array(bytes[start..<start + packed]), size: size), as: UTF8.self)
        entry += 46 + nameLength + number(entry + 30, 2) + number(entry + 32, 2)
    }
    return files
}

private func inflated(_ packed: [UInt8], size: Int) -> [UInt8] {
    var packed = packed
    var plain = [UInt8](repeating: 0, count: size)
    packed.withUnsafeMutableBufferPointer { input in
        plain.withUnsafeMutableBufferPointer { output in
            var stream = z_stream()
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(output.count)
            inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            inflate(&stream, Z_FINISH)
            inflateEnd(&stream)
        }
    }
    return plain
}
