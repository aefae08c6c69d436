-- The scale of wellbeing, and the caps of a contract and of the fund. A large gain pays 900.
-- A value is due in each month of the first and the last quarter.
local months = { 1, 2, 3, 10, 11, 12 }

--- So many people of a contract and cohort whose wellbeing went from `before` to `after`, and in December to
-- `last` where that is given.
local function people(count, contract, cohort, before, after, last)
  local participants, measurements = {}, {}
  for number = 1, count do
    local name = ("%s-%s-%d"):format(contract, cohort, number)
    participants[number] = {
      subject = name, group = "enrolled", entry = "2025-01-01", contract = contract, cohort = cohort,
    }
    for _, month in ipairs(months) do
      table.insert(measurements, {
        subject = name, indicator = "wellbeing", day = ("2025-%02d-28"):format(month),
        value = month <= 3 and before or month == 12 and last or after, state = "verified",
      })
    end
  end
  return participants, measurements
end

local function case(name, given, expect)
  local participants, measurements = people(table.unpack(given))
  return {
    name = name, participants = participants, measurements = measurements, terms = given.terms,
    caps = given.caps, expect = expect,
  }
end

return {
  case("from the lowest wellbeing to the highest is a large gain",
    { 1, "C000", "Q1", "0.0", "100.0" }, { total = "900.00", claims = { large_gain = 1 }, findings = {} }),
  case("a wellbeing above the scale is no evidence: who lacks it is held",
    { 1, "C000", "Q1", "40.0", "100.1" }, { total = "0.00", held = 1, findings = { "above 100.0" } }),
  case("so is one below it",
    { 1, "C000", "Q1", "-0.1", "55.0" }, { total = "0.00", held = 1, findings = { "below 0.0" } }),
  -- A tenth in one of three months is a thirtieth of the mean.
  case("a thirtieth of a point below 15 is a medium gain",
    { 1, "C000", "Q1", "40.0", "55.0", "54.9" }, { total = "500.00", findings = {} }),
  case("a thirtieth of a point above 15 is a large gain",
    { 1, "C000", "Q1", "40.0", "55.0", "55.1" }, { total = "900.00", findings = {} }),
  case("a thirtieth of a point below 10 is a small gain",
    { 1, "C000", "Q1", "40.0", "50.0", "49.9" }, { total = "200.00", findings = {} }),
  case("a thirtieth of a point above 10 is a medium gain",
    { 1, "C000", "Q1", "40.0", "50.0", "50.1" }, { total = "500.00", findings = {} }),
  case("a thirtieth of a point below 5 is no gain that pays",
    { 1, "C000", "Q1", "40.0", "45.0", "44.9" }, { total = "0.00", findings = {} }),
  case("a thirtieth of a point above 5 is a small gain",
    { 1, "C000", "Q1", "40.0", "45.0", "45.1" }, { total = "200.00", findings = {} }),
  case("a loss of wellbeing pays nothing",
    { 1, "C000", "Q1", "55.0", "40.0" }, { total = "0.00", findings = {} }),
  case("a contract that stays an öre below its cap is paid what it earned",
    { 1, "C000", "Q1", "40.0", "55.0", terms = { contract_cap = "900.01" } }, { total = "900.00" }),
  case("a contract at its cap is paid what it earned",
    { 1, "C000", "Q1", "40.0", "55.0", terms = { contract_cap = "900.00" } }, { total = "900.00" }),
  case("a contract an öre above its cap is paid the cap",
    { 1, "C000", "Q1", "40.0", "55.0", terms = { contract_cap = "899.99" } }, { total = "899.99" }),
  case("whatever contracts earn, the fund pays no more than its cap",
    { 2, "C000", "Q1", "40.0", "55.0", caps = { fund = "1799.99" } }, { total = "1799.99" }),
}
