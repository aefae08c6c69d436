-- Thresholds and sums are those of contract.toml.
local soc = require "soc"

local good_at, bad_at = soc.decimal "{{good_at}}", soc.decimal "{{bad_at}}"
local good, bad = soc.money "{{good_amount}}", soc.money "{{bad_amount}}"
-- The least that the indicators can tell apart.
local step = soc.decimal "0.01"

local function measured(healthy_births, injuries)
  return {
    {
      subject = "contract", indicator = "healthy_births", day = "{{ends}}", value = healthy_births,
      state = "verified",
    },
    {
      subject = "contract", indicator = "injuries", day = "{{ends}}",
      value = injuries, state = "verified",
    },
  }
end

local function case(name, healthy_births, injuries, total)
  return {
    name = name, measurements = measured(healthy_births, injuries), caps = { contract = good },
    expect = { total = total, lines = { results = total } },
  }
end

--- Rows, and the first of them once more on each of other days.
local function also_on(days, rows)
  for _, day in ipairs(days) do
    local again = {}
    for key, value in pairs(rows[1]) do again[key] = value end
    again.day = day
    rows[#rows + 1] = again
  end
  return rows
end

return {
  case("just below both thresholds", good_at - step, bad_at - step, good * 0),
  case("the good result alone", good_at, bad_at - step, good),
  case("just above it", good_at + step, bad_at - step, good),
  case("a bad result alone costs nothing more than nothing", good_at - step, bad_at, good * 0),
  case("both: the one less the other, and never below nothing", good_at, bad_at, (good - bad):at_least(0)),
  {
    name = "the cap is the most that is paid", measurements = measured(good_at, bad_at - step),
    caps = { contract = (good / 2):round() }, expect = { total = (good / 2):round() },
  },
  {
    name = "the example evidence", evidence = { "evidence/results.csv" }, caps = { contract = good },
    expect = { total = (good - bad):at_least(0), findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    measurements = also_on({ "{{starts}}" }, measured(good_at, bad_at)),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, measured(good_at, bad_at)),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
