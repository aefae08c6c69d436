/// What else must be known before an estimate is believed. All figures are statistics, in binary floats.
public struct EstimateQuality: Hashable, Sendable {
    /// Where all figures are 0 or 1.
    public var rates: Rates?
    public var attrition: Attrition?
    /// The difference without the one person who moves it most, the least and the greatest of such.
    public var withoutOnePerson: Range?
    /// What the method says of itself, such as Q and τ² of pooled cohorts, in a fixed order.
    public var notes: [Note] = []
    public var balance: [Balance] = []
    public var overlap: Overlap?
    /// The least difference that this many people show with a power of 0.80 at the contract's level.
    public var smallestDetectable: Double?
    public var warnings: [Warning] = []

    public init() {}

    public struct Range: Hashable, Sendable {
        public let lower: Double
        public let upper: Double

        public init(lower: Double, upper: Double) {
            self.lower = lower
            self.upper = upper
        }
    }

    public struct Note: Hashable, Sendable {
        public let name: String
        public let figure: Double

        public init(_ name: String, _ figure: Double) {
            self.name = name
            self.figure = figure
        }
    }

    /// Shares of people who reached something, with Wilson's intervals.
    public struct Rates: Hashable, Sendable {
        public let treatment: Rate
        public let comparison: Rate?
        /// Newcombe's interval of the difference.
        public let difference: Range?
        /// 1 − treatment rate / comparison rate, in [−∞, 1], with Katz's interval; nil where a rate is 0.
        public let relativeReduction: Double?
        public let relativeReductionRange: Range?

        public init(
            treatment: Rate, comparison: Rate?, difference: Range?, relativeReduction: Double?,
            relativeReductionRange: Range?
        ) {
            self.treatment = treatment
            self.comparison = comparison
            self.difference = difference
            self.relativeReduction = relativeReduction
            self.relativeReductionRange = relativeReductionRange
        }

        public struct Rate: Hashable, Sendable {
            public let reached: Int
            public let people: Int
            public let range: Range

            public init(reached: Int, people: Int, range: Range) {
                self.reached = reached
                self.people = people
                self.range = range
            }
        }
    }

    /// Who was lost, and what the effect would be at the worst and at the best.
    public struct Attrition: Hashable, Sendable {
        /// Left out, of all in the arm, in [0, 1].
        public let treatment: Double
        public let comparison: Double
        /// If all who are missing were as bad and as good as can be; nil without the indicator's bounds.
        public let worstAndBest: Range?
        /// Lee's bounds, for those who would have stayed in either arm.
        public let lee: Range?

        public init(treatment: Double, comparison: Double, worstAndBest: Range?, lee: Range?) {
            self.treatment = treatment
            self.comparison = comparison
            self.worstAndBest = worstAndBest
            self.lee = lee
        }
    }

    /// A covariate's standardised difference of means before and after matching or weighting.
    public struct Balance: Hashable, Sendable {
        public let column: String
        public let before: Double
        public let after: Double

        public init(column: String, before: Double, after: Double) {
            self.column = column
            self.before = before
            self.after = after
        }
    }

    /// Who has no counterpart in the other arm, and who found none.
    public struct Overlap: Hashable, Sendable {
        public let treatmentOutside: Int
        public let comparisonOutside: Int
        public let unmatched: Int

        public init(treatmentOutside: Int, comparisonOutside: Int, unmatched: Int) {
            self.treatmentOutside = treatmentOutside
            self.comparisonOutside = comparisonOutside
            self.unmatched = unmatched
        }
    }

    /// Why an estimate may say less than it seems to.
    public enum Warning: Hashable, Sendable {
        /// Nothing tells what would have happened anyway.
        case onlyBeforeAndAfter
        /// So many of so many treated people have no counterpart.
        case poorOverlap(outside: Int, of: Int)
        /// A covariate still differs by more than 0.1 standard deviations.
        case unbalanced(column: String, difference: Double)
        /// The target is smaller than what this many people show.
        case cannotSeeTarget(target: Decimal, smallest: Double)
        /// The arms lost shares of their people that differ by more than 0.05.
        case unequalAttrition(treatment: Double, comparison: Double)
        case signDependsOnOnePerson
        /// Pairs were formed when outcomes were already known.
        case matchedAfterOutcomes
        /// So few clusters that their standard error is too small.
        case fewClusters(Int)
    }
}
