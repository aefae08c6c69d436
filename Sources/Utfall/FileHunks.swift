import OutcomesModel

/// The places in which the files of two versions of a pack differ, in the order of files and lines.
struct FileHunks {
    private let before: [String: [UInt8]]
    private(set) var places: [Hunk] = []

    struct Hunk {
        let file: String
        /// The lines on the one side, from 0, that become others.
        let lines: Range<Int>
        let old, new: [Substring]

        func place(_ difference: Money?, in language: Language) -> Comparison.Place {
            Comparison.Place(
                name: "\(file):\(lines.lowerBound + 1)", left: Hunk.shown(old, language),
                right: Hunk.shown(new, language), difference: difference)
        }

        /// The first line that says something, cut to what fits a table.
        private static func shown(_ lines: [Substring], _ language: Language) -> String {
            let words = lines.map { $0.split(separator: " ").joined(separator: " ") }
            guard let first = words.first(where: { !$0.isEmpty }) else {
                return language.word("nothing", sv: "ingenting")
            }
            let cut = first.count > 60 ? first.prefix(59) + "…" : first[...]
            return lines.count > 1
                ? cut + language.word(" (\(lines.count) lines)", sv: " (\(lines.count) rader)") : String(cut)
        }
    }

    /// - Parameter kind: `terms` for `contract.toml`, `rules` for all other files.
    init(_ before: [String: [UInt8]], _ after: [String: [UInt8]], _ kind: Comparison.Kind) {
        self.before = before
        for file in Set(before.keys).union(after.keys).sorted()
        where (file == "contract.toml") == (kind == .terms) && before[file] != after[file] {
            places += FileHunks.hunks(file, FileHunks.lines(before[file]), FileHunks.lines(after[file]))
        }
    }

    /// Returns the files with the first so many places as they are on the other side.
    func files(replacingFirst count: Int) -> [String: [UInt8]] {
        var files = before
        for file in Set(places.map(\.file)) {
            var text: [Substring] = []
            let old = FileHunks.lines(before[file])
            var next = 0
            for hunk in places.prefix(count) where hunk.file == file {
                text += old[next..<hunk.lines.lowerBound] + hunk.new
                next = hunk.lines.upperBound
            }
            text += old[next...]
            files[file] = text.isEmpty ? nil : Array(text.joined(separator: "\n").utf8)
        }
        return files
    }

    private static func lines(_ bytes: [UInt8]?) -> [Substring] {
        guard let bytes else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
    }

    private static func hunks(_ file: String, _ old: [Substring], _ new: [Substring]) -> [Hunk] {
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(\.place)),
            inserted = Set(difference.insertions.map(\.place))
        var hunks: [Hunk] = []
        var (o, n) = (0, 0)
        while o < old.count || n < new.count {
            guard removed.contains(o) || inserted.contains(n) else {
                o += 1
                n += 1
                continue
            }
            let (firstOld, firstNew) = (o, n)
            while removed.contains(o) || inserted.contains(n) {
                if removed.contains(o) { o += 1 } else { n += 1 }
            }
            hunks.append(
                Hunk(
                    file: file, lines: firstOld..<o, old: Array(old[firstOld..<o]),
                    new: Array(new[firstNew..<n])))
        }
        return hunks
    }
}

extension CollectionDifference.Change {
    fileprivate var place: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
