package import OutcomesModel

/// What could be read of a pack, also where something in it is wrong.
package struct PackInspection: Sendable {
    package let folder: String
    package let id: PackID?
    package let kind: Manifest.Kind?
    package let permissions: Set<Manifest.Permission>
    /// What `uses` names, and where.
    package let uses: [(id: PackID, place: SourceLocation)]
    /// Nil where `contract.toml` could not be read at all.
    package let declarations: Declarations?
    package let contract: Contract?
    /// What of the contract could be read, also where it is nil.
    package let terms: ReadTerms?
    package let sources: [String: SourceFile]
    /// The columns of `tests/*.csv`.
    package let testColumns: Set<String>
    package let libraries: [Library]
    package let faults: [PackFault]
    /// What is well formed in the terms, and hardly meant.
    package let doubts: [PackFault]
    /// All of it, where nothing is wrong.
    package let pack: Pack?
}

/// The ids that a contract declares, and those that its terms name.
package struct Declarations: Sendable {
    package let places: [DeclaredKind: [String: SourceLocation]]
    package let references: [Reference]
    /// The kinds of which there are more ids than could be read.
    package let unread: Set<DeclaredKind>

    /// One place in the terms that names an id.
    package struct Reference: Hashable, Sendable {
        package let kind: DeclaredKind
        package let id: String
        /// The table that names it, such as `[[tariff]]`.
        package let table: String
    }
}

extension DeclaredNames {
    var declarations: Declarations {
        Declarations(
            places: declaredPlaces.mapValues { $0.mapValues(location) },
            references: references.map {
                Declarations.Reference(kind: $0.kind, id: $0.id, table: $0.table.name)
            }, unread: unread)
    }
}

extension PackFault {
    /// What was looked for.
    package var rule: Remark.Rule {
        switch problem {
        case .file: .file
        case .key: .key
        case .id: .id
        case .terms, .simulation: .terms
        case .doubt: .doubtfulTerms
        case .library: .library
        }
    }
}
