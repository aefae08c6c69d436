-- The points are those of contract.toml.
local soc = require "soc"

local first, second = soc.decimal "{{first}}", soc.decimal "{{second}}"
local first_amount, second_amount = soc.money "{{first_amount}}", soc.money "{{second_amount}}"
-- The least that the indicator can tell apart.
local step = soc.decimal "0.0001"

local function completed(percent)
  return {
    {
      subject = "contract", indicator = "completion", day = "{{ends}}",
      value = percent, state = "verified",
    },
  }
end

local function case(name, percent, total)
  return {
    name = name, measurements = completed(percent), caps = { contract = second_amount },
    expect = { total = total, lines = { completion = total } },
  }
end

local function on_the_line(percent)
  return first_amount + (second_amount - first_amount) * ((percent - first) / (second - first))
end

local middle = (first + second) / 2

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
  case("just below the first point", first - step, first_amount * 0),
  case("at the first point", first, first_amount),
  case("just above the first point", first + step, on_the_line(first + step)),
  case("in the middle", middle, on_the_line(middle)),
  case("just below the second point", second - step, on_the_line(second - step)),
  case("at the second point", second, second_amount),
  case("above the second point", second + 1, second_amount),
  {
    name = "the cap is the most that is paid", measurements = completed(second),
    caps = { contract = first_amount }, expect = { total = first_amount },
  },
  {
    name = "the example evidence", evidence = { "evidence/completion.csv" },
    caps = { contract = second_amount }, expect = { total = first_amount, findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    measurements = also_on({ "{{starts}}" }, completed(first)),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, completed(first)),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
