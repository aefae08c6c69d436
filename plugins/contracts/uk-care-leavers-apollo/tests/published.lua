-- The published figures: INDIGO-POJ-0123, GO Lab, export of May 2025.
local function counted(indicator, value, state, day)
  return {
    subject = "contract", indicator = indicator, day = day or "2022-12-31", value = value, state = state,
  }
end

-- What was published as paid; nothing for outcomes 2 and 12 to 15.
local paid = {
  outcomemetric1 = "22660.00",
  outcomemetric3 = "20020.00",
  outcomemetric4 = "19140.00",
  outcomemetric5 = "21780.00",
  outcomemetric6 = "11660.00",
  outcomemetric7 = "9900.00",
  outcomemetric8 = "7040.00",
  outcomemetric9 = "29920.00",
  outcomemetric10 = "89870.00",
  outcomemetric11 = "14190.00",
  outcomemetric16 = "2420.00",
  outcomemetric17 = "4400.00",
  outcomemetric18 = "5610.00",
  outcomemetric19 = "48180.00",
  outcomemetric20 = "176000.00",
  outcomemetric21 = "148500.00",
  outcomemetric22 = "126500.00",
  outcomemetric23 = "90750.00",
}

-- Derived: paid / price.
local claims = {
  outcomemetric1 = 103,
  outcomemetric2 = 0,
  outcomemetric3 = 91,
  outcomemetric4 = 87,
  outcomemetric5 = 99,
  outcomemetric6 = 53,
  outcomemetric7 = 45,
  outcomemetric8 = 32,
  outcomemetric9 = 17,
  outcomemetric10 = 19,
  outcomemetric11 = 3,
  outcomemetric12 = 0,
  outcomemetric13 = 0,
  outcomemetric14 = 0,
  outcomemetric15 = 0,
  outcomemetric16 = 22,
  outcomemetric17 = 20,
  outcomemetric18 = 17,
  outcomemetric19 = 73,
  outcomemetric20 = 64,
  outcomemetric21 = 54,
  outcomemetric22 = 46,
  outcomemetric23 = 33,
}

return {
  {
    name = "the published claims pay the published sums, line by line",
    evidence = { "evidence/claims.csv" },
    expect = { total = "848540.00", lines = paid, claims = claims, findings = {} },
  },
  {
    name = "persons are not what is paid: price times persons would be 848,760.00",
    evidence = { "evidence/claims.csv", "evidence/persons.csv" },
    expect = { total = "848540.00", claims = { outcomemetric17 = 20 }, findings = {} },
  },
  {
    name = "one claim below what was paid for outcome 17",
    measurements = { counted("outcomemetric17", 19, "verified") },
    expect = { total = "4180.00", lines = { outcomemetric17 = "4180.00" } },
  },
  {
    name = "as many claims of outcome 17 as were paid",
    measurements = { counted("outcomemetric17", 20, "verified") },
    expect = { total = "4400.00", lines = { outcomemetric17 = "4400.00" } },
  },
  {
    name = "as many claims of outcome 17 as persons were reported: 220.00 more",
    measurements = { counted("outcomemetric17", 21, "verified") },
    expect = { total = "4620.00", lines = { outcomemetric17 = "4620.00" } },
  },
  {
    name = "persons alone pay nothing",
    evidence = { "evidence/persons.csv" },
    expect = { total = "0.00", findings = {} },
  },
  {
    name = "no claim of anything pays nothing",
    measurements = { counted("outcomemetric1", 0, "verified") },
    expect = { total = "0.00", claims = { outcomemetric1 = 0 } },
  },
  {
    name = "claims that nobody has verified stop the settlement",
    measurements = { counted("outcomemetric17", 20, "reported") },
    expect = { error = "not_verified" },
  },
  {
    name = "two rows of a count are added up, and asked about",
    measurements = {
      counted("outcomemetric17", 20, "verified"),
      counted("outcomemetric17", 1, "verified", "2022-12-30"),
    },
    expect = { total = "4620.00", findings = { "outcomemetric17 has 2 rows, which are added up" } },
  },
  {
    name = "two rows of the first count are asked about as well",
    measurements = {
      counted("outcomemetric1", 1, "verified"), counted("outcomemetric1", 1, "verified", "2022-12-30"),
    },
    expect = { total = "440.00", findings = { "outcomemetric1 has 2 rows, which are added up" } },
  },
  {
    name = "and of the last, of persons too",
    measurements = {
      counted("outcomemetric23_persons", 1, "verified"),
      counted("outcomemetric23_persons", 1, "verified", "2022-12-30"),
    },
    expect = { total = "0.00", findings = { "outcomemetric23_persons has 2 rows, which are added up" } },
  },
}
