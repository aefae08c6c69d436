/// A file that is no text, and that people give for a table all the same; told by its first bytes.
package enum ForeignFile: Equatable, Sendable {
    case workbook, oldWorkbook, openDocument, archive, pdf

    /// - Parameter file: its name, which tells where the bytes leave it open.
    /// - Returns: nil where it is none of them.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
        let head = bytes.prefix(1_024)
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self = .oldWorkbook
        } else if head.starts(with: "%PDF".utf8) {
            self = .pdf
        } else if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            // An archive names what is in it; the first name tells who wrote it.
            func holds(_ name: String) -> Bool { head.firstRange(of: Array(name.utf8)) != nil }
            let name = file.lowercased()
            if holds("[Content_Types].xml") || holds("xl/")
                || [".xlsx", ".xlsm"].contains(where: name.hasSuffix)
            {
                self = .workbook
            } else if holds("vnd.oasis.opendocument") || name.hasSuffix(".ods") {
                self = .openDocument
            } else {
                self = .archive
            }
        } else {
            return nil
        }
    }
}
