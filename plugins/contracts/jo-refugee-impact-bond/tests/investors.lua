-- What each investor gets of what comes back: by what it has invested, 7,825,000 and 2,000,000 of 9,825,000.
local function found(percent, day)
  return {
    subject = "contract", indicator = "income_generating", day = day or "2023-12-31", value = percent,
    state = "verified",
  }
end

return {
  {
    name = "of the floor, 80 percent of what it has invested comes back to each",
    expect = { total = "7860000.00", shares = { dfc = "6260000.00", ferd = "1600000.00" } },
  },
  {
    name = "of the best return each has 5.1 percent more than it has invested",
    settlement = "with_outcomes",
    measurements = { found "90" },
    expect = { total = "10326075.00", shares = { dfc = "8224075.00", ferd = "2102000.00" } },
  },
  {
    -- 80 % of 9,825,293 are 7,860,234.40: 7,825 / 9,825 of it are 6,260,186.6849…, the rest 1,600,047.7150….
    name = "a cent that both have a part of goes to the larger remainder",
    terms = { invested = "9825293.00" },
    expect = { total = "7860234.40", shares = { dfc = "6260186.68", ferd = "1600047.72" } },
  },
  {
    name = "the best return is 105.1 percent of what was invested by the prices alone, without the cap",
    settlement = "with_outcomes",
    caps = { best_return = "20000000.00" },
    measurements = { found "100" },
    expect = { total = "10326075.00" },
  },
  {
    name = "the last percentage counts: 98.5, where half of them earned at first",
    settlement = "with_outcomes",
    measurements = { found("50", "2022-12-31"), found "98.5" },
    expect = { total = "10326075.00", findings = {} },
  },
  {
    name = "the last percentage counts: 50, where all earned at first",
    settlement = "with_outcomes",
    measurements = { found("100", "2022-12-31"), found "50" },
    expect = { total = "7860000.00", findings = {} },
  },
  {
    name = "no more than all can earn: 100.1 percent are no evidence",
    settlement = "with_outcomes",
    measurements = { found "100.1" },
    expect = { error = "there is no value of income_generating", findings = { "is above 100.0" } },
  },
  {
    name = "no fewer than nobody can earn: -0.1 percent are no evidence",
    settlement = "with_outcomes",
    measurements = { found "-0.1" },
    expect = { error = "there is no value of income_generating", findings = { "is below 0.0" } },
  },
}
