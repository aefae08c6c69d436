/// The version of a pack: three numbers, such as `1.0.0`.
package struct Version: Hashable, Sendable {
    package let major: Int
    package let minor: Int
    package let patch: Int

    package init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads exactly three numbers without leading zeros.
    package init?(_ text: some StringProtocol) {
        guard let numbers = Version.numbers(text), numbers.count == 3 else { return nil }
        self.init(numbers[0], numbers[1], numbers[2])
    }

    static func numbers(_ text: some StringProtocol) -> [Int]? {
        var numbers: [Int] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            let digits = (1...9).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) }
            guard digits, part == "0" || part.first != "0", let number = Int(part) else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}

extension Version: Comparable, CustomStringConvertible {
    package static func < (left: Version, right: Version) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }

    package var description: String { "\(major).\(minor).\(patch)" }
}

/// The versions of a library that a pack can work with.
package enum VersionRange: Hashable, Sendable {
    case any
    case exactly(Version)
    /// At least this one, and below the next major version.
    case compatible(Version)

    /// Reads `1.2.0` or, with one to three numbers, `^1.2`.
    package init?(_ text: some StringProtocol) {
        guard text.first == "^" else {
            guard let version = Version(text) else { return nil }
            self = .exactly(version)
            return
        }
        guard let numbers = Version.numbers(text.dropFirst()), (1...3).contains(numbers.count) else {
            return nil
        }
        let padded = numbers + [0, 0]
        self = .compatible(Version(padded[0], padded[1], padded[2]))
    }

    package func contains(_ version: Version) -> Bool {
        switch self {
        case .any: true
        case .exactly(let wanted): version == wanted
        case .compatible(let least): version >= least && version.major == least.major
        }
    }
}

extension VersionRange: CustomStringConvertible {
    package var description: String {
        switch self {
        case .any: "any version"
        case .exactly(let version): "\(version)"
        case .compatible(let least): "^\(least)"
        }
    }
}
