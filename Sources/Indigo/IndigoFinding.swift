/// Something that a project says in a way that no contract can be made of, or does not say at all.
package struct IndigoFinding: Hashable, Sendable {
    /// Where, such as `outcome_pricings[2].price_per_unit.amount`, counted from 0 as in JSON.
    package let path: String
    package let what: String
    /// What stood there; nil where nothing did.
    package let came: String?
    /// What somebody has to fill in or look up.
    package let fill: String
    package let kind: Kind

    package enum Kind: Hashable, Sendable {
        /// The contract has a place for it, which is to be filled in before anything is posted.
        case gap
        /// It stands in the project and not in the contract.
        case leftOut
    }

    package init(_ path: String, _ what: String, came: String? = nil, fill: String, kind: Kind = .gap) {
        self.kind = kind
        self.path = path
        self.what = what
        self.came = came
        self.fill = fill
    }
}
