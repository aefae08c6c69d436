import Testing

/// What Lua's operators and functions give for exact values and days; `= …` is a value, all else an error.
@Suite struct FigureTests {
    static let arithmetic: [(lua: String, came: String)] = [
        ("soc.decimal '0.1' + soc.decimal '0.2'", "= 0.3"),
        ("soc.ratio(1, 3) + soc.ratio(1, 6)", "= 0.5"),
        ("1 - soc.ratio(1, 3)", "= 2/3"),
        ("soc.decimal '18.5' - 20", "= -1.5"),
        ("soc.ratio(2, 3) * 3", "= 2"),
        ("0.5 * soc.ratio(1, 3)", "= 1/6"),
        ("soc.decimal '1' / 3", "= 1/3"),
        ("10 / soc.decimal '4'", "= 2.5"),
        ("-soc.ratio(1, 3)", "= -1/3"),
        ("soc.ratio(-4, -6)", "= 2/3"),
        ("soc.ratio(4, -6)", "= -2/3"),
        ("(soc.ratio(1, 3) + soc.ratio(1, 3) + soc.ratio(1, 3)) == soc.decimal '1'", "= true"),
        ("soc.decimal(0.1) + 0.2", "= 0.3"),
        ("soc.decimal(7)", "= 7"),
    ]

    static let comparison: [(lua: String, came: String)] = [
        ("soc.ratio(1, 3) < soc.decimal '0.333333333333333334'", "= true"),
        ("soc.ratio(1, 3) > soc.decimal '0.333333333333333333'", "= true"),
        ("soc.decimal '1.0' == soc.decimal '1'", "= true"),
        ("soc.decimal '1' ~= soc.decimal '2'", "= true"),
        ("soc.decimal '1' == 1", "= false"),
        ("soc.decimal '1' == soc.money '1.00'", "= false"),
        ("soc.decimal '1' <= 1", "= true"),
        ("2 <= soc.decimal '1.9'", "= false"),
        ("soc.decimal '1' >= 1.5", "= false"),
        ("1 < soc.decimal '1.5'", "= true"),
    ]

    static let printing: [(lua: String, came: String)] = [
        ("soc.decimal '18.50'", "= 18.5"),
        ("soc.decimal '-0.05'", "= -0.05"),
        ("soc.decimal '+007'", "= 7"),
        ("soc.ratio(1, 3)", "= 1/3"),
        ("('%s of %d'):format(soc.decimal '0.40', 3)", "= 0.4 of 3"),
        ("tostring(soc.decimal '0.000000000000000001')", "= 0.000000000000000001"),
    ]

    static let rounding: [(lua: String, came: String)] = [
        ("soc.decimal('2.5'):round()", "= 2"),
        ("soc.decimal('3.5'):round()", "= 4"),
        ("soc.decimal('-2.5'):round()", "= -2"),
        ("soc.ratio(2, 3):round(2)", "= 0.67"),
        ("soc.decimal('2.5'):round(0, 'half_up')", "= 3"),
        ("soc.decimal('2.5'):round(0, 'half_down')", "= 2"),
        ("soc.decimal('-2.1'):round(0, 'floor')", "= -3"),
        ("soc.decimal('-2.9'):round(0, 'ceiling')", "= -2"),
        ("soc.decimal('-2.1'):round(0, 'up')", "= -3"),
        ("soc.decimal('-2.9'):round(0, 'down')", "= -2"),
        ("soc.decimal('0.125'):round(2, 'half_even')", "= 0.12"),
        ("soc.decimal('-2'):at_least(0)", "= 0"),
        ("soc.decimal('2'):at_least(0.5)", "= 2"),
        ("soc.decimal('2.5'):at_most(2)", "= 2"),
        ("soc.decimal('1.5'):at_most(2)", "= 1.5"),
        (
            "soc.decimal('1'):round(19)",
            "x:round: argument 1 (decimals) must be a whole number from 0 to 18, and was the number 19"
        ),
        (
            "soc.decimal('1'):round(0, 'half_evn')",
            "x:round: 'half_evn' is not a rounding mode | did you mean 'half_even'?"
        ),
        (
            "soc.decimal('1'):round(0, 'banker')",
            "x:round: 'banker' is not a rounding mode"
                + " | one of half_even, half_up, half_down, down, up, ceiling, floor"
        ),
    ]

