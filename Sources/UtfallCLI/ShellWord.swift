/// Returns a path as it is typed in a shell, so that a command that is printed can be typed as it stands.
///
/// What a shell would take for more than letters stands in single quotes, in which it takes nothing for more; a path
/// that begins like an option begins with `./` instead.
func shellWord(_ path: String) -> String {
    let path = path.hasPrefix("-") ? "./\(path)" : path
    let plain = Set("@%+=:,./-_".unicodeScalars)
    let isPlain = path.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || plain.contains(scalar)
    }
    guard !isPlain || path.isEmpty else { return path }
    return "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
