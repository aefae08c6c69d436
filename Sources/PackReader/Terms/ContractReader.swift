import OutcomesModel

/// Reads `contract.toml`, table by table in the order of docs/PACKS.md.
struct ContractReader {
    let root: TableReader
    let faults: FileFaults
    let names: DeclaredNames
    let doubts: TermsDoubts

    init(root: TableReader) {
        self.root = root
        faults = root.faults
        names = DeclaredNames(faults: root.faults)
        doubts = TermsDoubts(file: root.faults.file)
    }

    /// Returns the contract, which is nil where any fault was noted, and what of it could be read all the same.
    func read(id: PackID) -> (contract: Contract?, terms: ReadTerms) {
        let head = readHead()
        let parties = rows(.party, parseParty)
        let indicators = rows(.indicator, parseIndicator)
        let attributes = rows(.attribute, parseAttribute)
        let groups = rows(.group, parseGroup)
        let windows = rows(.window, parseWindow)
        let outcomes = rowsWithClause(.outcome) {
            parseOutcome($0, $1, indicators: indicators, currency: head?.currency)
        }
        let terms = readTerms()
        let evaluations = rowsWithClause(.evaluation) {
            parseEvaluation($0, $1, groups: groups, indicators: indicators, attributes: attributes)
        }
        checkOrder(of: evaluations)
        let rates = readExchangeRates(head?.currency)
        let payments = rowsWithClause(.payment) { parsePayment($0, $1, head: head, rates: rates) }
        let settlements = rows(.settlement) { parseSettlement($0, head: head, windows: windows) }
        let caps = rowsWithClause(.cap) { parseCap($0, $1, currency: head?.currency) }
        let evidenceForms = readEvidenceForms()
        let tariffs = rowsWithClause(.tariff) { parseTariff($0, $1, currency: head?.currency) }
        checkOrder(of: outcomes)
        checkOrder(of: tariffs)
        let amended = amend(tariffs, outcomes, currency: head?.currency)
        var paymentTerms = PaymentTerms()
        paymentTerms.tariffs = amended.tariffs
        paymentTerms.conditions = rowsWithClause(.condition) {
            parseCondition($0, $1, evaluations: evaluations, indicators: indicators)
        }
        paymentTerms.indexes = rowsWithClause(.index) {
            parseIndex($0, $1, head: head, indicators: indicators)
        }
        paymentTerms.limits = rowsWithClause(.limit) {
            parseLimit($0, $1, currency: head?.currency, attributes: attributes)
        }
        paymentTerms.limitOrder = readLimitOrder()
        paymentTerms.splits = rowsWithClause(.split, parseSplit)
        paymentTerms.exchangeRates = rates
        paymentTerms.termination = readTermination()
        paymentTerms.waterfalls = readWaterfalls(
            head, payments: payments, indicators: indicators)
        if let last = settlements.map(\.due).max() { doubts.checkVersions(until: last) }
        root.finish()
        names.checkReferences()
        checkPublicPayer(among: parties)
        checkRolesAreHeld(by: parties, head)
        for kind in [DeclaredKind.party, .payment, .settlement] where root.lacksElements(kind.rawValue) {
            faults.add(.terms(.noneOf(kind)), at: root.place)
        }
        let counts: [(DeclaredKind, Int)] = [
            (.indicator, indicators.count), (.outcome, outcomes.count), (.payment, payments.count),
            (.cap, caps.count),
        ]
        let read = ReadTerms(
            indicators: indicators, outcomes: amended.outcomes, payments: payments, caps: caps,
            incomplete: names.unread.union(
                counts.filter { $1 < root.elements($0.rawValue)?.count ?? 0 }.map(\.0)))
        guard faults.isEmpty, let head else { return (nil, read) }
        let contract = Contract(
            id: id, title: head.title, currency: head.currency, rounding: head.rounding, starts: head.starts,
            ends: head.ends, source: head.source, payableStates: head.payableStates, parties: parties,
            indicators: indicators, attributes: attributes, groups: groups, windows: windows,
            outcomes: amended.outcomes, terms: terms, evaluations: evaluations, payments: payments,
            settlements: settlements, caps: caps, evidenceForms: evidenceForms, paymentTerms: paymentTerms,
            verifiesClaims: head.verifiesClaims, approvers: head.approvers, packSigners: head.packSigners,
            smallestCell: head.smallestCell)
        return (contract, read)
    }

    /// Reads each table of one kind, where a clause may be given and is not kept.
    private func rows<Row>(_ kind: DeclaredKind, _ parse: (TableReader) -> Row?) -> [Row] {
        tables(kind).compactMap { table in
            let row = parse(table)
            _ = table.clause(required: false)
            table.finish()
            return row
        }
    }

    /// Reads each table of one kind that must say its clause or source.
    private func rowsWithClause<Row>(
        _ kind: DeclaredKind, _ parse: (TableReader, Clause?) -> Row?
    ) -> [Row] {
        tables(kind).compactMap { table in
            let row = parse(table, table.clause(required: true))
            table.finish()
            return row
        }
    }

    private func tables(_ kind: DeclaredKind) -> [TableReader] {
        let tables = root.tables(kind.rawValue)
        if root.has(kind.rawValue), tables.count != root.elements(kind.rawValue)?.count {
            names.noteUnread(kind)
        }
        return tables
    }

    /// A contract of which nobody is a public payer is no social outcomes contract.
    private func checkPublicPayer(among parties: [Party]) {
        let payers: [Party.Role] = [.outcomePayer, .commissioner, .outcomesFund]
        let isThere = parties.contains { $0.sector == .public && !Set($0.roles).isDisjoint(with: payers) }
        let declared = root.elements("party") ?? []
        // A party that could not be read may have been the one.
        guard !isThere, parties.count == declared.count, let first = declared.first else { return }
        faults.add(.terms(.noPublicPayer), at: first.place)
    }

    /// A role whose approval is asked for and that nobody has would block every posting.
    private func checkRolesAreHeld(by parties: [Party], _ head: ContractHead?) {
        guard let head else { return }
        for (key, roles) in [("approved_by", head.approvers), ("signed_by", head.packSigners)] {
            for role in roles where !parties.contains(where: { $0.roles.contains(role) }) {
                faults.add(.terms(.roleOfNobody(key: key, role: role.rawValue)), at: head.place)
            }
        }
    }
}

extension TableReader {
    /// Reads `clause` and `source`, which every table may have.
    func clause(required: Bool) -> Clause? {
        let isThere = has("clause") || has("source")
        let number = origin("clause")
        let source = origin("source")
        guard number != nil || source != nil else {
            if required, !isThere { faults.add(.terms(.missingClause(table: name)), at: place) }
            return nil
        }
        return Clause(number: number?.value, source: source?.value, place: faults.location(place))
    }

    /// Reads a clause or a source, which says nothing where it is of spaces alone.
    private func origin(_ key: String) -> Found<String>? {
        guard let found = string(key, required: false) else { return nil }
        guard found.value.contains(where: { !$0.isWhitespace }) else {
            note(.empty(what: "a text of spaces alone", mayBeLeftOut: true), key, at: found.place)
            return nil
        }
        return found
    }
}
