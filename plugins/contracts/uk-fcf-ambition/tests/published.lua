-- The published figures: INDIGO-POJ-0131, GO Lab, export of May 2025.
local function quantity(indicator, value, state)
  return { subject = "contract", indicator = indicator, day = "2017-12-31", value = value, state = state }
end

-- Derived: published price × published quantity.
local value = {
  outcomemetric1 = "203000.00",
  outcomemetric2 = "175500.00",
  outcomemetric3 = "60400.00",
  outcomemetric4 = "185000.00",
  outcomemetric5 = "492000.00",
  outcomemetric6 = "432000.00",
  outcomemetric7 = "352500.00",
  outcomemetric8 = "301500.00",
  outcomemetric9 = "76000.00",
  outcomemetric10 = "69000.00",
  outcomemetric11 = "87500.00",
  outcomemetric12 = "17500.00",
  outcomemetric13 = "70500.00",
  outcomemetric14 = "63000.00",
  outcomemetric15 = "12000.00",
  outcomemetric16 = "306000.00",
  outcomemetric17 = "161000.00",
  outcomemetric18 = "46000.00",
  outcomemetric19 = "29500.00",
  outcomemetric20 = "9500.00",
  outcomemetric21 = "5750.00",
}

return {
  {
    name = "the published quantities come to what the rate card says, line by line",
    evidence = { "evidence/quantities.csv" },
    expect = { total = "3155150.00", lines = value, findings = { "is unexplained" } },
  },
  {
    name = "one outcome less",
    evidence = { "evidence/quantities.csv" },
    measurements = { quantity("outcomemetric1", 405, "verified") },
    expect = { total = "3154650.00", lines = { outcomemetric1 = "202500.00" } },
  },
  {
    name = "one outcome more is paid: nothing caps it",
    evidence = { "evidence/quantities.csv" },
    measurements = { quantity("outcomemetric1", 407, "verified") },
    expect = { total = "3155650.00", lines = { outcomemetric1 = "203500.00" } },
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
