import LuaHost
import OutcomesModel
package import PackReader
package import Reporting

/// The contracts of a script's run, each with a run of its own.
///
/// The script's Lua lives in one state, that of the script's run. A value that belongs to a contract carries the
/// contract's place in the upper bits of its word; the run of that contract answers for it, as it does for a report.
final class Portfolio {
    let matter: PortfolioMatter
    let members: [PackRun]
    /// The settings that the script has asked for.
    var settingsRead: Set<String> = []

    init(_ matter: PortfolioMatter, engine: PluginEngine, reasons: MissingReasons) {
        self.matter = matter
        members = matter.contracts.enumerated().map { place, contract in
            let run = PackRun(
                pack: contract.pack, contract: contract.contract, evidence: contract.evidence,
                settlement: contract.plan, evaluations: contract.evaluations, engine: engine)
            run.reportMatter = contract.report
            run.reasons = reasons
            run.hook = .portfolio
            run.memberPlace = place
            run.memberMatter = contract
            run.scriptLanguage = matter.language
            return run
        }
    }

    /// The currencies of the contracts, by code.
    var currencies: [Currency] {
        Set(members.map(\.contract.currency)).sorted { $0.code < $1.code }
    }
}

extension PackRun {
    /// Runs an analyst's script over some contracts, and returns the document that it wrote.
    ///
    /// - Parameter script: a pack of one file, see `PackReader.readScript`.
    /// - Throws: where the script fails, or asks for no setting of a name that one was given for.
    package static func portfolio(
        _ script: Pack, over matter: PortfolioMatter, engine: PluginEngine
    ) throws(PluginError) -> Document {
        guard let file = script.sources.keys.first else { preconditionFailure("a script without a file") }
        let engine = engine.overContracts
        let first = matter.contracts[0]
        // The state needs a run to belong to; what is asked of a contract goes to the contract's own.
        let run = PackRun(
            pack: script, contract: first.contract, evidence: first.evidence, settlement: first.plan,
            engine: engine)
        run.scriptLanguage = matter.language
        let portfolio = Portfolio(matter, engine: engine, reasons: run.reasons)
        run.portfolio = portfolio
        let document = try run.write(file, in: .portfolio, .host(.portfolio), title: title(of: file))
        let unread = matter.settings.keys.filter { !portfolio.settingsRead.contains($0) }.sorted()
        if let name = unread.first {
            throw .unreadSetting(name, script: run.path(of: file), known: portfolio.settingsRead.sorted())
        }
        return document
    }

    /// `overdue_evidence.lua` is about `Overdue evidence`.
    private static func title(of file: String) -> String {
        let words = file.split(separator: ".").first ?? "Portfolio"
        return words.split { $0 == "_" || $0 == "-" }.joined(separator: " ").capitalizedFirst
    }

    // MARK: Values of contracts

    /// Returns the run that answers for a host value, and the value as that run knows it.
    func owner(of object: LuaObject) -> (PackRun, LuaObject) {
        guard let portfolio, HostType(object).isOfContract else { return (self, object) }
        return (portfolio.members[object.memberPlace], object.withoutMember)
    }

    /// Returns a host value that is given to a function of this run, as the run knows it.
    ///
    /// - Throws: where it is of another contract.
    func own(_ object: LuaObject, _ function: String) throws -> LuaObject {
        guard let memberPlace, HostType(object).isOfContract else { return object }
        guard object.memberPlace == memberPlace else {
            throw ApiError(
                "\(function) was given \(HostType(object).inWords) of another contract than its own",
                hint: "ask each contract for its own")
        }
        return object.withoutMember
    }

    /// Returns what this run gives to a script, with its contract's place in all that belongs to the contract.
    func given(_ value: LuaValue) -> LuaValue {
        guard let memberPlace else { return value }
        switch value {
        case .object(let object) where HostType(object).isOfContract:
            return .object(object.ofMember(memberPlace))
        case .table(let table):
            return .table(
                LuaTable(array: table.array.map(given), fields: table.fields.mapValues(given)))
        case .nil, .boolean, .integer, .number, .string, .object, .function: return value
        }
    }

    /// Says in an error which contract it is about, and names nobody: a portfolio is looked at by many.
    func placingFaults(_ body: () throws -> LuaValue) throws -> LuaValue {
        guard memberPlace != nil else { return try body() }
        do { return try remembering(body) } catch let error as ApiError {
            var told = ApiError(
                evidence.participants.unnamed(in: error.message), hint: error.hint, blame: error.blame)
            told.contract = contract.id
            throw told
        }
    }

    // MARK: What has no contract of its own

    var roundingMode: RoundingMode { portfolio == nil ? contract.rounding.mode : .halfEven }

    /// The contract's rounding; in a script half to even, to the minor unit.
    func rounding(of currency: Currency) -> Rounding {
        guard portfolio != nil else { return contract.rounding }
        return Rounding(mode: .halfEven, unit: Money(minorUnits: 1, currency: currency))
    }
}

extension ApiCall {
    /// The currency of what names none: the contract's, or that of all contracts.
    func usualCurrency() throws -> Currency {
        guard let portfolio = run.portfolio else { return run.contract.currency }
        let all = portfolio.currencies
        guard all.count == 1 else {
            throw ApiError(
                "\(title): the contracts are in \(all.map(\.code).joined(separator: ", "))",
                hint: "name the currency, as in soc.money(\"100.00\", \"\(all[0].code)\")")
        }
        return all[0]
    }
}

extension HostType {
    /// Whether a value of it belongs to one contract.
    fileprivate var isOfContract: Bool {
        switch self {
        case .terms, .window, .windows, .series, .estimate, .outcome, .claims, .attributes, .tariff,
            .breakdown, .selection, .member:
            true
        case .exact, .money, .day, .missing, .participant, .settlement, .distribution, .measurement, .batch,
            .contract, .report, .column, .assessment, .portfolio:
            false
        }
    }
}

extension LuaObject {
    /// Places in a run's lists have the lower bits.
    private static let memberShift: UInt64 = 40

    fileprivate var memberPlace: Int { Int(word >> Self.memberShift) }
    fileprivate var withoutMember: LuaObject {
        LuaObject(type: type, word & (1 << Self.memberShift - 1))
    }

    func ofMember(_ place: Int) -> LuaObject {
        precondition(word >> Self.memberShift == 0 && place < 1 << 16, "a value of too high a place")
        return LuaObject(type: type, UInt64(place) << Self.memberShift | word)
    }
}

extension PluginEngine {
    /// The same engine for a script: a value of one contract shares no fields with that of another.
    fileprivate var overContracts: PluginEngine {
        var engine = self
        engine.library = library.withOwnFields()
        return engine
    }
}

extension LuaLibrary {
    fileprivate func withOwnFields() -> LuaLibrary {
        LuaLibrary(
            types: types.map { type in
                LuaType(
                    name: type.name, form: type.form == .sharedFields ? .ownFields : type.form,
                    methods: type.methods, operators: type.operators)
            },
            modules: modules, exact: HostType.exact.number, column: HostType.column.number,
            unknownName: unknownName)
    }
}
