import OutcomesModel

/// Reads `simulation.toml`: what is not known before a contract has run, and how it is assumed to fall out.
struct SimulationReader: WrittenInLanguage {
    let root: TableReader
    let contract: Contract
    var faults: FileFaults { root.faults }
    var language: Language { root.language }

    /// Returns what is assumed; of no worth where a fault was noted.
    func read(file: String) -> SimulationTerms {
        let settlement = declared("settlement", contract.settlements, in: root, required: false)
        var quantities: [DrawnQuantity] = []
        var places: [QuantityID: TomlPlace] = [:]
        for table in root.tables("quantity") {
            let quantity = parseQuantity(table, above: quantities)
            table.finish()
            guard let quantity else { continue }
            if let first = places[quantity.id] {
                faults.add(
                    .simulation(.duplicate(id: quantity.id.rawValue, firstLine: first.line)), at: table.place)
            }
            places[quantity.id] = table.place
            quantities.append(quantity)
        }
        let stakes = root.tables("stake").compactMap { table in
            let stake = parseStake(table, quantities)
            table.finish()
            return stake
        }
        let plans = root.tables("power").compactMap { table in
            let plan = parsePower(table)
            table.finish()
            return plan
        }
        root.finish()
        if faults.isEmpty, quantities.isEmpty, plans.isEmpty {
            faults.add(.simulation(.empty), at: root.place)
        }
        return SimulationTerms(
            name: root.name, file: file, settlement: settlement?.id, quantities: quantities, stakes: stakes,
            powerPlans: plans)
    }

    // MARK: Keys

    /// Reads the id of something that the contract declares.
    func declared<Thing: Declared>(
        _ key: String, _ things: [Thing], in table: TableReader, required: Bool = true
    ) -> Thing? {
        let ids = things.map(\.id.rawValue)
        let expected = ids.isEmpty ? "something that the contract declares" : alternatives(ids)
        guard let text = table.string(key, required: required, expected: expected) else { return nil }
        if let thing = things.first(where: { $0.id.rawValue == text.value }) { return thing }
        table.note(.notOneOf(ids, came: text.value.shortened), key, at: text.place)
        return nil
    }

    /// Reads an exact value as a whole number of units of 10^-decimals.
    func units(_ key: String, decimals: Int, _ holder: String, _ table: TableReader, required: Bool = true)
        -> Int64?
    {
        guard let found = table.exact(key, required: required) else { return nil }
        guard let fitting = try? found.value.rescaled(to: decimals) else {
            table.note(
                .tooPrecise(came: "\(found.value)", decimals: decimals, holder: holder), key, at: found.place)
            return nil
        }
        return fitting.units
    }

    /// Reads a share, strictly between 0 and 1 unless the ends may be.
    func share(_ key: String, _ table: TableReader, withEnds: Bool = false) -> Decimal? {
        guard let found = table.exact(key, required: false) else { return nil }
        let ratio = found.value.ratio
        guard withEnds ? ratio >= .zero && ratio <= .one : ratio > .zero && ratio < .one else {
            table.note(
                .outOfRange(
                    expected: withEnds ? "from 0 to 1" : "more than 0 and less than 1", came: "\(found.value)"
                ), key, at: found.place)
            return nil
        }
        return found.value
    }

    func money(_ key: String, _ table: TableReader, required: Bool) -> Money? {
        let currency = contract.currency
        return units(key, decimals: currency.minorDigits, currency.code, table, required: required)
            .map { Money(minorUnits: $0, currency: currency) }
    }
}

/// What a contract declares under an id.
protocol Declared {
    associatedtype ID: Identifier
    var id: ID { get }
}

extension SettlementPlan: Declared {}
extension EvaluationPlan: Declared {}
extension Indicator: Declared {}
extension Group: Declared {}
extension Party: Declared {}
extension Term: Declared {}
extension DrawnQuantity: Declared {}
