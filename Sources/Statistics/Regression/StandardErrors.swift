/// How the covariance of coefficients is calculated.
package enum StandardErrors: Hashable, Sendable {
    /// One variance for all rows.
    case classical
    /// Each row its own variance: White (1980).
    case hc0
    /// hc0 · N / (N − K): MacKinnon and White (1985).
    case hc1
    /// Each squared residual over 1 − leverage.
    case hc2
    /// Each squared residual over (1 − leverage)².
    case hc3
    /// Rows of one cluster depend on each other: Liang and Zeger (1986).
    case clustered(by: [Int], ClusterFactor)
    /// Clustered by the first, plus by the second, less by both: Cameron, Gelbach and Miller (2011).
    case twoWay(by: [Int], and: [Int], ClusterFactor, TwoWayFactor)
    /// Rows in the order of time depend on their neighbours up to `lags` away, with Bartlett's weights:
    /// Newey and West (1987).
    case neweyWest(lags: Int, NeweyWestFactor)
}

/// The small-sample factor of a cluster-robust covariance, for G clusters, N rows and K parameters.
///
/// Programs differ in it, and all of them call theirs CR1 or "clustered"; so a result names it.
package enum ClusterFactor: String, Hashable, Sendable, CaseIterable {
    /// 1: CR0.
    case none
    /// G / (G − 1).
    case clusters
    /// G / (G − 1) · (N − 1) / (N − K), K with all absorbed groups: CR1 of statsmodels, `regress` and
    /// `areg` of Stata.
    case clustersAndParameters
    /// As before, but all absorbed groups count as one parameter: right where they lie within clusters;
    /// `xtreg, fe` of Stata.
    case clustersAndParametersWithoutAbsorbed

    func value(clusters: Int, rows: Int, parameters: Int, absorbed: Int) throws(StatisticsError) -> Double {
        let ofClusters = Double(clusters) / Double(clusters - 1)
        let counted: Int
        switch self {
        case .none: return 1
        case .clusters: return ofClusters
        case .clustersAndParameters: counted = parameters
        case .clustersAndParametersWithoutAbsorbed: counted = parameters - absorbed + min(absorbed, 1)
        }
        return ofClusters * Double(rows - 1) / Double(rows - counted)
    }
}

/// Which number of clusters the three parts of a two-way covariance take their factors from.
package enum TwoWayFactor: String, Hashable, Sendable, CaseIterable {
    /// Each its own: statsmodels, Petersen (2009).
    case eachItsOwn
    /// The smaller of the two for all three: Stata's `reghdfe`.
    case smallest
}

package enum NeweyWestFactor: String, Hashable, Sendable, CaseIterable {
    case none
    /// N / (N − K), as in Stata's `newey`.
    case parameters
}
