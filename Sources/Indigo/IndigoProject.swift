package import OutcomesModel

/// What an INDIGO project (4.1.0) and a contract have in common.
///
/// The standard publishes projects: it has no rules, claims or persons, and this has none of what it says beside a
/// contract, such as policy areas. What is not known is nil or not there, and is never written.
package struct IndigoProject: Hashable, Sendable {
    package var id: String?
    package var name: String?
    /// Of the service.
    package var starts: Day?
    package var ends: Day?
    package var endedEarly: Day?
    package var people: Int?
    package var currency: String?
    /// The most that outcomes are ever paid.
    package var most: Decimal?
    package var invested: Decimal?
    package var paid: Decimal?
    package var source: String?
    package var organisations: [Organisation] = []
    package var metrics: [Metric] = []
    package var plans: [Plan] = []
    package var payments: [Payment] = []

    package init() {}

    package struct Organisation: Hashable, Sendable {
        package let id: String
        package var name: String
        package var sector: Party.Sector?
        package var roles: [Party.Role] = []
        /// The most that it pays as an outcome payer.
        package var most: Decimal?

        package init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// Something that is measured and paid for.
    package struct Metric: Hashable, Sendable {
        package let id: String
        package var definition: String?
        package var target: String?
        package var price: Decimal?
        /// In words, where it is no price for a unit.
        package var pricing: String?
        package var most: Decimal?
        /// Where in a file it stood, for messages.
        package var place = ""
        package var pricePlace = ""

        package init(id: String) { self.id = id }
    }

    /// What one settlement pays for.
    package struct Plan: Hashable, Sendable {
        package let id: String
        package var starts: Day?
        package var ends: Day?

        package init(id: String, starts: Day? = nil, ends: Day? = nil) {
            self.id = id
            self.starts = starts
            self.ends = ends
        }
    }

    package struct Payment: Hashable, Sendable {
        package var plan: String?
        package var metric: String?
        package var payer: String
        package var recipient: String
        /// None of a payment that the contract foresees, and that has not been made.
        package var amount: Decimal?
        package var title: String?

        package init(payer: String, recipient: String) {
            self.payer = payer
            self.recipient = recipient
        }
    }
}
