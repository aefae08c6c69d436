-- Counts, price and caps are published: INDIGO-POJ-0304. What they come to, and the halves, are derived.
local function counted(indicator, value, state)
  return {
    subject = "contract", indicator = indicator, day = "2024-12-31", value = value,
    state = state or "verified",
  }
end

local function case(name, family_planning, hiv, total, half)
  return {
    name = name,
    measurements = { counted("family_planning", family_planning), counted("hiv", hiv) },
    expect = { total = total, lines = { first_funder = half, second_funder = half } },
  }
end

return {
  {
    name = "the published counts: half each",
    evidence = { "evidence/counts.csv" },
    expect = {
      total = "4697253.54",
      lines = { first_funder = "2348626.77", second_funder = "2348626.77" },
      claims = { family_planning = 270756, hiv = 114897 },
      findings = {},
    },
  },
  case("family planning alone", 270756, 0, "3297808.08", "1648904.04"),
  case("HIV alone", 0, 114897, "1399445.46", "699722.73"),
  case("nothing", 0, 0, "0.00", "0.00"),
  case("one unit", 1, 0, "12.18", "6.09"),
  case("family planning, the last whole unit below its cap", 424995, 0, "5176439.10", "2588219.55"),
  case("family planning, the unit that goes above its cap", 424996, 0, "5176445.00", "2588222.50"),
  case("family planning, far above its cap", 1000000, 0, "5176445.00", "2588222.50"),
  case("HIV, the last whole unit below its cap", 0, 134998, "1644275.64", "822137.82"),
  case("HIV, the unit that goes above its cap", 0, 134999, "1644283.00", "822141.50"),
  case("a cap of one metric leaves the other alone", 424996, 1, "5176457.18", "2588228.59"),
  case("both at their caps, below what the funders committed", 424996, 134999, "6820728.00", "3410364.00"),
  {
    name = "counts that nobody has verified stop the settlement",
    measurements = { counted("family_planning", 1), counted("hiv", 1, "reported") },
    expect = { error = "not_verified" },
  },
}
