/// How figures and claims become payments, as the contract declares it.
public struct PaymentTerms: Sendable {
    /// A tariff is driven only by those above it.
    public var tariffs: [Tariff] = []
    public var conditions: [Condition] = []
    public var indexes: [PriceIndex] = []
    public var limits: [ClaimLimit] = []
    /// In which order limits are applied; those of one kind in the order of the contract.
    public var limitOrder = ClaimLimit.Kind.allCases
    public var splits: [PaymentSplit] = []
    public var exchangeRates: [ExchangeRate] = []
    /// Where the contract ended before its last day.
    public var termination: Termination?
    /// At most one for each party.
    public var waterfalls: [WaterfallTerms] = []

    public init() {}
}

extension Contract {
    public var tariffs: [Tariff] { paymentTerms.tariffs }
    public var limits: [ClaimLimit] { paymentTerms.limits }
    public var limitOrder: [ClaimLimit.Kind] { paymentTerms.limitOrder }
    public var termination: Termination? { paymentTerms.termination }

    public var waterfalls: [WaterfallTerms] { paymentTerms.waterfalls }

    public func waterfall(of party: PartyID) -> WaterfallTerms? { waterfalls.first { $0.party == party } }
    public func tariff(_ id: TariffID) -> Tariff? { tariffs.first { $0.id == id } }
    public func condition(_ id: ConditionID) -> Condition? {
        paymentTerms.conditions.first { $0.id == id }
    }
    public func priceIndex(_ id: PriceIndexID) -> PriceIndex? {
        paymentTerms.indexes.first { $0.id == id }
    }
    public func split(_ id: SplitID) -> PaymentSplit? { paymentTerms.splits.first { $0.id == id } }
    public func exchangeRate(_ currency: Currency) -> ExchangeRate? {
        paymentTerms.exchangeRates.first { $0.currency == currency }
    }
}

extension Contract {
    /// Returns what a plain figure counts, as the contract writes it; none of money, of yes and no, and where nobody says.
    package func unit(of source: FigureSource) -> String? {
        switch source {
        case .indicator(let id, _, _): return plainUnit(of: id)
        case .evaluation(let id, .difference): return evaluation(id).flatMap { plainUnit(of: $0.indicator) }
        case .evaluation(_, .reductionPercent): return "percent"
        case .evaluation(_, .saving), .evaluation(_, .improved), .evaluation(_, .reached): return nil
        case .term(let id): return term(id).flatMap { $0.currency == nil ? $0.unit : nil }
        case .outcome, .tariffs, .payments: return nil
        }
    }

    /// The unit of an indicator, unless it is money.
    package func plainUnit(of id: IndicatorID) -> String? {
        indicator(id).flatMap { $0.currency == nil ? $0.unit : nil }
    }
}
