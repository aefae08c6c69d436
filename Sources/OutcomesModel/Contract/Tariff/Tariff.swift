/// A way to pay that the contract declares: which figure drives it, how it is priced, and what was amended.
public struct Tariff: Hashable, Sendable {
    public let id: TariffID
    public let title: String
    /// Who pays it to whom; none where it only feeds another tariff.
    public let payment: PaymentID?
    /// The split by which several pay it, instead of one payment.
    public let split: SplitID?
    /// The figure that it is priced by; none where the rule gives one, or where it needs none.
    public let figure: FigureSource?
    /// How the figure is rounded before it is priced or compared; not at all unless the contract says so.
    public let rounding: FigureRounding?
    /// What must hold, all of it, for anything to be paid.
    public let conditions: [ConditionID]
    /// What its prices follow.
    public let index: PriceIndexID?
    /// In the order of their dates; the first has none.
    public let versions: [Version]

    public init(
        id: TariffID, title: String, payment: PaymentID?, split: SplitID? = nil, figure: FigureSource?,
        rounding: FigureRounding?, conditions: [ConditionID], index: PriceIndexID?, versions: [Version]
    ) {
        precondition(versions.first.map { $0.from == nil } == true, "a tariff begins without a date")
        self.id = id
        self.title = title
        self.payment = payment
        self.split = split
        self.figure = figure
        self.rounding = rounding
        self.conditions = conditions
        self.index = index
        self.versions = versions
    }

    /// What was agreed, until an amendment replaces it.
    public struct Version: Hashable, Sendable {
        /// The first day on which it holds; none for the original.
        public let from: Day?
        public let mechanism: Mechanism
        /// The most that one settlement pays by it.
        public let most: Amount?
        public let clause: Clause

        public init(from: Day?, mechanism: Mechanism, most: Amount?, clause: Clause) {
            self.from = from
            self.mechanism = mechanism
            self.most = most
            self.clause = clause
        }
    }

    public var kind: Mechanism.Kind { versions[0].mechanism.kind }

    public func version(on day: Day) -> Version {
        versions.last { $0.from.map { $0 <= day } ?? true } ?? versions[0]
    }
}

/// What a tariff or a condition is decided by.
public enum FigureSource: Hashable, Sendable {
    /// The values of an indicator in the settlement's window: of the contract itself or a group, or of all
    /// participants who are not in a comparison group, each in the own window.
    case indicator(IndicatorID, group: GroupID?, reads: ValueReading)
    /// How often an outcome is claimed in the settlement.
    case outcome(OutcomeID)
    case evaluation(EvaluationID, Reading)
    case term(TermID)
    /// The sum of what other tariffs come to.
    case tariffs([TariffID])
    /// The sum of what these payments come to, in this settlement and in those posted before.
    case payments([PaymentID])

    /// What several values become.
    public enum ValueReading: String, CaseIterable, Sendable {
        case sum, mean
        /// That of the latest day.
        case last
    }

    /// Which figure of an evaluation.
    public enum Reading: String, CaseIterable, Sendable {
        /// Treatment mean less comparison mean.
        case difference
        /// Money that the treatment group cost less.
        case saving
        /// How much less the treatment mean is, in percent of the comparison mean.
        case reductionPercent = "reduction_percent"
        /// 1 where the difference goes the better way, and 0 where not.
        case improved
        /// 1 where the evaluation's own decision rule is met, and 0 where not.
        case reached

        /// True where it is 1 or 0, for yes and no.
        package var isTruth: Bool { self == .improved || self == .reached }
    }
}

/// How a figure is rounded before it is compared, to a multiple of `unit`: a term of the contract.
public struct FigureRounding: Hashable, Sendable {
    public let mode: RoundingMode
    public let unit: Ratio

    public init(mode: RoundingMode, unit: Ratio) {
        precondition(unit.signum > 0, "a rounding unit must be positive, and was \(unit)")
        self.mode = mode
        self.unit = unit
    }

    public func apply(to figure: Ratio) throws(ArithmeticError) -> Ratio {
        let steps = try figure.divided(by: unit).rounded(mode)
        guard steps != .min else {
            throw .overflow(operation: "rounded to", left: figure.description, right: unit.description)
        }
        return try Ratio(steps).multiplied(by: unit)
    }
}
