-- The published figures: INDIGO-POJ-0133, GO Lab, export of May 2025.
local function quantity(indicator, value, state)
  return { subject = "contract", indicator = indicator, day = "2017-12-31", value = value, state = state }
end

-- Derived: published price × published quantity.
local value = {
  outcomemetric1 = "104500.00",
  outcomemetric2 = "91000.00",
  outcomemetric3 = "25200.00",
  outcomemetric4 = "96000.00",
  outcomemetric5 = "282000.00",
  outcomemetric6 = "268500.00",
  outcomemetric7 = "247500.00",
  outcomemetric8 = "213000.00",
  outcomemetric9 = "45500.00",
  outcomemetric10 = "34500.00",
  outcomemetric11 = "27500.00",
  outcomemetric12 = "3500.00",
  outcomemetric13 = "28500.00",
  outcomemetric14 = "6000.00",
  outcomemetric16 = "135000.00",
  outcomemetric17 = "70000.00",
  outcomemetric18 = "8000.00",
  outcomemetric19 = "6500.00",
}

return {
  {
    name = "the published quantities come to what the rate card says, line by line",
    evidence = { "evidence/quantities.csv" },
    expect = { total = "1692700.00", lines = value, findings = { "is unexplained" } },
  },
  {
    name = "one outcome less",
    evidence = { "evidence/quantities.csv" },
    measurements = { quantity("outcomemetric1", 208, "verified") },
    expect = { total = "1692200.00", lines = { outcomemetric1 = "104000.00" } },
  },
  {
    name = "one outcome more is paid: nothing caps it",
    evidence = { "evidence/quantities.csv" },
    measurements = { quantity("outcomemetric1", 210, "verified") },
    expect = { total = "1693200.00", lines = { outcomemetric1 = "105000.00" } },
  },
  {
    name = "nothing achieved pays nothing",
    measurements = { quantity("outcomemetric1", 0, "verified") },
    expect = { total = "0.00", claims = { outcomemetric1 = 0 } },
  },
  {
    name = "quantities that nobody has verified stop the settlement",
    measurements = { quantity("outcomemetric1", 1, "reported") },
    expect = { error = "not_verified" },
  },
}
