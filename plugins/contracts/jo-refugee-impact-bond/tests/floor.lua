-- The floor, who pays it, and what outcomes would add by assumed prices.
local function found(percent, state)
  return {
    {
      subject = "contract", indicator = "income_generating", day = "2023-12-31", value = percent,
      state = state or "verified",
    },
  }
end

--- What the settlement that never pays comes to, by the percentage of people who earn.
local function case(name, percent, total)
  return {
    name = name,
    settlement = "with_outcomes",
    measurements = found(percent),
    expect = { total = total, findings = {} },
  }
end

return {
  {
    name = "80 percent of 9,825,000 is the floor: 1,965,000 is the most that is lost",
    evidence = { "evidence/cohort_1.csv" },
    expect = {
      total = "7860000.00",
      lines = { ikea = "4087200.00", novo_nordisk = "2012160.00", norad = "1760640.00" },
      converted = { novo_nordisk = "12576000.00", norad = "15720000.00" },
      findings = {},
    },
  },
  { name = "the floor needs no outcome", measurements = found "0", expect = { total = "7860000.00" } },
  { name = "nor any evidence", expect = { total = "7860000.00" } },
  {
    name = "without an investment there is no floor",
    terms = { invested = "0.00", invested_dfc = "0.00", invested_ferd = "0.00" },
    expect = { total = "0.00" },
  },
  {
    name = "a cent cannot be shared: it goes to the payer with the largest remainder",
    terms = { invested = "0.02", invested_dfc = "0.01", invested_ferd = "0.01" },
    expect = { total = "0.02", lines = { ikea = "0.02", novo_nordisk = "0.00", norad = "0.00" } },
  },
  case("nobody earns: the floor alone", "0", "7860000.00"),
  case("a unit below the target that is assumed", "69.9", "7860000.00"),
  case("at the target: the principal", "70", "9825000.00"),
  case("a unit above it", "70.1", "9825000.00"),
  case("a unit below what the best return needs", "89.9", "9825000.00"),
  case("the best return, 5.1 percent", "90", "10326075.00"),
  case("a unit above it: no more", "90.1", "10326075.00"),
  case("98.5 percent, as published of cohort 1", "98.5", "10326075.00"),
  {
    name = "a dollar more invested: the cap cuts what goes above the best return",
    settlement = "with_outcomes",
    terms = { invested = "9825001.00" },
    measurements = found "98.5",
    expect = { total = "10326075.00" },
  },
  {
    name = "what nobody has verified adds nothing: it stops what would show it",
    settlement = "with_outcomes",
    measurements = found("98.5", "reported"),
    expect = { error = "not_verified" },
  },
}
