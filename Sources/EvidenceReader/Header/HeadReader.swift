import OutcomesModel

/// The beginning of a file: what its header says, and what was read of the rows below it.
struct FileHead {
    let header: Header
    let form: TextForm
    /// Where the header is, and where the first row may be, from 1.
    let headerLine: Int
    let rowsLine: Int
    /// What was read and belongs to the rows, and where it begins.
    let pending: [UInt8]
    let offset: Int
}

/// Reads the beginning of a file, up to the longest row that there can be.
struct HeadReader {
    let file: String
    let contract: Contract
    let form: EvidenceForm?
    let limits: ReadingLimits

    func read(_ text: TextSource) throws(EvidenceError) -> FileHead {
        let block = Block(capacity: limits.rowBytes + 3)
        let room = UnsafeMutableRawBufferPointer(start: block.start, count: block.capacity)
        block.count = try text.read(into: room)
        block.isLast = block.count < block.capacity
        block.endHere()
        guard block.count > 0 else { throw .noBytes(file: file) }
        let bytes = block.bytes
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .utf16(file: file) }
        if let kind = ForeignFile(bytes, file: file) { throw .noText(file: file, kind) }
        let encoding = form?.dialect.encoding ?? .utf8
        try check(bytes, encoding, isWhole: block.isLast)
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let isJSON = ["ndjson", "jsonl", "json"].contains {
            file.hasSuffix("." + $0) || file.hasSuffix(".\($0).gz")
        }
        let first = block.bytes[start...].first { $0 > Byte.space }
        if isJSON || first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            return try readJSON(block, start)
        }
        return try readCSV(block, start, encoding)
    }

    /// Checks that the beginning is text, but for a last character that may go on in what follows.
    private func check(
        _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding, isWhole: Bool
    ) throws(EvidenceError) {
        let end = isWhole || encoding != .utf8 ? bytes.count : endOfWholeCharacters(bytes)
        guard let fault = encoding.fault(in: UnsafeBufferPointer(rebasing: bytes[..<end])) else { return }
        throw fault.error(file: file, line: 1 + countLineEnds(in: bytes[..<fault.offset]), before: 0)
    }

    private func readCSV(
        _ block: Block, _ start: Int, _ encoding: TextEncoding
    ) throws(EvidenceError) -> FileHead {
        let remarks = CSVRows(afterRemarksOf: block, from: start)
        guard !remarks.isAtEnd else { throw .noHeader(file: file) }
        let separator = form?.dialect.separator ?? foundSeparator(remarks.restOfLine)
        let most = 1 + block.bytes.count { $0 == separator.byte }
        let cells = UnsafeMutablePointer<Cell>.allocate(capacity: most)
        cells.initialize(repeating: Cell(start: nil, count: 0), count: most)
        defer { cells.deallocate() }
        var rows = CSVRows(
            remarks.position, end: block.start + block.count, separator: separator.byte, cells: cells,
            width: most)
        let isRow = rows.next()
        let place = Header.Place(file: file, line: 1 + remarks.line)
        guard block.isLast || isRow && !rows.isAtEnd else {
            throw .longHeader(file: file, line: place.line, limit: limits.rowBytes)
        }
        if let line = rows.unterminated { throw .unterminatedQuote(file: file, line: place.line + line) }
        if let column = rows.strayQuote {
            throw .strayQuote(file: file, line: place.line, column: column + 1)
        }
        guard rows.count <= limits.columns else {
            throw .manyColumns(file: file, line: place.line, came: rows.count, limit: limits.columns)
        }
        let names = (0..<rows.count).map { trimmed(encoding.text(cells[$0])) }
        return FileHead(
            header: try Header(
                names, try Header.known(names, form: form, contract: contract, at: place), contract, at: place
            ),
            form: TextForm(form?.dialect, separator: separator), headerLine: place.line,
            rowsLine: place.line + rows.line, pending: Array(block.bytes[(rows.position - block.start)...]),
            offset: rows.position - block.start)
    }

    /// Reads the keys of the first object; what other keys there may be is known from the form or the kind.
    private func readJSON(_ block: Block, _ start: Int) throws(EvidenceError) -> FileHead {
        // A copy, since what is escaped is written out where it stands.
        let copy = Block(capacity: block.count - start)
        copy.count = block.count - start
        copy.start.update(from: block.start + start, count: copy.count)
        copy.endHere()
        var rows = JSONRows(copy.start, end: copy.start + copy.count)
        guard rows.next() else { throw .noHeader(file: file) }
        let place = Header.Place(file: file, line: 1 + rows.rowLine)
        guard block.isLast || !rows.isAtEnd else {
            throw .longHeader(file: file, line: place.line, limit: limits.rowBytes)
        }
        var names: [String] = []
        let fault = rows.read { key, _ in
            names.append((form?.dialect.encoding ?? .utf8).text(key))
            return nil
        }
        guard fault == nil else { throw .notJSON(file: file, line: place.line) }
        guard names.count <= limits.columns else {
            throw .manyColumns(file: file, line: place.line, came: names.count, limit: limits.columns)
        }
        let known = try Header.known(names, form: form, contract: contract, at: place)
        names += known.keysThatMayBe.filter { !names.contains($0) }
        var text = TextForm(form?.dialect, separator: .comma)
        text.keys = names
        return FileHead(
            header: try Header(names, known, contract, at: place), form: text, headerLine: place.line,
            rowsLine: 1, pending: Array(block.bytes[start...]), offset: start)
    }

    /// Returns the separator with which most names of the header are known; commas, where none is better.
    private func foundSeparator(_ line: UnsafeBufferPointer<UInt8>) -> Separator {
        let known = form.map { KnownColumns($0, contract).known } ?? Header.standardNames(contract)
        let isKnown = Set(known)
        var best = (separator: Separator.comma, count: 0)
        for separator in Separator.allCases {
            let names = line.split(separator: separator.byte, maxSplits: limits.columns).map { cell in
                let text = trimmed(String(decoding: cell, as: UTF8.self))
                return text.hasPrefix("\"") && text.hasSuffix("\"")
                    ? trimmed(text.dropFirst().dropLast()) : text
            }
            let count = Set(names).intersection(isKnown).count
            if count > best.count { best = (separator, count) }
        }
        return best.separator
    }
}

extension CSVRows {
    /// Stands behind the remarks at the head of a file.
    fileprivate init(afterRemarksOf block: Block, from start: Int) {
        self.init(
            block.start + start, end: block.start + block.count, separator: Byte.comma,
            cells: nil, width: 0)
        skipRemarks()
    }
}

extension TextForm {
    fileprivate init(_ dialect: EvidenceForm.Dialect?, separator: Separator) {
        self.separator = separator
        guard let dialect else { return }
        decimal = dialect.decimal
        encoding = dialect.encoding
        dates = dialect.dates
    }
}

private func trimmed(_ text: some StringProtocol) -> String {
    let isBlank = { (character: Character) in character.isWhitespace }
    let tail = text.drop(while: isBlank)
    return String(tail.reversed().drop(while: isBlank).reversed())
}
