import Testing

@Suite struct KeyMistakeTests {
    @Test(arguments: keys + sums)
    func `a key or value that cannot be is told with its place and what would be right`(_ mistake: Mistake)
        throws
    {
        #expect(try mistake.faults() == mistake.said)
    }

    static let keys: [Mistake] = [
        Mistake(
            #"title = "Reward""#, #"title = { en = "Reward", de = "Lohn" }"#,
            """
            98:26: `de` is not known in `title` of [[payment]]
              expected en or sv
              came de
            """),
        Mistake(
            #"sector = "public""#, #"sektor = "public""#,
            """
            13:1: `sektor` is not known in [[party]]
              expected id, name, sector, roles, key, clause or source
              came sektor
              hint: did you mean sector?
            """),
        Mistake(
            "[[attribute]]", "[[atribute]]",
            """
            42:3: `atribute` is not known in contract.toml
              expected contract, party, indicator, attribute, group, window, outcome, terms, \
            evaluation, exchange_rate, payment, settlement, cap or another of 23
              came atribute
              hint: did you mean attribute?
            """),
        Mistake(
            #"sector = "private""#, "",
            """
            16:1: [[party]] lacks `sector`
              expected public, private, nonprofit or academic
            """),
        Mistake(
            #"name = "The fund""#, "name = 5",
            """
            18:8: `name` of [[party]] has the wrong type
              expected a string
              came the number 5
              hint: write "5"
            """),
        Mistake(
            #"name = "The fund""#, #"name = """#,
            """
            18:8: `name` of [[party]] is an empty string
            """),
        Mistake(
            #"clause = "6.1""#, "clause = 6.1",
            """
            94:10: `clause` of [[evaluation]] has the wrong type
              expected a string
              came the number 6.1
              hint: write "6.1"
            """),
        Mistake(
            #"sector = "private""#, #"sector = "privat""#,
            """
            19:10: `sector` of [[party]] cannot be "privat"
              expected public, private, nonprofit or academic
              came privat
              hint: did you mean private?
            """),
        Mistake(
            #"roles = ["investor"]"#, #"roles = "investor""#,
            """
            20:9: `roles` of [[party]] has the wrong type
              expected a list of strings
              came the string "investor"
              hint: write ["investor"]
            """),
        Mistake(
            #"roles = ["investor"]"#, "roles = []",
            """
            20:9: `roles` of [[party]] is an empty list
            """),
        Mistake(
            #"roles = ["investor"]"#, #"roles = ["investor", "payer"]"#,
            """
            20:22: `roles` of [[party]] cannot be "payer"
              expected outcome_payer, commissioner, outcomes_fund, investor, guarantor, provider, \
            intermediary, evaluator or verifier
              came payer
            """),
        Mistake(
            #"roles = ["investor"]"#, #"roles = ["investor", "investor"]"#,
            """
            20:22: `roles` of [[party]] names "investor" twice
              expected each once
              came investor
            """),
        Mistake(
            "due = 2021-03-31", #"due = "2021-03-31""#,
            """
            106:7: `due` of [[settlement]] has the wrong type
              expected a day, such as 2016-08-01
              came the string "2021-03-31"
              hint: write it without quotes: 2021-03-31
            """),
        Mistake(
            "due = 2021-03-31", "due = 2021-03-31T10:00:00",
            """
            106:7: `due` of [[settlement]] has the wrong type
              expected a day, such as 2016-08-01
              came the time 2021-03-31T10:00:00
              hint: leave out the time of the day
            """),
        Mistake(
            "due = 2021-03-31", "due = 0000-03-31",
            """
            106:7: `due` of [[settlement]] is out of range
              expected a day from the year 1 on
              came 0000-03-31
            """),
        Mistake(
            "pays = false", "pays = 0",
            """
            112:8: `pays` of [[settlement]] has the wrong type
              expected true or false
              came the number 0
            """),
        Mistake(
            "size = 60", "size = 60.0",
            """
            49:8: `size` of [[group]] has the wrong type
              expected a whole number
              came the number 60.0
            """),
        Mistake(
            "size = 60", "size = 0",
            """
            49:8: `size` of [[group]] is out of range
              expected a whole number of at least 1
              came 0
            """),
        Mistake(
            "limit = 2", "limit = 0",
            """
            78:9: `limit` of [[outcome]] is out of range
              expected a whole number of at least 1
              came 0
            """),
        Mistake(
            "decimals = 2", "decimals = 19",
            """
            26:12: `decimals` of [[indicator]] is out of range
              expected a whole number of 0 to 18
              came 19
            """),
        Mistake(
            #"values = ["north", "south"]"#, #"values = ["north", ""]"#,
            """
            44:20: `values` of [[attribute]] is an empty string
              hint: leave it out instead
            """),
        Mistake(
            #"values = ["north", "south"]"#, #"values = ["north", "north"]"#,
            """
            44:20: `values` of [[attribute]] names "north" twice
              expected each once
              came north
            """),
        Mistake(
            #"pays_on = ["verified", "disputed"]"#, #"pays_on = ["verifed"]"#,
            """
            8:12: `pays_on` of [contract] cannot be "verifed"
              expected reported, verified, rejected or disputed
              came verifed
              hint: did you mean verified?
            """),
        Mistake(
            #"moved_away = "exclude""#, #"moved_away = "skip""#,
            """
            31:49: `moved_away` of `missing` cannot be "skip"
              expected exclude, fail, baseline or carry
              came skip
            """),
        Mistake(
            #"moved_away = "exclude""#, #""moved away" = "exclude""#,
            """
            31:36: `moved away` of `missing` cannot be "moved away"
              expected a reason: lower-case letters, digits and _, a letter first
              came moved away
            """),
        Mistake(
            "[[cap]]", "[cap]",
            """
            114:1: `cap` of contract.toml has the wrong type
              expected a list of tables
              came a table
              hint: write its header as [[cap]]
            """),
        Mistake(
            #"missing = { not_measured = "fail", moved_away = "exclude" }"#, #"missing = "fail""#,
            """
            31:11: `missing` of [[indicator]] has the wrong type
              expected a table
              came the string "fail"
              hint: such as { not_measured = "fail" }
            """),
    ]

