import CZlib
import OutcomesModel
import Reporting
import Testing

@Suite struct WorkbookTests {
    @Test func `the same document gives the same bytes`() throws {
        #expect(try sampleStatement.workbook() == sampleStatement.workbook())
    }

    @Test func `a figure is a number where fifteen digits tell it, and a text where they do not`() throws {
        let cells: [Cell] = [
            .money(kronor("4000000.50")), .money(kronor("92233720368547758.07")), .count(12),
            .ratio(try Ratio(1, over: 3)), .number(Decimal(units: 1_850, decimals: 2)),
            .day(Day(iso: "2021-03-31")!), .missing(.notMeasured), "=1+1",
        ]
        let table = try Table(columns: cells.indices.map { Column("C\($0)") }, rows: [cells])
        let files = try unzipped(Document(title: "T", blocks: [.table(table)]).workbook())
        let sheet = try #require(files["xl/worksheets/sheet2.xml"])
        let strings = try #require(files["xl/sharedStrings.xml"])
        for number in ["<v>4000000.5</v>", "<v>12</v>", "<v>18.5</v>", "<v>44286</v>"] {
            #expect(sheet.contains(number), "\(number)")
        }
        for text in ["92,233,720,368,547,758.07 SEK", "1/3", "not measured", "=1+1"] {
            #expect(strings.contains("<t>\(text)</t>"), "\(text)")
        }
        #expect(!sheet.contains("<f>"), "no formula")
        #expect(sheet.contains("state=\"frozen\""))
    }

    @Test func `each table has a sheet of its own with a name that a spreadsheet takes`() throws {
        let names = ["A [b]: c/d?", "A [b]: c/d?", String(repeating: "å", count: 40), ""]
        let document = Document(
            title: "T",
            blocks: try names.map {
                .table(try Table(caption: $0, columns: [Column("A")], rows: [[.count(1)]]))
            })
        let book = try #require(try unzipped(document.workbook())["xl/workbook.xml"])
        for name in ["Report", "A b c d", "A b c d 2", String(repeating: "å", count: 30) + "…", "Table"] {
            #expect(book.contains("<sheet name=\"\(name)\""), "\(name)")
        }
    }
}

/// Returns the files of a zip archive, by name, from its central directory.
private func unzipped(_ bytes: [UInt8]) throws -> [String: String] {
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
