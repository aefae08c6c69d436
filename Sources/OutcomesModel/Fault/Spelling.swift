/// Returns the name of `known` that `word` was most likely meant to be, or nil where none is near.
///
/// Near is an edit distance (insert, delete, replace, swap neighbours) of at most a third of the word. Of several as
/// near, it is one as long as the word, since a slip on the keyboard replaces or swaps letters; then the first by name.
public func nearestName(to word: String, among known: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    let near = known.map { name in
        (name: name, distance: editDistance(word, name), grown: abs(name.count - word.count))
    }.filter { $0.distance <= limit }
    return near.min { ($0.distance, $0.grown, $0.name) < ($1.distance, $1.grown, $1.name) }?.name
}

/// Returns the optimal string alignment distance of two words.
///
/// - Source: Damerau (1964); Wagner and Fischer (1974) for the table.
func editDistance(_ first: String, _ second: String) -> Int {
    let a = Array(first.lowercased().utf8)
    let b = Array(second.lowercased().utf8)
    var rows = [Array(0...b.count)]
    for i in 1..<(a.count + 1) {
        var row = [i]
        for j in 1..<(b.count + 1) {
            let replaced = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
            var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, replaced)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                best = min(best, rows[i - 2][j - 2] + 1)
            }
            row.append(best)
        }
        rows.append(row)
    }
    return rows[a.count][b.count]
}
