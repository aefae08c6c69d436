-- What each programme cost, and what one outcome of it cost. Where wellbeing is better, four jobs are paid at
-- 60.00 each.
local clinic = "tests/contracts/clinic"
local all = {
  "evidence/people.csv", "evidence/day-1-to-5.csv", "evidence/day-6-to-7.csv", "evidence/day-8-to-9.csv",
  "evidence/waiting-1-to-15.csv", "evidence/waiting-16-to-19.csv", "evidence/jobs.csv",
}

local function row(question, answer)
  return { question = question, answer = answer, evidence = "account", by = "test", day = "2026-01-31" }
end

local paid_instead = "\nWhat delivery cost under the contract was not answered: the outcome payments of "
  .. "this settlement stand for it, which is what the payer paid and not what the work cost.\n"

return {
  {
    name = "delivery and what it took around it are added up, and set against each outcome",
    contract = clinic,
    evidence = all,
    answers = {
      row("contract_delivery", 600), row("contract_transaction", 120), row("other_delivery", 800),
      row("other_transaction", 200), row("people.wellbeing", 20), row("achieved.wellbeing", 10),
      row("outcome_people.job", 20), row("outcome_achieved.job", 4),
    },
    expect = {
      says = {
        "\n**What each cost**\n\n| Cost | Contract | Other programme |\n",
        "| Outcome payments of this settlement | 240 EUR | – |\n| Delivery | 600 EUR | 800 EUR |\n"
          .. "| Design, procurement, measuring, governing | 120 EUR | 200 EUR |\n"
          -- Payments are not added to what they pay for.
          .. "| **Counted below** | **720 EUR** | **1,000 EUR** |\n",
        "\n**Cost of one outcome, EUR, with 95 % intervals**\n\n"
          .. "| Outcome | Contract | Other | Contract to other |\n",
        -- 720 / 6 and 1,000 / 10; Wilson's bounds of 6 of 9 and 10 of 20; Katz.
        "| Wellbeing became better | 120 (91 to 226) | 100 (71 to 167) | 1.20 (0.63 to 2.27) |\n",
        -- 720 / 4 and 1,000 / 4; 4 of 10 and 4 of 20.
        "| A job | 180 (105 to 428) | 250 (120 to 620) | 0.72 (0.23 to 2.30) |\n",
        "\nEach programme's whole cost is set against each outcome by itself. The interval is of how many "
          .. "achieve, by Wilson, and of the ratio by Katz; the sums are taken as certain.\n",
      },
      lacks = { "the outcome payments of this settlement stand for it" },
    },
  },
  {
    name = "without delivery the payments stand for it, with what it took around it added",
    contract = clinic,
    evidence = all,
    answers = { row("contract_transaction", 120), row("other_transaction", 200) },
    expect = {
      says = {
        -- 240 + 120.
        "| Delivery | – | – |\n| Design, procurement, measuring, governing | 120 EUR | 200 EUR |\n"
          .. "| **Counted below** | **360 EUR** | **200 EUR** |\n",
        -- 360 / 4.
        paid_instead, "| A job | 90 (52 to 214) | none: how many achieve is not known, and of how many "
          .. "people is not known |",
      },
    },
  },
  {
    name = "delivery alone counts as it is, and what lacks is not taken as nothing",
    contract = clinic,
    evidence = all,
    answers = { row("contract_delivery", 600), row("other_delivery", 800) },
    expect = {
      says = {
        "| Design, procurement, measuring, governing | – | – |\n"
          .. "| **Counted below** | **600 EUR** | **800 EUR** |\n",
      },
    },
  },
  {
    name = "without any answer payments are the contract's cost, and the other programme's is not known",
    contract = clinic,
    evidence = all,
    answers = { row("same_prices", "yes") },
    expect = {
      says = {
        "| **Counted below** | **240 EUR** | **–** |\n", paid_instead,
        -- 240 / 4.
        "| A job | 60 (35 to 143) | none: the cost is not known | none: a cost is not known |",
        "\nCosts of the same years: yes.\n",
      },
    },
  },
  {
    name = "of a draft nothing is paid, and nothing stands for delivery",
    contract = clinic,
    answers = { row("contract_transaction", 120) },
    expect = {
      says = {
        "| Outcome payments of this settlement | – | – |\n| Delivery | – | – |\n",
        "| **Counted below** | **120 EUR** | **–** |\n",
        "| A job | none: there is no evidence yet | none: the cost is not known | none: there is no "
          .. "evidence yet |",
      },
      lacks = { "the outcome payments of this settlement stand for it" },
    },
  },
}
