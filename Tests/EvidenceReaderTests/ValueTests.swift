import EvidenceReader
import OutcomesModel
import Testing

@Suite struct ValueTests {
    static let good: [(text: String, indicator: String, units: Int64)] = [
        ("0", "wellbeing", 0), ("18", "wellbeing", 180), ("18.5", "wellbeing", 185),
        ("18.50", "wellbeing", 185),
        ("100", "wellbeing", 1000), ("+5", "wellbeing", 50), ("-0", "wellbeing", 0), ("007", "wellbeing", 70),
        ("1000.000", "placement_cost", 1000), ("-1000", "placement_cost", -1000),
        ("9223372036854775807", "placement_cost", .max), ("-9223372036854775808", "placement_cost", .min),
        ("92233720368547758.07", "balance", .max), ("-92233720368547758.08", "balance", .min),
        ("0.000000000000000001", "fine", 1), ("-1.5", "fine", -1_500_000_000_000_000_000),
        ("9.223372036854775807", "fine", .max),
    ]

    @Test(arguments: good)
    func `a value is a whole number of the indicator's units`(text: String, indicator: String, units: Int64)
        throws
    {
        let batch = try readMeasurements("A,\(indicator),2018-01-31,\(text),,,\n")
        #expect(batch.findings == [])
        #expect(batch.measurements.map(\.value) == [.number(units)])
    }

    /// Short texts of these characters are numbers in one case of three.
    @Test func `a cell is read as the model reads its text`() throws {
        var state: UInt64 = 7
        func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let characters = Array("0123456789012345678901234567890123456789.+-")
        let texts = (0..<10_000).map { _ in
            String((0...next(below: 22)).map { _ in characters[next(below: characters.count)] })
        }
        let rows = texts.enumerated().map { "P\($0),balance,2018-01-31,\($1),,," }
        let batch = try readMeasurements(rows.joined(separator: "\n"))
        let expected = texts.compactMap { text in try? Decimal(text).rescaled(to: 2).units }
        #expect(expected.count > 2_500 && expected.count < 7_500)
        #expect(batch.measurements.map(\.value) == expected.map { .number($0) })
        #expect(batch.findings.count == texts.count - expected.count)
    }

