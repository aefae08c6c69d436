/// Whom or what a measurement is about: a participant's pseudonym, a group, or the contract itself.
public enum SubjectID: Hashable, Sendable {
    /// A pseudonym; names and national numbers have no place in the host.
    case participant(String)
    case group(GroupID)
    case contract
}

/// The kinds of subject, as `contract.toml` names them.
public enum SubjectKind: String, CaseIterable, Sendable {
    case participant, group, contract
}

extension SubjectID {
    public var kind: SubjectKind {
        switch self {
        case .participant: .participant
        case .group: .group
        case .contract: .contract
        }
    }

    /// Reads the form that evidence files use: `contract`, `group:ID`, or a pseudonym.
    public init(text: String) {
        if text == "contract" {
            self = .contract
        } else if text.hasPrefix("group:") {
            self = .group(GroupID(String(text.dropFirst("group:".count))))
        } else {
            self = .participant(text)
        }
    }
}

extension SubjectID: CustomStringConvertible {
    public var description: String {
        switch self {
        case .participant(let pseudonym): pseudonym
        case .group(let group): "group:\(group)"
        case .contract: "contract"
        }
    }
}

extension SubjectID: Comparable {
    /// The order in which evidence is read and claims are made: by the text, byte by byte.
    public static func < (left: SubjectID, right: SubjectID) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}
