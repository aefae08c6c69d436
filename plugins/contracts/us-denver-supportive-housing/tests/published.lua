-- The published payments: Urban Institute, Final Outcome Payments, July 2021.
local files = { "evidence/outcomes.csv" }

local function measured(indicator, value, day, state)
  return {
    subject = "contract", indicator = indicator, day = day or "2020-12-31", value = value,
    state = state or "verified",
  }
end

local function final(name, days, points, housing, jail)
  return {
    name = name,
    settlement = "final",
    measurements = { measured("days_housed", days), measured("jail_days_reduction", points) },
    expect = { lines = { housing = housing, jail = jail } },
  }
end

return {
  {
    name = "the prior periods: housing alone",
    settlement = "prior_periods",
    evidence = files,
    expect = { total = "3913932.96", lines = { housing = "3913932.96", jail = "0.00" }, findings = {} },
  },
  {
    name = "the final payment: housing and jail",
    settlement = "final",
    evidence = files,
    expect = { total = "5724978.40", lines = { housing = "620978.40", jail = "5104000.00" } },
  },
  {
    name = "the whole contract: what both settlements pay",
    settlement = "whole_contract",
    evidence = files,
    expect = { total = "9638911.36", lines = { housing = "4534911.36", jail = "5104000.00" } },
  },
  final("a tenth of a point below what was paid", "41070", "31.8", "620978.40", "5088000.00"),
  final("a tenth of a point above what was paid", "41070", "32.0", "620978.40", "5120000.00"),
  final("a day below what was paid", "41069", "31.9", "620963.28", "5104000.00"),
  final("a day above what was paid", "41071", "31.9", "620993.52", "5104000.00"),
  final("a tenth of a point, the least that pays", "0", "0.1", "0.00", "16000.00"),
  final("no days and no points", "0", "0", "0.00", "0.00"),
  final("more days in jail than the comparison cost nothing", "1", "-0.1", "15.12", "0.00"),
  final("all days in jail are spared: 100 points", "0", "100", "0.00", "16000000.00"),
  {
    name = "more than all cannot be spared: 100.1 points are no evidence",
    settlement = "final",
    measurements = { measured("days_housed", 1), measured("jail_days_reduction", "100.1") },
    expect = { error = "no value of jail_days_reduction counts", findings = { "is above 100.0" } },
  },
  {
    name = "fewer days than none are no evidence",
    settlement = "final",
    measurements = { measured("days_housed", -1), measured("jail_days_reduction", "31.9") },
    expect = { error = "no value of days_housed counts", findings = { "is below 0" } },
  },
  {
    name = "a day in the last year is not in the prior periods",
    settlement = "prior_periods",
    measurements = {
      measured("days_housed", 1, "2019-12-31"),
      measured("days_housed", 1, "2020-01-01"),
    },
    expect = { total = "15.12" },
  },
  {
    name = "nothing is paid at the end before days in jail were measured",
    settlement = "final",
    measurements = { measured("days_housed", 1) },
    expect = { error = "no value of jail_days_reduction counts" },
  },
  {
    name = "the prior periods are paid all the same",
    settlement = "prior_periods",
    measurements = { measured("days_housed", 1, "2019-12-31") },
    expect = { total = "15.12" },
  },
  {
    name = "days that nobody has verified stop the settlement",
    settlement = "prior_periods",
    measurements = { measured("days_housed", 1, "2019-12-31", "reported") },
    expect = { error = "not_verified" },
  },
}
