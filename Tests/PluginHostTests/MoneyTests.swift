import Testing

/// What Lua's operators and functions give for money; `= …` is a value, all else an error.
@Suite struct MoneyTests {
    private static let meets = " | money meets money: write soc.money(\"100.00\") for a sum"

    static let values: [(lua: String, came: String)] = [
        ("soc.money '100'", "= 100.00 SEK"),
        ("soc.money(100)", "= 100.00 SEK"),
        ("soc.money(0.5)", "= 0.50 SEK"),
        ("soc.money(soc.ratio(1, 3))", "= 1/3 SEK"),
        ("soc.money('100', 'JPY')", "= 100 JPY"),
        ("soc.money('1.005', 'KWD')", "= 1.005 KWD"),
        ("soc.money('1.00', 'EUR').currency", "= EUR"),
        ("soc.money '0.10' + soc.money '0.20'", "= 0.30 SEK"),
        ("soc.money '1.00' - soc.money '1.50'", "= -0.50 SEK"),
        ("soc.money '10.00' * soc.decimal '0.15'", "= 1.50 SEK"),
        ("3 * soc.money '10.00'", "= 30.00 SEK"),
        ("soc.money '10.00' / 3", "= 3 1/3 SEK"),
        ("soc.money '10.00' / 3 * 3", "= 10.00 SEK"),
        ("soc.money '10.00' / soc.money '4.00'", "= 2.5"),
        ("-soc.money '10.00'", "= -10.00 SEK"),
        ("soc.money '1.00' < soc.money '2.00'", "= true"),
        ("soc.money '2.00' <= soc.money '2.00'", "= true"),
        ("soc.money '2.00' == soc.money '2'", "= true"),
        ("soc.money '2.00' == soc.money('2.00', 'EUR')", "= false"),
        ("soc.money('-5.00'):at_least(0)", "= 0.00 SEK"),
        ("soc.money('5.00'):at_least(0)", "= 5.00 SEK"),
        ("soc.money('5.00'):at_least(soc.money '7.00')", "= 7.00 SEK"),
        ("soc.money('5.00'):at_most(soc.money '3.00')", "= 3.00 SEK"),
        ("soc.money('5.00'):at_most(0)", "= 0.00 SEK"),
        ("soc.money('2.50'):round()", "= 2.00 SEK"),
        ("soc.money('2.50'):round 'up'", "= 3.00 SEK"),
        ("(soc.money('10.00') / 3):round()", "= 3.00 SEK"),
    ]

    static let errors: [(lua: String, came: String)] = [
        (
            "soc.money '1.00' + 1",
            "the sum 1.00 SEK + the number 1 means nothing" + meets
        ),
        (
            "1 - soc.money '1.00'",
            "the number 1 - the sum 1.00 SEK means nothing" + meets
        ),
        (
            "soc.money '1.00' > 0",
            "the number 0 and the sum 1.00 SEK cannot be compared" + meets
        ),
        (
            "soc.money '1.00' <= 0",
            "the sum 1.00 SEK and the number 0 cannot be compared" + meets
        ),
        ("soc.money '1.00' * soc.money '1.00'", "the sum 1.00 SEK * the sum 1.00 SEK means nothing"),
        (
            "1 / soc.money '1.00'",
            "the number 1 / the sum 1.00 SEK means nothing" + meets
        ),
        ("soc.money '1.00' + soc.money('1.00', 'EUR')", "1.00 SEK + 1.00 EUR mixes two currencies"),
        ("soc.money '1.00' < soc.money('1.00', 'EUR')", "1.00 SEK < 1.00 EUR mixes two currencies"),
        ("soc.money '1.00' / soc.money('1.00', 'EUR')", "1.00 SEK / 1.00 EUR mixes two currencies"),
        ("soc.money('1.00'):at_least(soc.money('1.00', 'EUR'))", "1.00 SEK < 1.00 EUR mixes two currencies"),
        ("soc.money('1.00', 'EUR'):round()", "1.00 EUR rounded to 1.00 SEK mixes two currencies"),
        (
            "soc.money '1.00' + soc.day '2016-01-01'",
            "the sum 1.00 SEK + the day 2016-01-01 means nothing"
        ),
        ("soc.money '1.00' / 0", "1.00 SEK cannot be divided by zero"),
        ("soc.money('1.00', 'KRONOR')", "soc.money: 'KRONOR' is not a currency of ISO 4217, such as SEK"),
        (
            "soc.money '1 000'",
            "soc.money: '1 000' is not a number; digits and at most one point were expected, as in 18.5"
                + " | write \"1000\""
        ),
        (
            "soc.money('1.00', 'SKE')",
            "soc.money: 'SKE' is not a currency of ISO 4217, such as SEK | did you mean 'SEK'?"
        ),
        (
            "soc.money('1.00', 'sek')",
            "soc.money: 'sek' is not a currency of ISO 4217, such as SEK | did you mean 'SEK'?"
        ),
        (
            "soc.money '10 SEK'",
            "soc.money: '10 SEK' is not a number; digits and at most one point were expected, as in 18.5"
                + " | write soc.money(\"10\", \"SEK\")"
        ),
        (
            "soc.share(soc.money '1.00', {north = 1, south = 'a'})",
            "soc.share: weight south must be a number or a sum, and was a string"
        ),
        (
            "soc.present_value({{day = soc.day '2024-01-01', amount = 2}}, 0, soc.day '2024-01-01')",
            "soc.present_value: amount of flow 1 must be money, and was the number 2"
        ),
        (
            "soc.money(0.1 + 0.2)",
            "0.30000000000000004 is a binary float with more than 15 digits, so it is not what somebody typed"
                + " | write soc.decimal \"0.3\" or soc.ratio(1, 3) where you mean an exact value"
        ),
        (
            "soc.money(soc.money '1.00')",
            "soc.money: argument 1 (amount) must be a number, or digits as in \"100.00\", "
                + "and was the sum 1.00 SEK"
        ),
        (
            "soc.money('1.00'):at_least(1)",
            "sum:at_least: argument 1 (least) must be money, or 0, and was the number 1"
        ),
        (
            "soc.money('1.00').amount",
            "sum (money) has no 'amount' | it has at_least, at_most, currency, round"
        ),
        ("soc.money('1.00').round()", "sum:round is called with a colon, on money"),
    ]

    @Test(arguments: values)
    func `money is exact until it is paid`(lua: String, came: String) {
        #expect(told(lua) == came, "\(lua)")
    }

    @Test(arguments: errors)
    func `money meets money of its own currency only`(lua: String, came: String) {
        #expect(told(lua) == came, "\(lua)")
    }
}