    static let days: [(lua: String, came: String)] = [
        ("soc.day '2016-02-28' + 1", "= 2016-02-29"),
        ("1 + soc.day '2016-12-31'", "= 2017-01-01"),
        ("soc.day '2016-03-01' - 1", "= 2016-02-29"),
        ("soc.day '2017-01-01' - soc.day '2016-01-01'", "= 366"),
        ("soc.day('2016-01-31'):add_months(1)", "= 2016-02-29"),
        ("soc.day('2016-01-31'):add_months(-2)", "= 2015-11-30"),
        ("soc.day '2016-01-02' > soc.day '2016-01-01'", "= true"),
        ("soc.day '2016-01-01' <= soc.day '2016-01-01'", "= true"),
        ("soc.day '2016-01-01' == soc.day('2015-12-31') + 1", "= true"),
        ("soc.day('2016-03-09').year", "= 2016"),
        ("soc.day('2016-03-09').month", "= 3"),
        ("soc.day('2016-03-09').day", "= 9"),
        ("soc.day '2016-02-30'", "soc.day: there is no day '2016-02-30' | days of 2016-02 are 01 to 29"),
        (
            "soc.day '2016-13-01'",
            "soc.day: there is no day '2016-13-01' | write year-month-day; months are 01 to 12"
        ),
        ("soc.day '2016-4-31'", "soc.day: there is no day '2016-4-31' | days of 2016-04 are 01 to 30"),
        ("soc.day '0000-01-01'", "soc.day: there is no day '0000-01-01' | years are 0001 to 9999"),
        ("soc.day '2016-8-1'", "soc.day: '2016-8-1' is not written as a day | write \"2016-08-01\""),
        ("soc.day '31/08/2016'", "soc.day: '31/08/2016' is not written as a day | write \"2016-08-31\""),
        (
            "soc.day '01/08/2016'",
            "soc.day: '01/08/2016' is not written as a day | write year-month-day, as in \"2016-08-01\""
        ),
        ("soc.day '1 Aug'", "soc.day: '1 Aug' is no day | write year-month-day, as in \"2016-08-01\""),
        ("soc.day ''", "soc.day: '' is no day | write year-month-day, as in \"2016-08-01\""),
        (
            "soc.day(20160801)",
            "soc.day: argument 1 (text) must be a date, as in \"2016-08-01\", and was the number 20160801"
                + " | write a text: soc.day \"2016-08-01\""
        ),
        (
            "soc.day(2016, 8, 1)",
            "soc.day takes at most 1 argument, and was given 3 | write soc.day(text)"
        ),
        (
            "soc.day '2016-01-01' + soc.day '2016-01-01'",
            "the day 2016-01-01 + the day 2016-01-01 means nothing"
        ),
        (
            "soc.day '2016-01-01' + 0.5",
            "a day is moved by a whole number of days, and not by the number 0.5"
        ),
        ("soc.day '2016-01-01' < 1", "the day 2016-01-01 and the number 1 cannot be compared"),
        ("soc.day '2016-01-01' * 2", "the day 2016-01-01 * the number 2 means nothing"),
        ("-soc.day '2016-01-01'", "the day 2016-01-01 cannot be negated"),
        ("soc.day '9999-12-31' + 1", "a day must be in the years 1 to 9999"),
        ("soc.day '0001-01-01' - 1", "a day must be in the years 1 to 9999"),
        ("soc.day('9999-12-31'):add_months(1)", "a day must be in the years 1 to 9999"),
        (
            "soc.day('2016-01-01'):add_months(12001)",
            "day:add_months: argument 1 (months) must be a whole number of months, from -12000 to 12000, and was the number 12001"
        ),
    ]

