import Testing

@Suite struct TermMistakeTests {
    @Test(arguments: ids + windows + terms + whole)
    func `terms that do not fit together are told with their place and what would be right`(
        _ mistake: Mistake
    ) throws {
        #expect(try mistake.faults() == mistake.said)
    }

    static let ids: [Mistake] = [
        Mistake(
            #"id = "fund""#, #"id = "Fund""#,
            """
            17:6: "Fund" cannot be the id of a party
              expected lower-case letters, digits and _, a letter first
              came Fund
              hint: write it as fund
            """),
        Mistake(
            #"id = "site""#, #"id = "2site""#,
            """
            43:6: "2site" cannot be the id of an attribute
              expected lower-case letters, digits and _, a letter first
              came 2site
            """),
        Mistake(
            #"id = "fund""#, #"id = "town""#,
            """
            17:6: the party town is declared twice
              expected an id of its own
              hint: the first is on line 11
            100:6: `to` of [[payment]] names the party fund, which is not declared
              expected town
              came fund
              hint: declare it under [[party]]
            """),
        Mistake(
            #"id = "site""#, #"id = "entry""#,
            """
            43:6: entry cannot be the id of an attribute: in rules it is a word of the host
              expected none of attributes, claim, claimed, entry, exit, group, groups, id, outcomes, series, terms, window, windows
              came entry
              hint: give it another name, such as entry_attribute
            """),
        Mistake(
            #"id = "spring""#, #"id = "group""#,
            """
            63:6: group cannot be the id of a window: in rules it is a word of the host
              expected none of attributes, claim, claimed, entry, exit, group, groups, id, outcomes, series, terms, window, windows
              came group
              hint: give it another name, such as group_window
            110:10: `window` of [[settlement]] names the window spring, which is not declared
              expected whole or group
              came spring
              hint: declare it under [[window]]
            """),
        Mistake(
            #"id = "site""#, #"id = "cost""#,
            """
            43:6: the attribute cost has the id of an indicator
              expected an id of its own
              hint: the indicator is on line 24; rules reach both by the id alone
            """),
        Mistake(
            #"from = "town""#, #"from = "twon""#,
            """
            99:8: `from` of [[payment]] names the party twon, which is not declared
              expected town or fund
              came twon
              hint: did you mean town?
            """),
        Mistake(
            #"to = "fund""#, #"to = "leksell""#,
            """
            100:6: `to` of [[payment]] names the party leksell, which is not declared
              expected town or fund
              came leksell
              hint: declare it under [[party]]
            """),
        Mistake(
            #"payment = "reward"\#nclause"#, #"payment = "rewards"\#nclause"#,
            """
            70:11: `payment` of [[outcome]] names the payment rewards, which is not declared
              expected reward
              came rewards
              hint: did you mean reward?
            """),
        Mistake(
            #"id = "job"\#nprice"#, #"id = "jobs"\#nprice"#,
            """
            67:1: [[outcome]] has no `indicator`, and there is no indicator of its id, jobs
              expected cost or job
              hint: did you mean job?
            """),
        Mistake(
            #"indicator = "job""#, #"indicator = "work""#,
            """
            75:13: `indicator` of [[outcome]] names the indicator work, which is not declared
              expected cost or job
              came work
              hint: declare it under [[indicator]]
            """),
        Mistake(
            #"window = "spring""#, #"window = "sprung""#,
            """
            110:10: `window` of [[settlement]] names the window sprung, which is not declared
              expected whole or spring
              came sprung
              hint: did you mean spring?
            """),
        Mistake(
            #"treatment = "children""#, #"treatment = "child""#,
            """
            91:13: `treatment` of [[evaluation]] names the group child, which is not declared
              expected children or reference
              came child
              hint: declare it under [[group]]
            """),
        Mistake(
            #"id = "cost"\#nmethod"#, #"id = "saving"\#nmethod"#,
            """
            88:1: [[evaluation]] has no `indicator`, and there is no indicator of its id, saving
              expected cost or job
              hint: say which with `indicator`
            """),
        Mistake(
            #"payments = ["reward"]"#, #"payments = ["reward", "bonus"]"#,
            """
            117:23: `payments` of [[cap]] names the payment bonus, which is not declared
              expected reward
              came bonus
              hint: declare it under [[payment]]
            """),
        Mistake(
            "share = {", #""Share 1" = {"#,
            """
            82:1: "Share 1" cannot be the id of a term
              expected lower-case letters, digits and _, a letter first
              came Share 1
              hint: write it as share_1
            """),
    ]

