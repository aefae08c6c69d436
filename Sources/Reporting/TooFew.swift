package import OutcomesModel

extension Missing {
    /// What stands for a figure of fewer people than may be shown.
    package static func tooFew(_ least: Int) -> Missing { .other("<\(least)") }
}

extension Contract {
    /// Whether a report shows no figure of so many people; of nobody there is none to tell.
    package func hides(_ people: Int) -> Bool { people > 0 && people < smallestCell }

    /// Whether one of its arms has too few people for a report to show how the two differ.
    package func hides(_ estimate: Estimate) -> Bool {
        hides(estimate.treatment.counted) || hides(estimate.comparison?.counted ?? 0)
    }
}