    static let errors: [(lua: String, came: String)] = [
        (
            "soc.decimal '1' + (0.1 + 0.2)",
            "0.30000000000000004 is a binary float with more than 15 digits, so it is not what somebody typed"
                + " | write soc.decimal \"0.3\" or soc.ratio(1, 3) where you mean an exact value"
        ),
        (
            "soc.decimal(0.1 + 0.2)",
            "0.30000000000000004 is a binary float with more than 15 digits, so it is not what somebody typed"
                + " | write soc.decimal \"0.3\" or soc.ratio(1, 3) where you mean an exact value"
        ),
        (
            "soc.decimal(1 / 0)",
            "inf is no figure | was a number of Lua's divided by zero?"
        ),
        (
            "soc.decimal '1,5'",
            "soc.decimal: '1,5' is not a number; digits and at most one point were expected, as in 18.5"
                + " | write \"1.5\""
        ),
        (
            "soc.decimal '1e5'",
            "soc.decimal: '1e5' is not a number; digits and at most one point were expected, as in 18.5"
        ),
        (
            "soc.decimal ''",
            "soc.decimal: '' is not a number; digits and at most one point were expected, as in 18.5"
        ),
        (
            "soc.decimal '0.1234567890123456789'",
            "soc.decimal: 0.1234567890123456789 has more than 18 decimals"
        ),
        (
            "soc.decimal '99999999999999999999'",
            "soc.decimal: '99999999999999999999' has too many digits | 18 digits fit, decimals among them"
        ),
        ("soc.decimal '1' / 0", "1 cannot be divided by zero"),
        ("soc.ratio(1, 0)", "1 cannot be divided by zero"),
        (
            "soc.decimal '9000000000000000000' * 9000000000000000000 * 9000000000000000000",
            "81000000000000000000000000000000000000 * 9000000000000000000 does not fit"
        ),
        (
            "soc.decimal '1' + '1'",
            "the number 1 + a string cannot be calculated | both sides must be figures; a text is none"
        ),
        (
            "soc.decimal '1' + nil",
            "the number 1 + nil cannot be calculated | both sides must be figures; a text is none"
        ),
        (
            "soc.decimal '1' < 'x'",
            "the number 1 and a string cannot be compared | both sides must be figures; a text is none"
        ),
        (
            "soc.decimal '1' <= 'x'",
            "the number 1 and a string cannot be compared | both sides must be figures; a text is none"
        ),
        (
            "s + soc.decimal '1'",
            "a settlement + the number 1 cannot be calculated | both sides must be figures; a text is none"
        ),
        ("soc.ratio(1)", "soc.ratio: argument 2 (denominator) must be a number, and was nil"),
        (
            "soc.ratio('1', 3)",
            "soc.ratio: argument 1 (numerator) must be a number, and was a string | a text of digits is no number: write soc.decimal \"1\""
        ),
        (
            "soc.ratio(1, 2, 3)",
            "soc.ratio takes at most 2 arguments, and was given 3 | write soc.ratio(numerator, denominator)"
        ),
        (
            "soc.decimal '60 %'",
            "soc.decimal: '60 %' is not a number; digits and at most one point were expected, as in 18.5 | write a share of 1: \"0.60\" is 60 %"
        ),
        (
            "soc.decimal '1,000'",
            "soc.decimal: '1,000' is not a number; digits and at most one point were expected, as in 18.5 | write \"1000\" or \"1.000\""
        ),
        (
            "soc.decimal '1,234,567.8'",
            "soc.decimal: '1,234,567.8' is not a number; digits and at most one point were expected, as in 18.5 | write \"1234567.8\""
        ),
        ("soc.decimal(1e300)", "the float 1e+300 does not fit: exact numbers have at most 18 digits"),
        (
            "soc.ratio(soc.missing(), 2)",
            "soc.ratio: argument 1 (numerator) must be a number, and was a missing value"
        ),
        (
            "soc.decimal '1' .. ''",
            "attempt to concatenate a host value | write tostring(x), or (\"paid %s\"):format(x)"
        ),
    ]

    @Test(arguments: arithmetic + comparison + printing + rounding)
    func `exact values are exact`(lua: String, came: String) {
        #expect(told(lua) == came, "\(lua)")
    }

    @Test(arguments: days)
    func `days are days of the calendar`(lua: String, came: String) {
        #expect(told(lua) == came, "\(lua)")
    }

    @Test(arguments: errors)
    func `what is not exact is refused with what would be right`(lua: String, came: String) {
        #expect(told(lua) == came, "\(lua)")
    }
}