    static let windows: [Mistake] = [
        Mistake(
            "ends = 2019-03-31", "ends = 2016-07-31",
            """
            6:8: `starts` of [contract] is beyond `ends`
              expected `starts` at most `ends`
              came starts 2016-08-01, ends 2016-07-31
            """),
        Mistake(
            "ends = 2018-06-30", "ends = 2017-06-30",
            """
            65:8: `starts` of [[window]] is beyond `ends`
              expected `starts` at most `ends`
              came starts 2018-01-01, ends 2017-06-30
            """),
        Mistake(
            "ends = 2018-06-30", "",
            """
            62:1: [[window]] lacks `ends`
              expected a day, such as 2016-08-01
            """),
        Mistake(
            "ends = 2018-06-30", "ends = 2018-06-30\nmonths = 3",
            """
            62:1: [[window]] covers two times at once
              expected either `months` and `from`, or `starts` and `ends`
            """),
        Mistake(
            "starts = 2018-01-01\nends = 2018-06-30", "",
            """
            62:1: [[window]] does not say which time it covers
              expected `months` and `from`, or `starts` and `ends`
            """),
        Mistake(
            "months = 24\n", "",
            """
            56:1: [[window]] lacks `months`
              expected a whole number of 1 to 1200
            """),
        Mistake(
            #"from = "entry""#, #"from = "begin""#,
            """
            59:8: `from` of [[window]] cannot be "begin"
              expected entry or start
              came begin
            """),
        Mistake(
            "skip_months = 3", "skip_months = -1",
            """
            60:15: `skip_months` of [[window]] is out of range
              expected a whole number of 0 to 1200
              came -1
            """),
    ]

    static let terms: [Mistake] = [
        Mistake(
            #", clause = "6.2" }"#, " }",
            """
            82:9: the term share says neither its `clause` nor its `source`
              expected clause = "6.2", the clause of the contract, or source = "…"
            """),
        Mistake(
            #"clause = "6.1""#, "",
            """
            88:1: [[evaluation]] says neither its `clause` nor its `source`
              expected clause = "6.2", the clause of the contract, or source = "…"
            """),
        Mistake(
            #"share = { value = 0.40, clause = "6.2" }"#, #"share = "0.40""#,
            """
            82:9: `share` of [terms] has the wrong type
              expected a table
              came the string "0.40"
              hint: write share = { value = "0.40", clause = "6.2" }
            """),
        Mistake(
            #"share = { value = 0.40, clause = "6.2" }"#, "share = []",
            """
            82:9: the term share has no value
              expected { value = "0.40", clause = "6.2" }
            """),
        Mistake(
            "value = 0.40", "valeu = 0.40",
            """
            82:11: `valeu` is not known in the term share
              expected value, unit, from, clause or source
              came valeu
              hint: did you mean value?
            """),
        Mistake(
            "from = 2018-01-01, ", "",
            """
            85:3: a later version of the term day_rate has no date
              expected the first day on which it holds, such as from = 2018-01-01
            """),
        Mistake(
            #"{ value = "15.12","#, #"{ value = "15.12", from = 2017-01-01,"#,
            """
            84:29: the first version of the term day_rate has a date
              expected the original term first, without `from`
              hint: amendments come after it
            """),
        Mistake(
            #"{ value = "15.50", from = 2018-01-01,"#,
            #"{ value = 16, from = 2018-01-01, clause = "A1" },\#n  { value = "15.50", from = 2018-01-01,"#,
            """
            86:29: the versions of the term day_rate are not in order
              expected a day after 2018-01-01
              came 2018-01-01
            """),
        Mistake(
            #"from = 2018-01-01, unit = "USD""#, #"from = 2018-01-01, unit = "SEK""#,
            """
            85:48: the versions of the term day_rate differ in their unit
              expected "USD", as the first has
              came SEK
            """),
        Mistake(
            #"from = 2018-01-01, unit = "USD""#, #"from = "2018-01-01", unit = "USD""#,
            """
            85:29: `from` of the term day_rate has the wrong type
              expected a day, such as 2016-08-01
              came the string "2018-01-01"
              hint: write it without quotes: 2018-01-01
            """),
    ]

    static let whole: [Mistake] = [
        Mistake(
            #"roles = ["outcome_payer", "provider"]"#, #"roles = ["provider"]"#,
            """
            10:1: no public body pays for outcomes
              expected a [[party]] of the sector public that is outcome_payer, commissioner or \
            outcomes_fund
            """),
        Mistake(
            #"to = "fund""#, #"to = "town""#,
            """
            100:6: [[payment]] goes from town to itself
              expected two different parties
              came town
            """),
        Mistake(
            #"comparison = "reference"\#n"#, "",
            """
            88:1: [[evaluation]] lacks `comparison`
              expected the id of a group
            """),
        Mistake(
            #"comparison = "reference""#, #"comparison = "children""#,
            """
            92:14: `comparison` of [[evaluation]] names children, which is not a comparison group
              expected a [[group]] of the role comparison
              came children
            """),
        Mistake(
            #"treatment = "children""#, #"treatment = "reference""#,
            """
            91:13: `treatment` of [[evaluation]] names reference, which is not a treatment group
              expected a [[group]] of the role treatment
              came reference
            """),
        Mistake(
            #"method = "comparison_group""#, #"method = "before_and_after""#,
            """
            92:14: [[evaluation]] has a `comparison` that before_and_after does not use
              expected no `comparison`, or another method, such as comparison_group
            """),
    ]
}
