/// A small contract in order, which tests change one thing at a time.
enum GoodPack {
    static let manifest = """
        id = "se.example.school"
        version = "1.0.0"
        api = "1"
        kind = "contract"
        title = "School and home"
        permissions = ["participants"]
        """

    static let contract = """
        [contract]
        title = "School and home"
        currency = "SEK"
        rounding = { mode = "half_even", unit = "1.00" }
        starts = 2016-08-01
        ends = 2019-03-31
        source = "The public annex"
        pays_on = ["verified", "disputed"]

        [[party]]
        id = "town"
        name = "Ånköpings kommun"
        sector = "public"
        roles = ["outcome_payer", "provider"]

        [[party]]
        id = "fund"
        name = "The fund"
        sector = "private"
        roles = ["investor"]
        source = "The public annex"

        [[indicator]]
        id = "cost"
        unit = "SEK"
        decimals = 2
        better = "lower"
        every = "month"
        minimum = 0
        maximum = "99999.5"
        missing = { not_measured = "fail", moved_away = "exclude" }

        [[indicator]]
        id = "job"
        title = "Jobs"
        subject = "contract"
        unit = "people"
        decimals = 0
        better = "higher"
        every = "event"

        [[attribute]]
        id = "site"
        values = ["north", "south"]

        [[group]]
        id = "children"
        role = "treatment"
        size = 60

        [[group]]
        id = "reference"
        role = "comparison"
        evidence = "historical"

        [[window]]
        id = "whole"
        months = 24
        from = "entry"
        skip_months = 3

        [[window]]
        id = "spring"
        starts = 2018-01-01
        ends = 2018-06-30

        [[outcome]]
        id = "job"
        price = 2500.50
        payment = "reward"
        clause = "5.1"

        [[outcome]]
        id = "long_job"
        indicator = "job"
        price = "7000"
        payment = "reward"
        limit = 2
        source = "The public annex"

        [terms]
        share = { value = 0.40, clause = "6.2" }
        day_rate = [
          { value = "15.12", unit = "USD", clause = "4.1" },
          { value = "15.50", from = 2018-01-01, unit = "USD", clause = "A2" },
        ]

        [[evaluation]]
        id = "cost"
        method = "comparison_group"
        treatment = "children"
        comparison = "reference"
        statistic = "sum"
        clause = "6.1"

        [[payment]]
        id = "reward"
        title = "Reward"
        from = "town"
        to = "fund"
        clause = "6.2"

        [[settlement]]
        id = "final"
        window = "whole"
        due = 2021-03-31

        [[settlement]]
        id = "shadow"
        window = "spring"
        due = 2018-07-31
        pays = false

        [[cap]]
        id = "all"
        amount = "12000000.00"
        payments = ["reward"]
        clause = "7"
        """

    static let files = [
        "plugin.toml": manifest, "contract.toml": contract, "rules.lua": "return {}",
    ]

    static func library(_ id: String, _ version: String = "1.0.0", uses: [String] = []) -> [String: String] {
        let used = uses.map { "\"\($0)\"" }.joined(separator: ", ")
        return [
            "plugin.toml": """
            id = "\(id)"
            version = "\(version)"
            api = "1"
            kind = "library"
            uses = [\(used)]
            """,
            "init.lua": "return {}",
        ]
    }
}
