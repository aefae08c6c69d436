import LuaHost
import OutcomesModel

extension Api {
    static let estimateType = ApiType(
        kind: .estimate, symbol: "estimate",
        documentation:
            "What an `[[evaluation]]` found, exactly. A field that its method does not give is nil.",
        fields: [
            ApiField("saving", "money or nil", "What the treatment group cost less, people times means.") {
                run, o in
                switch result(run, o) {
                case .estimate(let estimate): estimate.saving.map { .money($0) } ?? .nil
                case .given(let saving, _, _, _): saving.map { .money($0) } ?? .nil
                case .failed, nil: .nil
                }
            },
            ApiField("improved", "true or false", "Whether the difference goes the better way.") { run, o in
                switch result(run, o) {
                case .estimate(let estimate): .boolean(estimate.improved)
                case .given(_, let improved, _, _): improved.map { .boolean($0) } ?? .nil
                case .failed, nil: .nil
                }
            },
            ApiField("difference", "an exact number", "Treatment mean minus comparison mean.") { run, o in
                switch result(run, o) {
                case .estimate(let estimate): .exact(estimate.difference)
                case .given(_, _, let difference, _): difference.map { .exact($0) } ?? .nil
                case .failed, nil: .nil
                }
            },
            arm(
                "treatment_mean", "money or a number", "The mean over people of the treatment group.",
                mean { $0.treatment }),
            arm(
                "comparison_mean", "money or a number", "The mean of the comparison.", mean { $0.comparison }),
            arm("treatment_count", "number", "People counted in the treatment group.") { _, estimate in
                .whole(estimate.treatment.counted)
            },
            arm("comparison_count", "number", "People counted in the comparison.") { _, estimate in
                .whole(estimate.comparison.counted)
            },
            arm("treatment_excluded", "a table", "People left out of the treatment group, by reason.") {
                _, estimate in
                excluded(estimate.treatment)
            },
            arm("comparison_excluded", "a table", "People left out of the comparison, by reason.") {
                _, estimate in
                excluded(estimate.comparison)
            },
        ])

    private static func result(_ run: PackRun, _ object: LuaObject) -> EvaluationResult? {
        run.evaluations[run.contract.evaluations[object.place].id]
    }

    private static func arm(
        _ name: String, _ kind: String, _ documentation: String,
        _ read: @escaping @Sendable (Indicator, Estimate) throws -> LuaValue
    ) -> ApiField {
        ApiField(name, kind, documentation) { run, object in
            guard case .estimate(let estimate)? = result(run, object),
                let indicator = run.contract.indicator(estimate.indicator)
            else { return .nil }
            return try read(indicator, estimate)
        }
    }

    private static func mean(
        _ arm: @escaping @Sendable (Estimate) -> Estimate.Arm
    ) -> @Sendable (Indicator, Estimate) throws -> LuaValue {
        { indicator, estimate in
            let mean = arm(estimate).mean
            guard let currency = indicator.currency else { return .exact(mean) }
            return .money(try Amount(majorUnits: mean, currency: currency))
        }
    }

    private static func excluded(_ arm: Estimate.Arm) -> LuaValue {
        .record(arm.excluded.reduce(into: [:]) { $0[$1.key.rawValue] = .whole($1.value) })
    }
}
