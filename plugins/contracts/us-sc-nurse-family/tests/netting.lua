-- Each threshold a unit below, at and above; netting; the cap. What a threshold is worth is assumed.
local function row(indicator, value, state)
  return {
    subject = "contract", indicator = indicator, day = "2022-12-31", value = value,
    state = state or "verified",
  }
end

--- The four results, all of them 0 unless given.
local function results(given)
  return {
    row("preterm", given.preterm or "0"),
    row("birth_interval", given.birth_interval or "0"),
    row("injury", given.injury or "0"),
    row("low_income_zip", given.low_income_zip or "0"),
  }
end

local function case(name, given, total)
  return {
    name = name,
    measurements = results(given),
    expect = { total = total, lines = { success = total }, findings = {} },
  }
end

local full = { preterm = "15", birth_interval = "20", injury = "26" }

local tests = {
  {
    name = "preterm births alone qualify: after netting nothing is paid",
    evidence = { "evidence/evaluation.csv" },
    expect = { total = "0.00", lines = { success = "0.00" }, findings = {} },
  },
  case("no result at all", {}, "0.00"),
  case("one worse takes off as much as one partial pays", { preterm = "13.5", injury = "-0.01" }, "0.00"),
  case("one worse leaves half of one full", { preterm = "15", injury = "-0.01" }, "1250000.00"),
  case("one worse, at its least, costs the same", { preterm = "15", injury = "-100" }, "1250000.00"),
  case("no worse costs nothing", { preterm = "13.5", injury = "0" }, "1250000.00"),
  case("all worse: nobody pays back", { preterm = "-1", birth_interval = "-1", injury = "-1" }, "0.00"),
  case("the bonus is netted too", { low_income_zip = "65", injury = "-1" }, "0.00"),
  case("all three full: at the cap", full, "7500000.00"),
  case("all three full and the bonus: 500,000 above the cap",
    { preterm = "15", birth_interval = "20", injury = "26", low_income_zip = "65" }, "7500000.00"),
  case("two full, one partial and the bonus: 750,000 below the cap",
    { preterm = "13.5", birth_interval = "20", injury = "26", low_income_zip = "65" }, "6750000.00"),
  {
    name = "a result that nobody reported is not 0",
    measurements = { row("preterm", "14"), row("birth_interval", "0"), row("low_income_zip", "0") },
    expect = { error = "injury of contract is missing" },
  },
  {
    name = "a result that nobody has verified stops the settlement",
    measurements = { row("preterm", "14", "reported"), table.unpack(results {}, 2) },
    expect = { error = "not_verified" },
  },
  {
    name = "two values of a result are not added up",
    measurements = {
      { subject = "contract", indicator = "preterm", day = "2022-06-30", value = "7", state = "verified" },
      table.unpack(results { preterm = "7" }),
    },
    expect = { error = "missing (rejected)", findings = { "preterm has 2 values" } },
  },
}

local thresholds = {
  { "preterm", "13.49", "13.5", "13.51", "0.00", "1250000.00" },
  { "preterm", "14.99", "15", "15.01", "1250000.00", "2500000.00" },
  { "birth_interval", "17.99", "18", "18.01", "0.00", "1250000.00" },
  { "birth_interval", "19.99", "20", "20.01", "1250000.00", "2500000.00" },
  { "injury", "23.39", "23.4", "23.41", "0.00", "1250000.00" },
  { "injury", "25.99", "26", "26.01", "1250000.00", "2500000.00" },
  { "low_income_zip", "64.99", "65", "65.01", "0.00", "500000.00" },
}
for _, t in ipairs(thresholds) do
  table.insert(tests, case(("%s %s"):format(t[1], t[2]), { [t[1]] = t[2] }, t[5]))
  table.insert(tests, case(("%s %s"):format(t[1], t[3]), { [t[1]] = t[3] }, t[6]))
  table.insert(tests, case(("%s %s"):format(t[1], t[4]), { [t[1]] = t[4] }, t[6]))
end

return tests