    /// Rows below a header of all seven columns, and everything that is said of their values.
    static let bad: [(row: String, told: [String])] = [
        (
            #"A,wellbeing,2018-01-31,"18,5",,,"#,
            [
                "rejected row.value file.csv:2:4: the value is '18,5', and a number as 18.5 was expected (a decimal comma is written as a point: 18.5) [A]"
            ]
        ),
        (
            #"A,balance,2018-01-31,"1,234",,,"#,
            [
                "rejected row.value file.csv:2:4: the value is '1,234', and a number as 18.5 was expected (a comma is not read in a number: write a decimal point or no mark at all) [A]"
            ]
        ),
        (
            "A,balance,2018-01-31,1 234,,,",
            [
                "rejected row.value file.csv:2:4: the value is '1 234', and a number as 18.5 was expected (write no group marks or spaces, as in 1234.5) [A]"
            ]
        ),
        (
            #"A,balance,2018-01-31,"1,234.50",,,"#,
            [
                "rejected row.value file.csv:2:4: the value is '1,234.50', and a number as 18.5 was expected (write no group marks or spaces, as in 1234.5) [A]"
            ]
        ),
        (
            "A,balance,2018-01-31,18 kr,,,",
            [
                "rejected row.value file.csv:2:4: the value is text of 5 characters, and a number as 18.5 was expected (write the number alone, as in 18.5) [A]"
            ]
        ),
        (
            "A,balance,2018-01-31,5%,,,",
            [
                "rejected row.value file.csv:2:4: the value is '5%', and a number as 18.5 was expected (write the number alone, as in 18.5) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,1e400,,,",
            [
                "rejected row.value file.csv:2:4: the value is '1e400', and a number as 18.5 was expected (write all digits, without an exponent) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,NaN,,,",
            [
                "rejected row.value file.csv:2:4: the value is 'NaN', and a number as 18.5 was expected (leave the value empty, and give a reason in missing) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,٣,,,",
            [
                "rejected row.value file.csv:2:4: the value is '٣', and a number as 18.5 was expected (write it with the digits 0 to 9) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,−5,,,",
            [
                "rejected row.value file.csv:2:4: the value is '−5', and a number as 18.5 was expected (write the sign as a hyphen, -) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,5.,,,",
            [
                "rejected row.value file.csv:2:4: the value is '5.', and a number as 18.5 was expected (write digits on both sides of the point) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,.5,,,",
            [
                "rejected row.value file.csv:2:4: the value is '.5', and a number as 18.5 was expected (write digits on both sides of the point) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,+,,,",
            [
                "rejected row.value file.csv:2:4: the value is text of 1 character, and a number as 18.5 was expected [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,1-2,,,",
            [
                "rejected row.value file.csv:2:4: the value is '1-2', and a number as 18.5 was expected (write the number alone, as in 18.5) [A]"
            ]
        ),
        (
            #"A,balance,2018-01-31,"191212-1212,0",,,"#,
            [
                "rejected row.value file.csv:2:4: the value is text of 13 characters, and a number as 18.5 was expected (write no group marks or spaces, as in 1234.5) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,0x10,,,",
            [
                "rejected row.value file.csv:2:4: the value is text of 4 characters, and a number as 18.5 was expected (write the number alone, as in 18.5) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,Anna Andersson,,,",
            [
                "rejected row.value file.csv:2:4: the value is text of 14 characters, and a number as 18.5 was expected [A]"
            ]
        ),
        (
            "A,placement_cost,2018-01-31,9223372036854775808,,,",
            [
                "rejected row.value file.csv:2:4: the value, '9223372036854775808', needs more than 64 bits [A]"
            ]
        ),
        (
            "A,balance,2018-01-31,92233720368547758.08,,,",
            [
                "rejected row.value file.csv:2:4: the value, '92233720368547758.08', needs more than 64 bits [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,18.55,,,",
            [
                "rejected row.decimals file.csv:2:4: the value, '18.55', has more decimals than the 1 of wellbeing (a value is never rounded: report it with as many as are declared, or declare more) [A]"
            ]
        ),
        (
            "A,placement_cost,2018-01-31,0.5,,,",
            [
                "rejected row.decimals file.csv:2:4: the value, '0.5', has more decimals than the 0 of placement_cost (a value is never rounded: report it with as many as are declared, or declare more) [A]"
            ]
        ),
        (
            "A,balance,2018-01-31,0.1234567890123456789,,,",
            [
                "rejected row.decimals file.csv:2:4: the value, a number of 21 characters, has more decimals than the 2 of balance (a value is never rounded: report it with as many as are declared, or declare more) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,-0.1,,,",
            [
                "rejected row.range file.csv:2:4: the value, '-0.1', is below 0, the minimum of wellbeing [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,100.1,,,",
            [
                "rejected row.range file.csv:2:4: the value, '100.1', is above 100.0, the maximum of wellbeing [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,191212121212,,,",
            [
                "rejected row.range file.csv:2:4: the value, a number of 12 characters, is above 100.0, the maximum of wellbeing [A]"
            ]
        ),
        (
            "A,fine,2018-01-31,-1.500000000000000001,,,",
            [
                "rejected row.range file.csv:2:4: the value, a number of 21 characters, is below -1.5, the minimum of fine [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,,,,",
            [
                "rejected row.missing file.csv:2:4: the row has neither a value nor a reason in missing (say why there is none in a column missing, as in not_measured; zero is never a default) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,18,not_yet,,",
            [
                "rejected row.missing file.csv:2:5: the row has both a value and a reason in missing (leave one of them empty) [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,,not_mesured,,",
            [
                "rejected row.missing file.csv:2:5: the reason in missing is text of 11 characters, and one of not_measured, not_yet, withdrawn, disputed, unmeasurable, abroad, moved was expected for wellbeing (did you mean 'not_measured'?) [A]"
            ]
        ),
        (
            "A,balance,2018-01-31,,moved,,",
            [
                "rejected row.missing file.csv:2:5: the reason in missing is text of 5 characters, and one of not_measured, not_yet, withdrawn, disputed, unmeasurable was expected for balance [A]"
            ]
        ),
        (
            "A,wellbeing,2018-01-31,,moved to Anna,,",
            [
                "rejected row.missing file.csv:2:5: the reason in missing is text of 13 characters, and one of not_measured, not_yet, withdrawn, disputed, unmeasurable, abroad, moved was expected for wellbeing [A]"
            ]
        ),
    ]

    @Test(arguments: bad)
    func `a bad value is left out, and what is said of it tells what came and what is right`(
        row: String, told expected: [String]
    ) throws {
        let batch = try readMeasurements("\(row)\nH,wellbeing,2018-01-31,2,,,\n")
        #expect(batch.findings.map(told) == expected)
        #expect(batch.measurements.map(\.line) == [3])
    }
}
