-- Thresholds, sums and the cap are those of contract.toml.
local soc = require "soc"

local good_at, bad_at = soc.decimal "{{good_at}}", soc.decimal "{{bad_at}}"
local good, bad = soc.money "{{good_amount}}", soc.money "{{bad_amount}}"
local both, cap = (good - bad):at_least(0), soc.money "{{cap}}"
-- The least that the indicators can tell apart.
local step = soc.decimal "0.01"

local function measured(healthy_births, injuries, day)
  return {
    {
      subject = "contract", indicator = "healthy_births", day = day or "{{ends}}", value = healthy_births,
      state = "verified",
    },
    {
      subject = "contract", indicator = "injuries", day = day or "{{ends}}", value = injuries,
      state = "verified",
    },
  }
end

--- The cap of these cases is above all sums, so that it hides no figure that is too high.
local function case(name, healthy_births, injuries, total)
  return {
    name = name, measurements = measured(healthy_births, injuries), caps = { contract = good * 2 },
    expect = { total = total, lines = { results = total } },
  }
end

return {
  case("just below both thresholds", good_at - step, bad_at - step, good * 0),
  case("the good result alone", good_at, bad_at - step, good),
  case("just above it", good_at + step, bad_at - step, good),
  case("a bad result alone costs nothing more than nothing", good_at - step, bad_at, good * 0),
  case("both: the one less the other, and never below nothing", good_at, bad_at, both),
  case("just above the bad one: it costs no more", good_at, bad_at + step, both),
  {
    name = "a cap below the sum is the most that is paid", measurements = measured(good_at, bad_at - step),
    caps = { contract = (good / 2):round() }, expect = { total = (good / 2):round() },
  },
  {
    name = "no more is paid than the cap of the contract", measurements = measured(good_at, bad_at - step),
    expect = { total = good:at_most(cap) },
  },
  {
    name = "the example evidence", evidence = { "evidence/results.csv" }, caps = { contract = good },
    expect = { total = both, findings = {} },
  },
  {
    name = "results of the first day count, and nothing is asked",
    measurements = measured(good_at, bad_at - step, "{{starts}}"), caps = { contract = good },
    expect = { total = good, findings = {} },
  },
  {
    name = "results of the last day count, and nothing is asked",
    measurements = measured(good_at, bad_at - step, "{{ends}}"), caps = { contract = good },
    expect = { total = good, findings = {} },
  },
  {
    name = "results of the day before the contract are asked about, and do not count",
    measurements = measured(good_at, bad_at, "{{starts - 1 day}}"),
    expect = {
      error = "no value of healthy_births counts",
      findings = { "{{starts - 1 day}} is outside the contract" },
    },
  },
  {
    name = "results of the day after the contract are asked about, and do not count",
    measurements = measured(good_at, bad_at, "{{ends + 1 day}}"),
    expect = {
      error = "no value of healthy_births counts",
      findings = { "{{ends + 1 day}} is outside the contract" },
    },
  },
}
