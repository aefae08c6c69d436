extension ContractPack {
    /// Makes a pack for the prompt where there is none: its contract has one thing of each kind that a contract must
    /// have, and nobody sees it.
    static func blank() throws -> ContractPack {
        try ContractPack(files: files.mapValues { Array($0.utf8) })
    }

    private static let files = [
        "plugin.toml": """
        id = "utfall.prompt"
        version = "1.0.0"
        api = "1"
        kind = "contract"
        """,
        "rules.lua": "return {settle = function() end}",
        "contract.toml": """
        [contract]
        title = "No contract"
        currency = "SEK"
        rounding = { mode = "half_even", unit = "0.01" }
        starts = 2000-01-01
        ends = 2000-12-31

        [[party]]
        id = "payer"
        name = "Payer"
        sector = "public"
        roles = ["outcome_payer"]

        [[party]]
        id = "provider"
        name = "Provider"
        sector = "private"
        roles = ["provider"]

        [[indicator]]
        id = "figure"
        subject = "contract"
        unit = "figures"
        decimals = 0
        better = "higher"
        every = "event"

        [[window]]
        id = "year"
        title = "A year"
        months = 12
        from = "start"

        [[payment]]
        id = "payment"
        title = "Payment"
        from = "payer"
        to = "provider"
        clause = "1"

        [[settlement]]
        id = "settlement"
        title = "Settlement"
        window = "year"
        due = 2000-12-31
        """,
    ]
}
