import OutcomesModel

/// What could be read of a `plugin.toml`, also where something in it is wrong.
struct ManifestDraft {
    var id: PackID?
    var version: Version?
    var kind: Manifest.Kind?
    /// The libraries, and where each is named.
    var uses: [Found<LibraryUse>] = []
    var permissions: Set<Manifest.Permission> = []
    /// All of it, where nothing is wrong.
    var manifest: Manifest?
}

extension ManifestDraft {
    /// Reads the root table of a `plugin.toml`.
    init(_ table: TableReader) {
        id = ManifestDraft.readID(table)
        version = ManifestDraft.readVersion(table)
        let api = ManifestDraft.readAPI(table)
        kind = table.choice("kind", Manifest.Kind.self)
        let title = table.string("title", required: false)
        uses = ManifestDraft.readUses(table)
        let permissions = table.choices(
            "permissions", Manifest.Permission.self, required: false, mayBeEmpty: true)
        self.permissions = Set(permissions ?? [])
        table.finish()
        guard table.faults.isEmpty, let id, let version, let api, let kind else { return }
        manifest = Manifest(
            id: id, version: version, api: api, kind: kind, title: title?.value, uses: uses.map(\.value),
            permissions: self.permissions)
    }

    private static func readID(_ table: TableReader) -> PackID? {
        let expected = "lower-case words, digits, - and _, joined by dots, such as se.norrkoping.soc-2016"
        guard let text = table.string("id", expected: expected) else { return nil }
        guard PackID.isWellFormed(text.value) else {
            table.note(.malformed(expected: expected, came: text.value.shortened), "id", at: text.place)
            return nil
        }
        return PackID(text.value)
    }

    private static func readVersion(_ table: TableReader) -> Version? {
        let expected = "three numbers, such as 1.0.0"
        guard let text = table.string("version", expected: expected) else { return nil }
        guard let version = Version(text.value) else {
            table.note(.malformed(expected: expected, came: text.value.shortened), "version", at: text.place)
            return nil
        }
        return version
    }

    private static func readAPI(_ table: TableReader) -> String? {
        let expected = "\"\(Manifest.hostAPI)\", the API that this host speaks"
        guard let text = table.string("api", expected: expected) else { return nil }
        guard text.value == Manifest.hostAPI else {
            table.note(.malformed(expected: expected, came: text.value.shortened), "api", at: text.place)
            return nil
        }
        return text.value
    }

    private static func readUses(_ table: TableReader) -> [Found<LibraryUse>] {
        var uses: [Found<LibraryUse>] = []
        for text in table.strings("uses", required: false, mayBeEmpty: true) ?? [] {
            guard let use = LibraryUse(text.value) else {
                let expected = "an id and the versions that will do, such as std.rate_card ^1.0"
                table.note(.malformed(expected: expected, came: text.value.shortened), "uses", at: text.place)
                continue
            }
            if uses.contains(where: { $0.value.id == use.id }) {
                table.faults.add(.library(.usedTwice(use.id)), at: text.place)
            } else {
                uses.append(Found(value: use, place: text.place))
            }
        }
        return uses
    }
}
