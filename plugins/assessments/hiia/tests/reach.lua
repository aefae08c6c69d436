-- Who is reached: of ten in the day clinic four live in the poorer area, of ten who wait seven. One of each
-- area is old, and two are fewer than the contract's smallest cell, three.
local clinic = "tests/contracts/clinic"
local street = "tests/contracts/street"
local people = { "evidence/people.csv" }

local function row(question, answer)
  return { question = question, answer = answer, evidence = "register", by = "test", day = "2026-01-31" }
end

return {
  {
    name = "a group that takes part is set beside the first one that does not",
    contract = clinic,
    evidence = people,
    expect = {
      says = {
        "\n### Day clinic, by area\n\n#### Reach\n\n**Who they are, beside Waiting list**\n\n"
          .. "| Area | People | Share, % | There | There, % | Points more | 95 % interval |\n",
        -- 4 of 10 less 7 of 10; Newcombe of Wilson's 16.8 to 68.7 and 39.7 to 89.2:
        -- -30 - sqrt(23.2² + 19.2²) and -30 + sqrt(28.7² + 30.3²).
        "| poorer | 4 | 40 | 7 | 70 | -30 | -60.1 to 11.8 |\n"
          .. "| richer | 6 | 60 | 3 | 30 | 30 | -11.8 to 60.1 |\n",
        "\nHow many could be reached was not answered: this says whether two groups are alike, and not "
          .. "whom nobody reached.\n",
      },
      lacks = { "beside Earlier patients", "Waiting list, by area", "All participants, by", "Could be" },
    },
  },
  {
    name = "what is of few people is hidden beside another group too, and has no interval",
    contract = clinic,
    evidence = people,
    expect = {
      says = {
        "\n### Day clinic, by age\n",
        "| young | withheld | withheld | 5 | 50 | withheld | – |\n"
          .. "| old | &lt;3 | &lt;3 | 5 | 50 | &lt;3 | – |\n",
      },
    },
  },
  {
    name = "each group that takes part has its figures, one of whom nobody is known says so",
    contract = clinic,
    evidence = people,
    expect = {
      says = {
        "\n### Evening clinic, by area\n\n#### Reach\n\n"
          .. "There are no figures: nobody of this group is in the evidence.\n\n#### Completion\n",
      },
    },
  },
  {
    name = "how many could be reached makes a rate of each group, and the other group is not looked at",
    contract = clinic,
    evidence = people,
    answers = { row("eligible.area.poorer", 40), row("eligible.area.richer", 20) },
    expect = {
      says = {
        "\n**Reached, of those who could be**\n\n| Area | Reached | Could be | Rate, % | 95 % interval |\n",
        -- 4 of 40 and 6 of 20, by Wilson.
        "| poorer | 4 | 40 | 10 | 4.0 to 23.1 |\n| richer | 6 | 20 | 30 | 14.5 to 51.9 |\n\n"
          .. "- **Slope, relative, concentration index:** none: the groups have no order from the worst "
          .. "off to the best off\n",
        -- Of the other attribute nobody answered it.
        "\n### Day clinic, by age\n\n#### Reach\n\n**Who they are, beside Waiting list**\n",
      },
      lacks = { "| poorer | 4 | 40 | 7 |" },
    },
  },
  {
    name = "groups in order have indexes of their rates",
    contract = clinic,
    evidence = people,
    answers = {
      row("eligible.area.poorer", 40), row("eligible.area.richer", 20), row("ordered.area", "yes"),
      row("ordered.age", "no"),
    },
    expect = {
      says = {
        -- Ridits 1/3 and 5/6: (0.3 - 0.1) / (5/6 - 1/3) = 0.4; over the mean, 10 of 60, 2.4; and
        -- 2 / (1/6) × (2/3 × 0.1 × 1/3 + 1/3 × 0.3 × 5/6) - 1 = 0.267.
        "\n- **Slope index of inequality:** 40.0 percentage points\n"
          .. "- **Relative index of inequality:** 2.40\n- **Concentration index:** 0.267\n",
      },
    },
  },
  {
    name = "a group of whom nobody knows how many could be reached has no rate, and says why",
    contract = clinic,
    evidence = people,
    answers = { row("eligible.area.poorer", 40), row("eligible.age.young", 20), row("eligible.age.old", 10) },
    expect = {
      says = {
        "| poorer | 4 | 40 | 10 | 4.0 to 23.1 |\n"
          .. "| richer | 6 | not measured | – | how many could be reached is not known |\n",
        -- One of each area is too few to be shown, and so is what would tell of them.
        "| young | withheld | 20 | withheld | – |\n| old | &lt;3 | 10 | &lt;3 | – |\n",
      },
    },
  },
  {
    name = "without groups all people are one, and without another group each share stands by itself",
    contract = street,
    evidence = people,
    expect = {
      says = {
        "\n### All participants, by site\n\n#### Reach\n\n**Who they are**\n\n"
          .. "| Site | People | Share, % | 95 % interval |\n",
        -- 5 of 11, by Wilson; two in the south are too few, and four in the east would tell of them.
        "| north | 5 | 45.5 | 21.3 to 72.0 |\n| south | &lt;3 | &lt;3 | – |\n"
          .. "| east | withheld | withheld | – |\n",
        -- Completion hides the same people, though all of each group stayed: 11 less 5 and 4 would be 2.
        "| north | 5 | 5 | 100 | 56.6 to 100.0 |\n| south | &lt;3 | &lt;3 | &lt;3 | – |\n"
          .. "| east | withheld | withheld | withheld | – |\n",
      },
      lacks = { "beside", "How many could be reached was not answered" },
    },
  },
}
