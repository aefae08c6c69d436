-- What is asked about, warned of and rejected. Estimates are given, so that no evidence need be complete.
local estimates = { placement_cost = { saving = "0" }, school_results = { improved = false } }

--- So many children of 2016, c-1 and on, and people of the reference group, r-1 and on.
local function people(children, reference)
  local rows = {}
  for number = 1, children do
    rows[number] = { subject = "c-" .. number, group = "children_2016", entry = "2016-09-01" }
  end
  for number = 1, reference do
    table.insert(rows, { subject = "r-" .. number, group = "reference_2013", entry = "2013-09-01" })
  end
  return rows
end

--- Values of the first child, and a cost of nothing with a reason where `missing` says one.
local function measured(indicator, values, missing)
  local rows = {}
  for number, value in ipairs(values) do
    rows[number] = {
      subject = "c-1", indicator = indicator, day = ("2016-%02d-01"):format(8 + number), value = value,
      state = "verified",
    }
  end
  if missing then
    table.insert(rows, { subject = "c-1", indicator = indicator, day = "2017-06-01", missing = missing })
  end
  return rows
end

local function case(name, participants, measurements, findings)
  return {
    name = name,
    estimates = estimates,
    participants = participants,
    measurements = measurements,
    expect = { total = "4000000.00", findings = findings },
  }
end

local everybody = people(60, 61)

return {
  -- The groups
  case("60 children and 61 of the reference group are as the contract says", everybody, nil, {}),
  case("a child less is warned of", people(59, 61), nil,
    { "children_2016 has 59 people, and the contract says 60" }),
  case("a child more is warned of", people(61, 61), nil,
    { "children_2016 has 61 people, and the contract says 60" }),
  case("so is one of the reference group more", people(60, 62), nil,
    { "reference_2013 has 62 people, and the contract says 61" }),
  case("a file of one child and nobody else is warned of", people(1, 0), nil,
    { "children_2016 has 1 people, and the contract says 60" }),
  case("a file of children alone says nothing about the reference group", people(60, 0), nil, {}),
  -- The values
  case("nothing is asked about costs of 0, 1 and 150,000 in a month", everybody,
    measured("placement_cost", { 0, 1, 150000 }), {}),
  case("a krona above 150,000 is asked about", everybody, measured("placement_cost", { 150001 }),
    { "the cost of a month is 150,001.00 SEK, above 150,000.00 SEK" }),
  case("a month without a cost because the child withdrew is not", everybody,
    measured("placement_cost", { 1 }, "withdrawn"), {}),
  case("a cost below 0 is no evidence", everybody, measured("placement_cost", { -1 }),
    { "below 0, the minimum of placement_cost" }),
  case("0 to 17 subjects can be passed", everybody, measured("school_results", { 0, 17 }), {}),
  case("an eighteenth cannot", everybody, measured("school_results", { 18 }),
    { "above 17, the maximum of school_results" }),
  case("and no fewer than none", everybody, measured("school_results", { -1 }),
    { "below 0, the minimum of school_results" }),
  -- The loan
  {
    name = "a loan that is drawn an öre above its limit is rejected",
    estimates = estimates,
    terms = { drawn_loan = "10000000.01" },
    expect = {
      findings = { "the drawn loan of 10,000,000.01 SEK is above the limit of 10,000,000.00 SEK" },
    },
  },
}
