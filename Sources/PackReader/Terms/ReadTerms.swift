package import OutcomesModel

/// The tables of a contract that could be read, also where others could not.
package struct ReadTerms: Sendable {
    package let indicators: [Indicator]
    package let outcomes: [Outcome]
    package let payments: [Payment]
    package let caps: [Cap]
    /// The kinds of which a table stands in the terms that could not be read.
    package let incomplete: Set<DeclaredKind>
}
