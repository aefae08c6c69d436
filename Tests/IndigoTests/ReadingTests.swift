import Indigo
import OutcomesModel
import Testing

/// What is read of a project, and what is noted of it.
@Suite struct ReadingTests {
    private static func read(_ text: String) throws(IndigoError) -> (IndigoProject, [IndigoFinding]) {
        try IndigoProject.read(Array(text.utf8), file: "project.json")
    }

    @Test(arguments: [
        ("", 1, 1, "a value"),
        ("{\"name\": }", 1, 10, "a value"),
        ("{\n  \"name\": {\"value\": \"å\" \"x\"}}", 2, 25, "a comma or }"),
        ("{\"name\": [1, 2}", 1, 15, "a comma or ]"),
        ("{\"name\": 01}", 1, 11, "a comma or }"),
        ("{\"name\": -}", 1, 11, "a digit"),
        ("{\"name\": 1.}", 1, 12, "a digit"),
        ("{\"name\": \"a\\q\"}", 1, 12, "an escape such as \\n or \\u00e5"),
        ("{\"name\": \"a\\ud800\"}", 1, 18, "an escape such as \\n or \\u00e5"),
        ("{\"name\": \"a", 1, 12, "a closing quote"),
        ("{\"name\": 1, \"name\": 2}", 1, 13, "each name once in an object"),
        ("{name: 1}", 1, 2, "a name in quotes"),
        ("{\"name\" 1}", 1, 9, "a colon"),
        ("{\"name\": 1} x", 1, 13, "the end of the file"),
        (String(repeating: "[", count: 300), 1, 201, "at most 200 levels"),
    ])
    func `what is no JSON is told with its place`(text: String, line: Int, column: Int, expected: String) {
        #expect(
            throws: IndigoError.notJSON(file: "project.json", line: line, column: column, expected: expected)
        ) { try Self.read(text) }
    }

    @Test(arguments: [
        ("[]", "a list"), ("\"name\"", "\"name\""), ("12", "12"), ("{}", "an empty object"),
        ("{\"features\": [], \"type\": \"FeatureCollection\"}", "an object with features, type"),
        ("{\"data\": {\"rows\": 1}}", "an object with rows"),
    ])
    func `JSON that is no project is told by what it is`(text: String, came: String) {
        #expect(throws: IndigoError.notAProject(file: "project.json", came: came)) { try Self.read(text) }
    }

    @Test func `a record of the registry has the project within`() throws {
        let (project, findings) = try Self.read(
            "{\"project\": {\"id\": \"INDIGO-POJ-0001\", \"data\": {\"name\": {\"value\": \"A \\u00e5\\ud83d\\ude00\"}}}}"
        )
        #expect(project.id == "INDIGO-POJ-0001")
        #expect(project.name == "A å😀")
        #expect(findings.map(\.path) == ["outcome_pricings"])
    }

    /// A project with one thing in it, and what is noted: path, what, and what came.
    @Test(arguments: [
        (
            "\"dates\": {\"start_date_of_service_provision\": {\"value\": \"2016-02-30\"}}",
            "dates.start_date_of_service_provision: this is no day: \"2016-02-30\""
        ),
        (
            "\"dates\": {\"start_date_of_service_provision\": {\"value\": \"spring\"}}",
            "dates.start_date_of_service_provision: this is no day: \"spring\""
        ),
        (
            "\"dates\": {\"start_date_of_service_provision\": {\"value\": \"2016\"}}",
            "dates.start_date_of_service_provision: no day is said; 2016-01-01 was taken, the first: \"2016\""
        ),
        (
            "\"dates\": {\"anticipated_end_date_of_service_provision\": {\"value\": \"2016-02\"}}",
            "dates.anticipated_end_date_of_service_provision: no day is said; 2016-02-29 was taken, the last: \"2016-02\""
        ),
        ("\"dates\": \"2016\"", "dates: this is no object: \"2016\""),
        ("\"outcome_metrics\": {}", "outcome_metrics: this is no list: an object"),
        ("\"outcome_metrics\": [7]", "outcome_metrics[0]: this is no object: 7"),
        (
            "\"outcome_metrics\": [{\"id\": \"a\"}]",
            "outcome_metrics[0].definition: this metric has no definition: nil"
        ),
        (
            "\"outcome_metrics\": [{\"definition\": {\"value\": \"Jobs\"}}]",
            "outcome_metrics[0].id: this metric has no id: nil"
        ),
        (
            "\"service_provisions\": [{\"organisation_id\": {\"value\": \"INDIGO-ORG-7\"}}]",
            "service_provisions[0].organisation_id: this organisation is named nowhere: \"INDIGO-ORG-7\""
        ),
        ("\"investments\": [{}]", "investments[0].organisation_id: the organisation is not said: nil"),
        (
            "\"outcome_pricings\": [{\"outcome_metric_id\": {\"value\": \"b\"}, \"currency\": {\"value\": \"GBP\"}}]",
            "outcome_pricings[0].outcome_metric_id: this price is of no metric that is there: \"b\""
        ),
        (
            "\"overall_project_finance\": {\"maximum_potential_outcome_payment_v2\": {\"currency\": {\"value\": \"Kroner\"}}}",
            "overall_project_finance.maximum_potential_outcome_payment_v2.currency: this is no currency of ISO 4217: \"Kroner\""
        ),
    ])
    func `what is dirty or lacking is noted where it stands`(field: String, expected: String) throws {
        let (_, findings) = try Self.read("{\(field)}")
        let told = findings.map { "\($0.path): \($0.what): \($0.came ?? "nil")" }
        #expect(told.contains(expected), "\(told)")
    }

    private static func priced(_ pricing: String) throws -> (IndigoProject.Metric, [String]) {
        let (project, findings) = try read(
            """
            {"outcome_metrics": [{"id": "a", "definition": {"value": "Jobs"}}], "outcome_pricings": [\(pricing)],
             "overall_project_finance": {"maximum_potential_outcome_payment_v2":
               {"currency": {"value": "GBP"}, "amount": {"value": 1000}}}}
            """)
        return (try #require(project.metrics.first), findings.map(\.what))
    }

    private static func pricing(_ amount: String, currency: String = "\"GBP\"") -> String {
        """
        {"outcome_metric_id": {"value": "a"}, "currency": {"value": \(currency)}, \
        "price_per_unit": {"amount": {"value": \(amount)}}}
        """
    }

    @Test func `a price is taken to its last digit`() throws {
        let (metric, findings) = try Self.priced(Self.pricing("12345678901.1"))
        #expect(metric.price?.description == "12345678901.1")
        #expect(findings.isEmpty)
    }

    @Test(arguments: [
        (pricing("\"1.200\""), "this is no number"),
        (pricing("\"about 900 per person\""), "this is no number"),
        (pricing("-5"), "this number cannot be taken as it is"),
        (pricing("1e3"), "this number cannot be taken as it is"),
        (pricing("99999999999999999999"), "this number cannot be taken as it is"),
        (pricing("900", currency: "null"), "a sum has no currency, and was left out"),
        (pricing("900", currency: "\"USD\""), "a sum is in another currency than USD, and was left out"),
        (pricing("900") + "," + pricing("950"), "this metric has several prices, and was left without one"),
        (pricing("null"), "this price has no amount"),
    ])
    func `a gap never becomes an amount`(pricing: String, finding: String) throws {
        let (metric, findings) = try Self.priced(pricing)
        if pricing.contains("USD") {
            // The first currency that is said is the project's: then the cap is the sum in another.
            #expect(metric.price?.description == "900")
        } else {
            #expect(metric.price == nil)
        }
        #expect(findings.contains(finding), "\(findings)")
    }
}