    static let sums: [Mistake] = [
        Mistake(
            #"currency = "SEK""#, #"currency = "KRO""#,
            """
            3:12: `currency` of [contract] cannot be "KRO"
              expected a currency of ISO 4217, such as SEK
              came KRO
            """),
        Mistake(
            "price = 2500.50", "price = 2500.505",
            """
            69:9: `price` of [[outcome]] has more decimals than SEK
              expected at most 2 decimals
              came 2500.505
            """),
        Mistake(
            "price = 2500.50", "price = 0.30000000000000004",
            """
            69:9: `price` of [[outcome]] has more digits than the 15 that a binary float holds
              expected an exact value, such as "0.40"
              came 0.30000000000000004
              hint: write it as a string: "0.30000000000000004"
            """),
        Mistake(
            "price = 2500.50", #"price = "2 500""#,
            """
            69:9: `price` of [[outcome]] is not an exact value: '2 500' is not a number; digits \
            and at most one point were expected, as in 18.5
              expected an exact value, such as "0.40"
            """),
        Mistake(
            "price = 2500.50", "price = -1",
            """
            69:9: `price` of [[outcome]] is out of range
              expected at least 0
              came -1
            """),
        Mistake(
            "price = 2500.50", "price = true",
            """
            69:9: `price` of [[outcome]] has the wrong type
              expected an exact value, such as "0.40"
              came true
            """),
        Mistake(
            #"amount = "12000000.00""#, #"amount = "12000000.001""#,
            """
            116:10: `amount` of [[cap]] has more decimals than SEK
              expected at most 2 decimals
              came 12000000.001
            """),
        Mistake(
            #"unit = "1.00""#, #"unit = "0""#,
            """
            4:41: `unit` of `rounding` is out of range
              expected more than 0
              came 0
            """),
        Mistake(
            #"unit = "1.00""#, #"unit = "0.001""#,
            """
            4:41: `unit` of `rounding` has more decimals than SEK
              expected at most 2 decimals
              came 0.001
            """),
        Mistake(
            #"mode = "half_even""#, #"mode = "halfeven""#,
            """
            4:21: `mode` of `rounding` cannot be "halfeven"
              expected half_even, half_up, half_down, down, up, ceiling or floor
              came halfeven
              hint: did you mean half_even?
            """),
        Mistake(
            #"pays_on = ["verified", "disputed"]"#, "smallest_cell = 2",
            """
            8:17: `smallest_cell` of [contract] is out of range
              expected 1, which shows all, or 3 to 1000
              came 2
            """),
        Mistake(
            #"pays_on = ["verified", "disputed"]"#, "smallest_cell = 0",
            """
            8:17: `smallest_cell` of [contract] is out of range
              expected a whole number of 1 to 1000
              came 0
            """),
        Mistake(
            "minimum = 0", "minimum = 0.001",
            """
            29:11: `minimum` of [[indicator]] has more decimals than the indicator
              expected at most 2 decimals
              came 0.001
            """),
        Mistake(
            "minimum = 0", "minimum = 100_000",
            """
            30:11: `minimum` of [[indicator]] is beyond `maximum`
              expected `minimum` at most `maximum`
              came minimum 100000.00, maximum 99999.50
            """),
        Mistake(
            "value = 0.40,", "value = inf,",
            """
            82:19: `value` of the term share is not an exact value: 'inf' is not a number; digits \
            and at most one point were expected, as in 18.5
              expected an exact value, such as "0.40"
            """),
    ]
}
