/// Against what the treatment group is seen.
public enum EvaluationMethod: Hashable, Sendable {
    /// Against nothing, as under a rate card: what the group reached, and no effect.
    case none
    /// The statistic of each person's later values in the window beside the first value.
    case beforeAndAfter
    /// Another group, live or historical, each person over the own window.
    case comparisonGroup(GroupComparison)
    /// People of another group who were as likely to be treated.
    case matched(MatchedComparison)
    /// Another group, weighted by how likely each person was to be treated.
    case weighted(WeightedComparison)
    /// Chance decided who was treated.
    case randomised(RandomisedComparison)
    /// The change of the treated less the change of the others.
    case differenceInDifferences(DifferenceOfChanges)
    /// Where a series would have gone, had nothing begun.
    case interruptedSeries(SeriesBreak)
    /// Several evaluations of cohorts or sites, as one.
    case pooled(CohortPool)
    /// Several evaluations of the same people, each with a weight.
    case combined(CombinedEvaluations)

    /// The word for it in `contract.toml`.
    public var word: String {
        switch self {
        case .none: "none"
        case .beforeAndAfter: "before_and_after"
        case .comparisonGroup: "comparison_group"
        case .matched: "matched"
        case .weighted: "weighted"
        case .randomised: "randomised"
        case .differenceInDifferences: "difference_in_differences"
        case .interruptedSeries: "interrupted_series"
        case .pooled: "pooled"
        case .combined: "combined"
        }
    }

    /// The group beside which the treatment group is seen, where there is one.
    public var comparison: GroupID? {
        switch self {
        case .comparisonGroup(let plan): plan.group
        case .matched(let plan): plan.group
        case .weighted(let plan): plan.group
        case .randomised(let plan): plan.group
        case .differenceInDifferences(let plan): plan.group
        case .none, .beforeAndAfter, .interruptedSeries, .pooled, .combined: nil
        }
    }

    /// How a figure that statistics made becomes exact; nil where it is exact by itself.
    public var rounding: FigureRounding? {
        switch self {
        case .weighted(let plan): plan.rounding
        case .differenceInDifferences(let plan): plan.rounding
        case .interruptedSeries(let plan): plan.rounding
        case .pooled(let plan): plan.rounding
        case .none, .beforeAndAfter, .comparisonGroup, .matched, .randomised, .combined: nil
        }
    }
}

/// How the standard error of a difference between two groups is calculated.
public enum PrecisionPlan: Hashable, Sendable {
    /// Each arm with a variance of its own.
    case welch
    /// One variance for both arms.
    case pooled
    /// For figures of 0 and 1 alone: Newcombe's interval for two rates.
    case newcombe
    /// Drawn again this often, each arm by itself, from this seed; the interval is of percentiles.
    case bootstrap(replicates: Int, seed: UInt64)
    /// People with the same value of an attribute depend on each other.
    case clusters(AttributeID, ClusterAdjustment)
}

/// The small-sample factor of a cluster-robust standard error: G clusters, N rows, K parameters.
public enum ClusterAdjustment: String, CaseIterable, Sendable {
    /// 1, as CR0.
    case none
    /// G / (G − 1).
    case clusters
    /// G / (G − 1) · (N − 1) / (N − K), as CR1.
    case clustersAndParameters = "clusters_and_parameters"
}

/// A group as it is, beside the treatment group.
public struct GroupComparison: Hashable, Sendable {
    public let group: GroupID
    /// The comparison's own window; that of the settlement unless given.
    public let window: WindowID?
    /// What the values of the comparison follow, so that both are at the prices of one day.
    public let prices: PriceLevel?
    public let precision: PrecisionPlan

    public init(
        group: GroupID, window: WindowID? = nil, prices: PriceLevel? = nil, precision: PrecisionPlan = .welch
    ) {
        self.group = group
        self.window = window
        self.prices = prices
        self.precision = precision
    }

    /// The day whose prices count, by an index; each value is rounded to the indicator's decimals.
    public struct PriceLevel: Hashable, Sendable {
        public let index: PriceIndexID
        public let day: Day

        public init(index: PriceIndexID, day: Day) {
            self.index = index
            self.day = day
        }
    }
}

/// What is known of people before they are treated.
public enum Covariate: Hashable, Sendable {
    /// A column for each value that anybody has, but the first of them in the order of their declaration.
    case attribute(AttributeID)
    /// The last value up to the entry.
    case indicator(IndicatorID)

    public var name: String {
        switch self {
        case .attribute(let id): id.rawValue
        case .indicator(let id): id.rawValue
        }
    }
}

/// Nearest neighbours by a propensity score, with every choice on which the pairs depend.
public struct MatchedComparison: Hashable, Sendable {
    public enum Order: String, CaseIterable, Sendable {
        case descendingScore = "descending_score"
        case ascendingScore = "ascending_score"
        case ascendingID = "ascending_id"
    }

    public let group: GroupID
    public let covariates: [Covariate]
    public let order: Order
    public let replacement: Bool
    public let controls: Int
    /// In standard deviations of the log odds over both groups; nil allows any distance.
    public let caliper: Decimal?
    /// Whether only pairs that were recorded with `utfall match` count.
    public let mustBeFrozen: Bool

