-- Thresholds and sums are those of contract.toml.
local soc = require "soc"

local first, second = soc.decimal "{{first}}", soc.decimal "{{second}}"
local first_amount, second_amount = soc.money "{{first_amount}}", soc.money "{{second_amount}}"
local nothing = first_amount - first_amount
-- The least that the indicator can tell apart.
local step = soc.decimal "0.01"

local function reduced_by(percent)
  return {
    {
      subject = "contract", indicator = "reduction", day = "{{ends}}",
      value = percent, state = "verified",
    },
  }
end

local function case(name, percent, total)
  return {
    name = name, measurements = reduced_by(percent), caps = { contract = second_amount },
    expect = { total = total, lines = { success = total } },
  }
end

--- What is due for a figure below the second threshold, or at it where the two are this close.
local function due(percent)
  if percent < first then return nothing end
  return percent < second and first_amount or second_amount
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
  case("just below the first threshold", first - step, nothing),
  case("at the first threshold", first, first_amount),
  case("just above the first threshold", first + step, due(first + step)),
  case("just below the second threshold", second - step, due(second - step)),
  case("at the second threshold", second, second_amount),
  case("just above the second threshold", second + step, second_amount),
  {
    name = "the cap is the most that is paid", measurements = reduced_by(second),
    caps = { contract = first_amount }, expect = { total = first_amount },
  },
  {
    name = "the example evidence", evidence = { "evidence/reduction.csv" },
    caps = { contract = second_amount }, expect = { total = first_amount, findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    measurements = also_on({ "{{starts}}" }, reduced_by(first)),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, reduced_by(first)),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
