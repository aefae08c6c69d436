/// What an evaluation found: exact means, how sure they are, and who is in them and who is not.
public struct Estimate: Hashable, Sendable {
    public let evaluation: EvaluationID
    public let indicator: IndicatorID
    public let window: WindowID
    public let method: EvaluationMethod
    public let treatment: Arm
    /// What it is seen against: the comparison group, the same people before, or what would have been without
    /// the contract; nil where the method compares with nothing.
    public let comparison: Arm?
    /// Treatment mean minus comparison mean, in the indicator's unit.
    public let difference: Ratio?
    /// True where the difference goes the way that the indicator calls better.
    public let improved: Bool?
    /// For money: what the treatment group cost less than the comparison would have, people × means.
    public let saving: Amount?
    /// How sure the difference is, or the treatment mean where there is none; nil where that cannot be told.
    public let precision: Precision?
    /// Why there is no precision.
    public let unsure: String?
    public let quality: EstimateQuality
    /// What the contract's decision rule held against its threshold; nil where it has none, or where it cannot be told.
    public let decided: DecidedFigure?
    /// SHA-256, in lower-case hexadecimal, of each person's figure by arm, group and pseudonym.
    public let evidence: String

    public init(
        evaluation: EvaluationID, indicator: IndicatorID, window: WindowID, method: EvaluationMethod,
        treatment: Arm, comparison: Arm?, difference: Ratio?, improved: Bool?, saving: Amount?,
        precision: Precision? = nil, unsure: String? = nil, quality: EstimateQuality = EstimateQuality(),
        decided: DecidedFigure? = nil, evidence: String = ""
    ) {
        self.evaluation = evaluation
        self.indicator = indicator
        self.window = window
        self.method = method
        self.treatment = treatment
        self.comparison = comparison
        self.difference = difference
        self.improved = improved
        self.saving = saving
        self.precision = precision
        self.unsure = unsure
        self.quality = quality
        self.decided = decided
        self.evidence = evidence
    }

    /// Whether the contract's decision rule is met; nil where that cannot be told.
    public var reached: Bool? { decided?.isReached }

    /// How much less the treatment mean is, in percent of the comparison mean; nil without a comparison, or
    /// where its mean is 0.
    public var reductionPercent: Ratio? {
        guard let difference, let comparison else { return nil }
        return try? difference.negated().divided(by: comparison.mean).multiplied(by: Ratio(100))
    }

    public struct Arm: Hashable, Sendable {
        public let title: String
        /// People whose figure counts; steps, in a series.
        public let counted: Int
        /// People who were left out, by the reason of the contract's policy.
        public let excluded: [Missing: Int]
        /// The mean over people, in the indicator's unit.
        public let mean: Ratio

        public init(title: String, counted: Int, excluded: [Missing: Int], mean: Ratio) {
            self.title = title
            self.counted = counted
            self.excluded = excluded
            self.mean = mean
        }
    }
}

/// How sure a figure is. These are statistics, in binary floats: none of them is ever paid by itself.
public struct Precision: Hashable, Sendable {
    /// In the indicator's unit.
    public let standardError: Double
    /// How it was calculated, with its small-sample factor, such as `Welch`.
    public let method: String
    /// Student's t of so many degrees of freedom; nil for the normal distribution or for drawn percentiles.
    public let degreesOfFreedom: Double?
    public let lower: Double
    public let upper: Double
    /// Confidence of the interval, in (0, 1).
    public let level: Decimal
    /// Two-sided, against no effect; nil where the method gives none.
    public let p: Double?
    public let draws: Draws?

    public init(
        standardError: Double, method: String, degreesOfFreedom: Double?, lower: Double, upper: Double,
        level: Decimal, p: Double?, draws: Draws? = nil
    ) {
        self.standardError = standardError
        self.method = method
        self.degreesOfFreedom = degreesOfFreedom
        self.lower = lower
        self.upper = upper
        self.level = level
        self.p = p
        self.draws = draws
    }

    /// What makes the same draws again.
    public struct Draws: Hashable, Sendable {
        public let generator: String
        public let seed: UInt64
        public let replicates: Int

        public init(generator: String, seed: UInt64, replicates: Int) {
            self.generator = generator
            self.seed = seed
            self.replicates = replicates
        }
    }

    /// Whether the interval leaves out zero.
    public var excludesZero: Bool { lower > 0 || upper < 0 }
}