    public init(
        group: GroupID, covariates: [Covariate], order: Order = .descendingScore, replacement: Bool = false,
        controls: Int = 1, caliper: Decimal? = nil, mustBeFrozen: Bool = false
    ) {
        self.group = group
        self.covariates = covariates
        self.order = order
        self.replacement = replacement
        self.controls = controls
        self.caliper = caliper
        self.mustBeFrozen = mustBeFrozen
    }
}

/// Inverse probability weighting by a propensity score.
public struct WeightedComparison: Hashable, Sendable {
    public enum Target: String, CaseIterable, Sendable {
        /// The effect on those who were treated.
        case treated
        /// The effect if everybody were.
        case everybody
    }

    public let group: GroupID
    public let covariates: [Covariate]
    public let target: Target
    public let rounding: FigureRounding

    public init(group: GroupID, covariates: [Covariate], target: Target, rounding: FigureRounding) {
        self.group = group
        self.covariates = covariates
        self.target = target
        self.rounding = rounding
    }
}

/// Arms that were drawn by lot.
public struct RandomisedComparison: Hashable, Sendable {
    public enum Analysis: Hashable, Sendable {
        /// By the arm that people were drawn for.
        case intentionToTreat
        /// That effect, divided by how much more of the treatment arm than of the other had this value of an
        /// attribute: the effect on those whom the lot made take it up.
        case treated(AttributeID, value: String)
    }

    public let group: GroupID
    public let analysis: Analysis
    public let precision: PrecisionPlan

    public init(group: GroupID, analysis: Analysis, precision: PrecisionPlan) {
        self.group = group
        self.analysis = analysis
        self.precision = precision
    }
}

/// A difference in differences.
public struct DifferenceOfChanges: Hashable, Sendable {
    public enum Design: String, CaseIterable, Sendable {
        /// The same people before and after; who lacks one of the two is left out.
        case panel
        /// Whoever has a figure, in each of the two.
        case crossSections = "cross_sections"
        /// Every value, with a level of its own for each person and each calendar period.
        case fixedEffects = "fixed_effects"
    }

    public enum Errors: Hashable, Sendable {
        case hc0, hc1, hc2, hc3
        case clusters(Cluster, ClusterAdjustment)
    }

    public enum Cluster: Hashable, Sendable {
        case person
        case attribute(AttributeID)
    }

    public let group: GroupID
    public let before: WindowID
    public let design: Design
    public let covariates: [Covariate]
    public let errors: Errors
    /// Needed with covariates and fixed effects.
    public let rounding: FigureRounding?

    public init(
        group: GroupID, before: WindowID, design: Design, covariates: [Covariate] = [], errors: Errors,
        rounding: FigureRounding? = nil
    ) {
        self.group = group
        self.before = before
        self.design = design
        self.covariates = covariates
        self.errors = errors
        self.rounding = rounding
    }
}

/// A series with a line before and a line after the day on which something began: the first of the window.
public struct SeriesBreak: Hashable, Sendable {
    public enum Reading: String, CaseIterable, Sendable {
        /// The jump at the first step.
        case levelChange = "level_change"
        /// How much more it changes per step.
        case slopeChange = "slope_change"
        /// The distance from the line before, at the last step.
        case finalDistance = "final_distance"
        /// The mean distance from the line before, over all steps of the window.
        case meanDistance = "mean_distance"
    }

    /// The window before.
    public let before: WindowID
    public let reading: Reading
    /// How many steps apart two residuals may depend on each other (Newey and West).
    public let lags: Int
    public let rounding: FigureRounding

    public init(before: WindowID, reading: Reading, lags: Int, rounding: FigureRounding) {
        self.before = before
        self.reading = reading
        self.lags = lags
        self.rounding = rounding
    }
}

/// Evaluations of cohorts or sites, of different people.
public struct CohortPool: Hashable, Sendable {
    public enum Weights: String, CaseIterable, Sendable {
        /// By people of the treatment groups; exact.
        case size
        /// 1 / variance: one true effect.
        case fixed
        /// Effects that vary between cohorts, by DerSimonian and Laird.
        case dersimonianLaird = "dersimonian_laird"
    }

    public let evaluations: [EvaluationID]
    public let weights: Weights
    /// Needed unless the weights are sizes.
    public let rounding: FigureRounding?

    public init(evaluations: [EvaluationID], weights: Weights, rounding: FigureRounding?) {
        self.evaluations = evaluations
        self.weights = weights
        self.rounding = rounding
    }
}

/// Such as 0.8 of one estimator and 0.2 of another.
public struct CombinedEvaluations: Hashable, Sendable {
    public struct Part: Hashable, Sendable {
        public let evaluation: EvaluationID
        public let weight: Decimal

        public init(evaluation: EvaluationID, weight: Decimal) {
            self.evaluation = evaluation
            self.weight = weight
        }
    }

    public let parts: [Part]
    /// The correlation between any two of them; nil, where it is not known, gives the widest interval.
    public let correlation: Decimal?

    public init(parts: [Part], correlation: Decimal?) {
        self.parts = parts
        self.correlation = correlation
    }
}
