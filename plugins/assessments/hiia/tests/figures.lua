-- What can be compared by group. In the day clinic are four of the poorer area and six of the richer one;
-- three of these six left in June with a diploma, and cost half of what the other three did.
local clinic = "tests/contracts/clinic"
local plain = "tests/contracts/plain"
local all = { "evidence/people.csv", "evidence/values.csv" }

local function ordered(answer)
  return { { question = "ordered.area", answer = answer, evidence = "", by = "test", day = "2026-01-31" } }
end

--- The parts on a group of whom nobody is in the evidence, in their order.
local function without_figures()
  local text = "\n### Evening clinic, by area\n"
  for _, title in ipairs {
    "Reach", "Completion", "Outcome: Cost of care", "Outcome: Wellbeing, who improved",
    "Outcome: Wellbeing, by how much", "Outcome: A job", "Payment",
  } do
    text = ("%s\n#### %s\n\nThere are no figures: nobody of this group is in the evidence.\n"):format(
      text, title)
  end
  return text
end

return {
  {
    name = "completion, outcomes and payment are shown for each group of people",
    contract = clinic,
    evidence = all,
    expect = {
      says = {
        "\n## In figures\n\nGaps are of the worst off and the best off where the groups have an order, "
          .. "otherwise of the two that are furthest apart. Figures of few people are hidden. Many "
          .. "comparisons are made: one in twenty intervals misses even where nothing differs.\n\n"
          .. "### Day clinic, by area\n",
        -- 4 of 4 and 3 of 6 stayed, by Wilson.
        "\n#### Completion\n\n**Stayed to the end of the window, the year**\n",
        "| poorer | 4 | 4 | 100 | 51 to 100 |\n| richer | 6 | 6 | 50 | 18.8 to 81.2 |\n",
        "\n#### Outcome: Cost of care\n\n**Cost of care, sum of the window, the year**\n",
        -- 4 × 100; (3 × 200 + 3 × 400) / 6 = 300.
        "| poorer | 4 | 4 | 100 | – |\n| richer | 6 | 6 | 300 |",
        "\n#### Outcome: Wellbeing, who improved\n\n",
        "\n#### Outcome: Wellbeing, by how much\n\n",
        -- 4 × 2; (3 × 6 + 3 × 0) / 6 = 3.
        "| poorer | 4 | 4 | 2 | – |\n| richer | 6 | 6 | 3 |",
        "\n#### Outcome: A job\n\n**Achieved: A job, the year**\n",
        -- 0 of 4 and 3 of 6.
        "| poorer | 4 | 4 | 0 | 0 to 49 |\n| richer | 6 | 6 | 50 | 18.8 to 81.2 |\n",
        "\n#### Payment\n\n**Paid for a person, at the outcomes' prices, the year**\n",
        -- 3 × 60.00 / 6 = 30.00.
        "| poorer | 4 | 4 | 0 | – |\n| richer | 6 | 6 | 30 |",
      },
    },
  },
  {
    name = "completion comes first, then indicators and outcomes as the contract has them, payment last",
    contract = clinic,
    evidence = all,
    expect = { says = { without_figures() .. "\n### Evening clinic, by age\n" } },
  },
  {
    name = "what has no better, happens once or now and then, or is of no single people is not compared",
    contract = clinic,
    evidence = all,
    expect = {
      lacks = {
        "Outcome: Weight", "Outcome: Diploma", "Outcome: Visits", "Outcome: Grants", "Outcome: Opening hours",
        "Outcome: Courses", "Outcome: A course held",
      },
    },
  },
  {
    name = "an order that was answered yes gives indexes, and the gap of the first and the last",
    contract = clinic,
    evidence = all,
    answers = ordered "yes",
    expect = {
      says = {
        -- The poorer area comes first: 100 less 300. Ridits 0.2 and 0.7: 200 / 0.5, over the mean of 220.
        "- **Gap, poorer less richer:** -200 EUR", "- **Slope index of inequality:** 400 EUR",
        "- **Relative index of inequality:** 1.82",
        -- Care that costs less is better, and 0 is not within.
        "\n\npoorer does better than richer.\n",
      },
    },
  },
  {
    name = "an order that was answered no gives none, and the gap of the two furthest apart",
    contract = clinic,
    evidence = all,
    answers = ordered "no",
    expect = {
      says = {
        "- **Gap, richer less poorer:** 200 EUR", "\n\nricher does worse than poorer.\n",
        -- 4 of 4 and 3 of 6 stayed to the end.
        "\n\npoorer and richer cannot be told apart by these figures: the interval holds 0.\n",
      },
      lacks = { "Slope index of inequality" },
    },
  },
  {
    name = "a contract that declares no attribute can show nothing by group, now or later",
    contract = plain,
    evidence = { "evidence/people.csv" },
    expect = {
      says = {
        "\n## In figures\n\n> **Warning:** The contract declares no attribute of people: nothing can be "
          .. "shown by group, now or later.\n\n## What causes the inequality\n",
      },
      lacks = { "Gaps are of the worst off" },
    },
  },
}
