package import OutcomesModel

/// What a pack says of itself in `plugin.toml`.
package struct Manifest: Hashable, Sendable {
    package let id: PackID
    package let version: Version
    /// The host API that it is written for.
    package let api: String
    package let kind: Kind
    package let title: String?
    package let uses: [LibraryUse]
    package let permissions: Set<Permission>

    package init(
        id: PackID, version: Version, api: String, kind: Kind, title: String?, uses: [LibraryUse],
        permissions: Set<Permission>
    ) {
        self.id = id
        self.version = version
        self.api = api
        self.kind = kind
        self.title = title
        self.uses = uses
        self.permissions = permissions
    }

    package enum Kind: String, CaseIterable, Sendable {
        case contract, library, assessment, report
    }

    package enum Permission: String, CaseIterable, Sendable {
        /// Rows of single people in reports.
        case participants
    }

    /// The host API that this host speaks.
    package static let hostAPI = "1"
}

/// A library that a pack needs: `std.rate_card ^1.0`.
package struct LibraryUse: Hashable, Sendable {
    package let id: PackID
    package let range: VersionRange

    package init(id: PackID, range: VersionRange) {
        self.id = id
        self.range = range
    }

    /// Reads an id, and behind a space the versions that will do; any will where there are none.
    package init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), PackID.isWellFormed(parts[0]) else { return nil }
        guard let range = parts.count == 2 ? VersionRange(parts[1]) : .any else { return nil }
        self.init(id: PackID(String(parts[0])), range: range)
    }
}

extension LibraryUse: CustomStringConvertible {
    package var description: String { range == .any ? "\(id)" : "\(id) \(range)" }
}

extension PackID {
    /// Tells whether `text` is words of lower-case letters, digits, `-` and `_`, joined by dots.
    package static func isWellFormed(_ text: some StringProtocol) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty
                && word.allSatisfy {
                    isLowerCaseOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
                }
        }
    }
}

/// Tells whether a byte is one of `a` to `z` and `0` to `9`.
func isLowerCaseOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
