-- What the contract's own evaluations found, and what one unit of it cost.
local clinic = "tests/contracts/clinic"
local people = "evidence/people.csv"
local wellbeing = {
  people, "evidence/day-1-to-5.csv", "evidence/day-6-to-7.csv", "evidence/day-8-to-9.csv",
  "evidence/waiting-1-to-15.csv", "evidence/waiting-16-to-19.csv",
}

local function and_also(files, more)
  local all = {}
  for _, file in ipairs(files) do all[#all + 1] = file end
  for _, file in ipairs(more) do all[#all + 1] = file end
  return all
end

return {
  {
    name = "an evaluation shows its difference to two decimals, which way it goes, and what follows from it",
    contract = clinic,
    evidence = wellbeing,
    expect = {
      says = {
        "\n**What the contract's evaluations found**\n\n| Indicator | Method | Difference | Direction |\n",
        -- (5 × 26 + 27 + 3 × 20) / 9 = 24.111 less 20 of all who wait.
        "| Wellbeing | comparison group | 4.11 | better |\n",
        -- Conclusions come below, of evaluations that have one.
        "\n\nWellbeing: The difference is 4.11 points more than the comparison, the better way.",
        "smaller ones less often.\n\n### How much of each result would have come anyway?\n",
      },
      lacks = { "\nSleep: ", "\nWeight: " },
    },
  },
  {
    name = "an evaluation that went the worse way is not better",
    contract = clinic,
    -- Among those who wait are the five who gained, and in the day clinic those who did not.
    evidence = { people, "evidence/worse.csv" },
    expect = { says = { "| Wellbeing | comparison group | -6 | not better |" } },
  },
  {
    name = "an evaluation without a figure says why, one beside nothing has no difference and no direction",
    contract = clinic,
    evidence = and_also(wellbeing, { "evidence/costs.csv" }),
    expect = {
      says = {
        "| Sleep | before and after | none: nobody is left in 'day': all 10 are excluded | – |",
        "| Cost of care | none | – | – |",
      },
      lacks = { "\nSleep: " },
    },
  },
  {
    name = "a difference of few people is hidden, its direction too, and nothing is concluded",
    contract = clinic,
    -- Two people sleep longer, and two are fewer than three.
    evidence = and_also(wellbeing, { "evidence/sleep.csv" }),
    expect = { says = { "| Sleep | before and after | &lt;3 | – |" }, lacks = { "\nSleep: " } },
  },
  {
    name = "a difference of what has no better goes neither way",
    contract = clinic,
    evidence = and_also(wellbeing, { "evidence/weight.csv" }),
    expect = {
      says = {
        -- 1 to 5 kg more: 3 in the mean. Conclusions stand in the order of the evaluations.
        "| Weight | before and after | 3 | – |", "smaller ones less often.\n\n"
          .. "Weight: The difference is 3.00 kg",
      },
    },
  },
  {
    name = "a draft has no figure of any evaluation, and concludes nothing",
    contract = clinic,
    expect = {
      says = {
        "| Wellbeing | comparison group | none: there is no evidence yet | – |",
        "| Cost of care | none | none: there is no evidence yet | – |",
      },
      lacks = { "Wellbeing: The difference" },
    },
  },
  {
    name = "where a cost is measured of each person, one unit of each effect has its cost",
    contract = clinic,
    evidence = and_also(wellbeing, { "evidence/costs.csv" }),
    expect = {
      says = {
        "\n**What one unit of an effect costs, person by person (Fieller's interval)**\n\n"
          .. "| Cost of a person | Effect | Cost of one unit |\n",
        -- 100 over the mean of 5 × 6, 7 and 3 × 0, 4.111: 24.3; its bounds 4.111 ± 2.306 × 1.033.
        "| Cost of care | Wellbeing: the last value less the first | 24 EUR (15 to 58) |\n"
          .. "| Cost of care | Sleep: the last value less the first | none: ",
        "\nA mean over a mean of the same people. Where an effect cannot be told from nothing, no interval "
          .. "has an end, and none is given.\n\nCosts of the same years: not answered.\n",
      },
      -- A cost is no effect of itself, and a grant to the contract no cost of a person.
      lacks = { "| Cost of care | Cost of care", "| Grants |", "| Cost of care | Weight" },
    },
  },
  {
    name = "without a cost of single people there is no cost of a unit",
    contract = "tests/contracts/sites",
    evidence = { "evidence/people.csv", "evidence/jobs.csv" },
    expect = { lacks = { "What one unit of an effect costs", "A mean over a mean" } },
  },
}
