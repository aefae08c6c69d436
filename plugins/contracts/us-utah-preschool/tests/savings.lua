-- 95 percent of what was saved: as published, nothing, a loss, and the smallest sums.
local function row(indicator, value)
  local day = "2014-06-30"
  return { subject = "contract", indicator = indicator, day = day, value = value, state = "verified" }
end

local function case(name, savings, total)
  return {
    name = name,
    measurements = { row("savings", savings) },
    expect = { total = total, lines = { savings_share = total }, findings = {} },
  }
end

return {
  {
    name = "the published savings of 281,000: 266,950, published as about 267,000",
    evidence = { "evidence/cohort_1.csv" },
    expect = { total = "266950.00", lines = { savings_share = "266950.00" }, findings = {} },
  },
  case("no savings", "0", "0.00"),
  case("special education cost more", "-1000.00", "0.00"),
  case("a dollar", "1.00", "1.00"),
  case("half a dollar is paid as nothing", "0.50", "0.00"),
  case("a tie goes to the even dollar: 0.95 of 10 is 9.50", "10.00", "10.00"),
  case("a tie goes to the even dollar: 0.95 of 30 is 28.50", "30.00", "28.00"),
  case("what 267,000 would be 95 percent of, to the cent below", "281052.63", "267000.00"),
  {
    name = "savings that nobody reported are not 0",
    measurements = { row("at_risk", "110") },
    expect = { error = "savings" },
  },
  {
    name = "savings that nobody has verified stop the settlement",
    measurements = { { subject = "contract", indicator = "savings", day = "2014-06-30", value = "281000" } },
    expect = { error = "not_verified" },
  },
  {
    name = "as many at risk as there are children",
    measurements = { row("at_risk", "595"), row("savings", "0") },
    expect = { total = "0.00", findings = {} },
  },
  {
    name = "more at risk than there are children",
    measurements = { row("at_risk", "596"), row("savings", "0") },
    expect = { findings = { "596 children are more than the 595 of the cohort" } },
  },
  {
    name = "as many used special education as there are children",
    measurements = { row("used_special_education", "595"), row("savings", "0") },
    expect = { total = "0.00", findings = {} },
  },
  {
    name = "more used special education than there are children",
    measurements = { row("used_special_education", "596"), row("savings", "0") },
    expect = { findings = { "596 children are more than the 595 of the cohort" } },
  },
  {
    name = "nobody at risk, nobody in special education",
    measurements = { row("at_risk", "0"), row("used_special_education", "0"), row("savings", "1.00") },
    expect = { total = "1.00", findings = {} },
  },
  {
    name = "fewer children than none are no evidence",
    measurements = { row("at_risk", "-1"), row("used_special_education", "-1"), row("savings", "1.00") },
    expect = {
      total = "1.00",
      findings = { "below 0, the minimum of at_risk", "below 0, the minimum of used_special_education" },
    },
  },
}
