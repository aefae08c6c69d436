-- What is read from the contract itself: parties, and of how many people there are figures.
local school = "tests/contracts/school"

return {
  {
    name = "each party stands with its sector and all its roles",
    contract = school,
    expect = {
      says = {
        "\n### What the contract itself shows\n\n| Party | Sector | Roles |\n",
        "| Town | public | outcome payer, commissioner |", "| Charity | nonprofit | provider |",
        "\n**What is measured**\n\n| Indicator | Every | With a figure |\n",
      },
    },
  },
  {
    name = "a draft has no figures of people, whatever else is counted",
    contract = school,
    expect = {
      says = {
        "| Days at school | year | there is no evidence yet |", "| Agreements | event | of the contract |",
        "| Weeks of waiting | event | of the group |",
      },
      lacks = { " people |" },
    },
  },
  {
    name = "an indicator of people says how many of them have a figure",
    contract = school,
    evidence = { "evidence/pupils.csv", "evidence/attendance.csv", "evidence/agreements.csv" },
    expect = {
      says = {
        -- Of four pupils three have a value.
        "| Days at school | year | 3 of 4 people |", "| Agreements | event | of the contract |",
        "| Weeks of waiting | event | of the group |",
      },
      lacks = { "no evidence yet", "not of single people" },
    },
  },
  {
    name = "where the evidence is of no single people, the indicator says so",
    contract = school,
    evidence = { "evidence/agreements.csv" },
    expect = {
      says = { "| Days at school | year | the evidence is not of single people |" },
      lacks = { "no evidence yet" },
    },
  },
}
