import Statistics
import Testing

@Suite struct SensitivityTests {
    @Test func `the missing could be as bad or as good as can be`() throws {
        let came = try worstCaseBounds(treated: [1, 1, 0, nil], controls: [0, 1, nil, nil], range: 0...1)
        #expect(came.lower == 0.5 - 0.75 && came.upper == 0.75 - 0.25)
        let whole = try worstCaseBounds(treated: [1, 0], controls: [0, 0], range: 0...1)
        #expect(whole.lower == 0.5 && whole.upper == 0.5)
        #expect(throws: StatisticsError.self) {
            try worstCaseBounds(treated: [2], controls: [0], range: 0...1)
        }
        #expect(throws: StatisticsError.self) {
            try worstCaseBounds(treated: [], controls: [0], range: 0...1)
        }
    }

    /// Eight of ten treated stayed, six of ten controls: a quarter of the eight is trimmed.
    @Test func `the arm that lost fewer is trimmed at either end`() throws {
        let treated: [Double?] = [1, 2, 3, 4, 5, 6, 7, 8, nil, nil]
        let controls: [Double?] = [2, 2, 2, 2, 2, 2, nil, nil, nil, nil]
        let came = try leeBounds(treated: treated, controls: controls)
        #expect(near(came.lower, 3.5 - 2) && near(came.upper, 5.5 - 2))
        let turned = try leeBounds(treated: controls, controls: treated)
        #expect(near(turned.lower, 2 - 5.5) && near(turned.upper, 2 - 3.5))
        // Five of ten controls: 4.8 rows' worth is not whole, and the fifth row counts in part.
        let part = try leeBounds(treated: [1, 2, 3, 4], controls: [0, 0, 0, 0, nil])
        #expect(near(part.lower, (1 + 2 + 3 + 0.2 * 4) / 3.2))
        #expect(near(part.upper, (4 + 3 + 2 + 0.2 * 1) / 3.2))
        let none = try leeBounds(treated: [1, 2], controls: [0, 1])
        #expect(none.lower == 1 && none.upper == 1)
        #expect(throws: StatisticsError.self) { try leeBounds(treated: [nil], controls: [1]) }
    }

    @Test func `attrition has a difference with Newcombe's interval`() throws {
        let came = try Attrition(treated: proportion(9, 10), controls: proportion(3, 10))
        #expect(near(came.difference, 0.6))
        #expect(close(came.differenceInterval.lower, 0.1705, within: 5e-5))
    }

    @Test func `the row that moves the mean most is found`() throws {
        let values: [Double] = [1, 2, 3, 100]
        let came = try Influence(rows: 4) { rows in rows.reduce(0) { $0 + values[$1] } / Double(rows.count) }
        #expect(came.estimate == 26.5)
        #expect(came.mostInfluential == 3)
        #expect(came.without[3] == 2 && came.least == 2 && came.greatest == 35)
        #expect(!came.signDependsOnOneRow)
        let tipping = try Influence(rows: 3) { rows in rows.reduce(0) { $0 + [-1, -1, 5][$1] } }
        #expect(tipping.signDependsOnOneRow)
        #expect(throws: StatisticsError.self) { try Influence(rows: 1) { _ in 0 } }
    }

    @Test func `the k greatest are left out, of equals the later`() throws {
        #expect(try rowsWithoutTop(0, of: [3, 1, 2]) == [0, 1, 2])
        #expect(try rowsWithoutTop(1, of: [3, 1, 2]) == [1, 2])
        #expect(try rowsWithoutTop(1, of: [3, 1, 3]) == [0, 1])
        #expect(throws: StatisticsError.self) { try rowsWithoutTop(3, of: [3, 1, 2]) }
        #expect(throws: StatisticsError.self) { try rowsWithoutTop(-1, of: [3]) }
    }
}
