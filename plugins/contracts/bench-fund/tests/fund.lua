-- People of one contract whose wellbeing was `before` in the first quarter and `after` in the last.
local function person(name, contract, cohort, before, after)
  local rows = {}
  for month = 1, 12 do
    rows[month] = {
      subject = name,
      indicator = "wellbeing",
      day = ("2025-%02d-28"):format(month),
      value = month <= 6 and before or after,
      state = "verified",
    }
  end
  local entered = { subject = name, group = "enrolled", entry = "2025-01-01" }
  entered.contract, entered.cohort = contract, cohort
  return entered, rows
end

local function people(list)
  local participants, measurements = {}, {}
  for _, one in ipairs(list) do
    local participant, rows = person(table.unpack(one))
    participants[#participants + 1] = participant
    for _, row in ipairs(rows) do
      measurements[#measurements + 1] = row
    end
  end
  return participants, measurements
end

local at_thresholds, at_thresholds_rows = people {
  { "P1", "C000", "Q1", "40.0", "55.0" },
  { "P2", "C000", "Q2", "40.0", "54.9" },
  { "P3", "C000", "Q3", "40.0", "50.0" },
  { "P4", "C000", "Q4", "40.0", "44.9" },
  { "P5", "C001", "Q4", "40.1", "45.1" },
}

local over_cap, over_cap_rows = people {
  { "P1", "C000", "Q1", "40.0", "55.0" },
  { "P2", "C000", "Q2", "40.0", "55.0" },
  { "P3", "C000", "Q3", "40.0", "55.0" },
  { "P4", "C001", "Q1", "40.0", "45.0" },
}

return {
  {
    name = "a gain exactly at a threshold counts, and a tenth below it does not",
    participants = at_thresholds,
    measurements = at_thresholds_rows,
    expect = {
      claims = { large_gain = 1, medium_gain = 2, small_gain = 1 },
      lines = { q1 = "900.00", q2 = "500.00", q3 = "500.00", q4 = "200.00" },
      total = "2100.00",
    },
  },
  {
    name = "the cap holds for each contract, and what is left over goes to the largest remainder",
    participants = over_cap,
    measurements = over_cap_rows,
    terms = { contract_cap = "100.00" },
    expect = { lines = { q1 = "133.34", q2 = "33.33", q3 = "33.33" }, total = "200.00" },
  },
  {
    name = "the example evidence",
    evidence = { "evidence/participants.csv", "evidence/measurements.csv" },
    expect = { total = "8400.00", lines = { q1 = "400.00", q2 = "3800.00", q3 = "400.00", q4 = "3800.00" } },
  },
}
