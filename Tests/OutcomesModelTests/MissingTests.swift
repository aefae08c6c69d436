import OutcomesModel
import Testing

@Suite struct MissingTests {
    @Test(arguments: Missing.standardReasons)
    func `a standard reason is no reason of the contract's own`(text: String) {
        let reason = Missing(rawValue: text)
        if case .other = reason { Issue.record("\(text) is no standard reason") }
        #expect(reason.rawValue == text && "\(reason)" == text)
    }

    @Test(arguments: ["moved", "Not_Measured", "not measured", ""])
    func `any other reason is kept as it was written`(text: String) {
        #expect(Missing(rawValue: text) == .other(text))
        #expect(Missing(rawValue: text).rawValue == text)
    }

    @Test func `the standard reasons are five`() {
        #expect(
            Missing.standardReasons.map(Missing.init(rawValue:)) == [
                .notMeasured, .notYet, .withdrawn, .disputed, .unmeasurable,
            ])
    }

    @Test func `a reason is the same by whichever way it came`() {
        #expect(Missing.other("withdrawn") == .withdrawn)
        #expect(Set([Missing.other("withdrawn"), .withdrawn, .disputed]).count == 2)
    }

    @Test func `a reason for which the contract states nothing fails`() {
        let indicator = Indicator(
            id: "wellbeing", title: "", subject: .participant, unit: "points", decimals: 0, better: .higher,
            every: .month, minimum: nil, maximum: nil,
            missing: [.withdrawn: .exclude, .other("moved"): .carry, .notMeasured: .baseline])
        #expect(indicator.policy(for: .withdrawn) == .exclude)
        #expect(indicator.policy(for: .other("moved")) == .carry)
        #expect(indicator.policy(for: .notMeasured) == .baseline)
        for reason in [Missing.notYet, .disputed, .unmeasurable, .other("x")] {
            #expect(indicator.policy(for: reason) == .fail)
        }
    }
}
