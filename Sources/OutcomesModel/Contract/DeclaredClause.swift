/// Something that a contract declares by a clause of its own.
public struct DeclaredClause: Hashable, Sendable {
    /// The table that declares it, as `[[payment]]`.
    public let table: String
    public let id: String
    public let clause: Clause

    init(_ table: String, _ id: String, _ clause: Clause) {
        self.table = table
        self.id = id
        self.clause = clause
    }
}

extension Contract {
    /// All that decides a sum by a clause of its own, in the order of the contract's file.
    public var declaredClauses: [DeclaredClause] {
        var all: [DeclaredClause] = []
        func add(_ table: String, _ id: String, _ clause: Clause?) {
            guard let clause else { return }
            all.append(DeclaredClause(table, id, clause))
        }
        for term in terms {
            for version in term.versions { add("[terms]", term.id.rawValue, version.clause) }
        }
        for outcome in outcomes {
            add("[[outcome]]", outcome.id.rawValue, outcome.clause)
            for amendment in outcome.amendments { add("[[outcome]]", outcome.id.rawValue, amendment.clause) }
        }
        for evaluation in evaluations { add("[[evaluation]]", evaluation.id.rawValue, evaluation.clause) }
        for payment in payments { add("[[payment]]", payment.id.rawValue, payment.clause) }
        for cap in caps { add("[[cap]]", cap.id.rawValue, cap.clause) }
        for limit in limits { add("[[limit]]", limit.id.rawValue, limit.clause) }
        for tariff in tariffs {
            for version in tariff.versions {
                add("[[tariff]]", tariff.id.rawValue, version.clause)
                for clause in version.mechanism.rowClauses { add("[[tariff]]", tariff.id.rawValue, clause) }
            }
        }
        for condition in paymentTerms.conditions {
            add("[[condition]]", condition.id.rawValue, condition.clause)
        }
        for split in paymentTerms.splits { add("[[split]]", split.id.rawValue, split.clause) }
        for waterfall in waterfalls {
            for tier in waterfall.tiers { add("[[waterfall]]", waterfall.party.rawValue, tier.clause) }
        }
        var seen: Set<SourceLocation> = []
        return all.filter { seen.insert($0.clause.place).inserted }
            .sorted {
                ($0.clause.place.line ?? 0, $0.clause.place.column ?? 0) < (
                    $1.clause.place.line ?? 0, $1.clause.place.column ?? 0
                )
            }
    }
}

extension Mechanism {
    /// Those of rows that have one of their own.
    fileprivate var rowClauses: [Clause] {
        switch self {
        case .threshold(let table): table.rows.compactMap(\.clause)
        case .band(let band): band.points.compactMap(\.clause)
        default: []
        }
    }
}
