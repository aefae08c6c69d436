import Statistics

/// Whether two figures agree to a relative tolerance; figures below 10⁻³⁰⁰ to an absolute one.
func near(_ came: Double, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
    (came - expected).magnitude <= tolerance * max(expected.magnitude, 1e-300)
}

/// As `near`, for figures whose exact value is 0 or is lost where large ones cancel.
func close(_ came: Double, _ expected: Double, within distance: Double) -> Bool {
    (came - expected).magnitude <= distance
}

func near(_ came: Interval, _ lower: Double, _ upper: Double, _ tolerance: Double = 1e-9) -> Bool {
    near(came.lower, lower, tolerance) && near(came.upper, upper, tolerance)
}

func proportion(_ successes: Int, _ trials: Int) throws -> Proportion {
    try Proportion(successes, of: trials)
}

func error(_ body: () throws -> Void) -> StatisticsError? {
    do {
        try body()
        return nil
    } catch {
        return error as? StatisticsError
    }
}
