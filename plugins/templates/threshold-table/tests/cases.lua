-- Thresholds, sums and the cap are those of contract.toml.
local soc = require "soc"

local first, second = soc.decimal "{{first}}", soc.decimal "{{second}}"
local first_amount, second_amount = soc.money "{{first_amount}}", soc.money "{{second_amount}}"
local nothing, cap = first_amount - first_amount, soc.money "{{cap}}"
-- The least that the indicator can tell apart.
local step = soc.decimal "0.01"
local far_above = second + 1

local function reduced_by(percent, day)
  return {
    {
      subject = "contract", indicator = "reduction", day = day or "{{ends}}",
      value = percent, state = "verified",
    },
  }
end

--- The cap of these cases is above all sums, so that it hides no figure that is too high.
local function case(name, percent, total)
  return {
    name = name, measurements = reduced_by(percent), caps = { contract = second_amount * 2 },
    expect = { total = total, lines = { success = total } },
  }
end

--- What is due for a figure below the second threshold, or at it where the two are this close.
local function due(percent)
  if percent < first then return nothing end
  return percent < second and first_amount or second_amount
end

return {
  case("just below the first threshold", first - step, nothing),
  case("at the first threshold", first, first_amount),
  case("just above the first threshold", first + step, due(first + step)),
  case("just below the second threshold", second - step, due(second - step)),
  case("at the second threshold", second, second_amount),
  case("just above the second threshold", second + step, second_amount),
  {
    name = "a cap below the sum is the most that is paid", measurements = reduced_by(far_above),
    caps = { contract = first_amount }, expect = { total = first_amount },
  },
  {
    name = "no more is paid than the cap of the contract", measurements = reduced_by(far_above),
    expect = { total = second_amount:at_most(cap) },
  },
  {
    name = "the example evidence", evidence = { "evidence/reduction.csv" },
    caps = { contract = second_amount }, expect = { total = first_amount, findings = {} },
  },
  {
    name = "a result of the first day counts, and nothing is asked",
    measurements = reduced_by(far_above, "{{starts}}"), caps = { contract = second_amount },
    expect = { total = second_amount, findings = {} },
  },
  {
    name = "a result of the last day counts, and nothing is asked",
    measurements = reduced_by(far_above, "{{ends}}"), caps = { contract = second_amount },
    expect = { total = second_amount, findings = {} },
  },
  {
    name = "a result of the day before the contract is asked about, and does not count",
    measurements = reduced_by(far_above, "{{starts - 1 day}}"),
    expect = {
      error = "no value of reduction counts", findings = { "{{starts - 1 day}} is outside the contract" },
    },
  },
  {
    name = "a result of the day after the contract is asked about, and does not count",
    measurements = reduced_by(far_above, "{{ends + 1 day}}"),
    expect = {
      error = "no value of reduction counts", findings = { "{{ends + 1 day}} is outside the contract" },
    },
  },
}
