import GRDB
package import OutcomesModel

/// An outcome that another contract in the store has paid a person for.
package struct PaidElsewhere: Hashable, Sendable {
    package let subject: SubjectID
    package let outcome: OutcomeID
    package let period: Period
    package let contract: PackID
    package let settlement: SettlementID
}

extension MeasurementStore {
    /// Returns what stands posted for these people in other contracts of the store, by outcomes of the same id.
    ///
    /// - Parameter bound: only postings below this number are known; all, unless given.
    package func paidElsewhere(
        than contract: PackID, for people: ParticipantTable, outcomes: [OutcomeID], before bound: Int64?
    ) throws(StoreError) -> [PaidElsewhere] {
        try read(whole: ["settlement", "settlement_claim"]) { database in
            let others = try Query(
                database, "SELECT 1 FROM settlement WHERE contract <> ? LIMIT 1"
            ).first([.text(contract.rawValue)]) { _ in true }
            guard others == true else { return [] }
            let names = Set(outcomes)
            // Of few people each is looked up; for many, all that other contracts have paid is gone through.
            let isForFew = people.count <= 20_000
            let query = try Query(
                database,
                """
                SELECT subject, outcome, first_day, last_day, contract, settlement.settlement
                FROM settlement_claim JOIN settlement ON settlement.number = settlement_claim.settlement
                WHERE contract <> ?1 \(isForFew ? "AND subject = ?3" : "") AND first_day IS NOT NULL
                    AND kind <> 'reversal' AND number < ?2 AND number = (
                        SELECT max(number) FROM settlement AS later
                        WHERE later.contract = settlement.contract AND later.number < ?2
                            AND later.settlement = settlement.settlement)
                """)
            var found: [PaidElsewhere] = []
            func take(_ row: StoredRow) throws {
                let outcome = OutcomeID(try row.text(1))
                guard names.contains(outcome),
                    let period = Period(first: try row.day(2), last: try row.day(3))
                else { return }
                found.append(
                    PaidElsewhere(
                        subject: SubjectID(text: try row.text(0)), outcome: outcome, period: period,
                        contract: PackID(try row.text(4)), settlement: SettlementID(try row.text(5))))
            }
            let known: [Argument] = [.text(contract.rawValue), .number(bound ?? .max)]
            guard isForFew else {
                try query.rows(known, take)
                return found
            }
            for pseudonym in people.pseudonyms {
                let subject = SubjectID.participant(pseudonym)
                try query.rows(known + [.text(subject.description)], take)
            }
            return found
        }
    }
}
