-- The points and the cap are those of contract.toml.
local soc = require "soc"

local first, second = soc.decimal "{{first}}", soc.decimal "{{second}}"
local first_amount, second_amount = soc.money "{{first_amount}}", soc.money "{{second_amount}}"
local cap = soc.money "{{cap}}"
-- The least that the indicator can tell apart.
local step = soc.decimal "0.0001"

local function completed(percent, day)
  return {
    {
      subject = "contract", indicator = "completion", day = day or "{{ends}}",
      value = percent, state = "verified",
    },
  }
end

--- The cap of these cases is above all sums, so that it hides no figure that is too high.
local function case(name, percent, total)
  return {
    name = name, measurements = completed(percent), caps = { contract = second_amount * 2 },
    expect = { total = total, lines = { completion = total } },
  }
end

local function on_the_line(percent)
  return first_amount + (second_amount - first_amount) * ((percent - first) / (second - first))
end

local middle = (first + second) / 2

return {
  case("just below the first point", first - step, first_amount * 0),
  case("at the first point", first, first_amount),
  case("just above the first point", first + step, on_the_line(first + step)),
  case("in the middle", middle, on_the_line(middle)),
  case("just below the second point", second - step, on_the_line(second - step)),
  case("at the second point", second, second_amount),
  case("just above the second point", second + step, second_amount),
  {
    name = "a cap below the sum is the most that is paid", measurements = completed(second),
    caps = { contract = first_amount }, expect = { total = first_amount },
  },
  {
    name = "no more is paid than the cap of the contract", measurements = completed(second),
    expect = { total = second_amount:at_most(cap) },
  },
  {
    name = "the example evidence", evidence = { "evidence/completion.csv" },
    caps = { contract = second_amount }, expect = { total = first_amount, findings = {} },
  },
  {
    name = "a result of the first day counts, and nothing is asked",
    measurements = completed(first, "{{starts}}"), caps = { contract = second_amount },
    expect = { total = first_amount, findings = {} },
  },
  {
    name = "a result of the last day counts, and nothing is asked",
    measurements = completed(first, "{{ends}}"), caps = { contract = second_amount },
    expect = { total = first_amount, findings = {} },
  },
  {
    name = "a result of the day before the contract is asked about, and does not count",
    measurements = completed(first, "{{starts - 1 day}}"),
    expect = {
      error = "no value of completion counts", findings = { "{{starts - 1 day}} is outside the contract" },
    },
  },
  {
    name = "a result of the day after the contract is asked about, and does not count",
    measurements = completed(first, "{{ends + 1 day}}"),
    expect = {
      error = "no value of completion counts", findings = { "{{ends + 1 day}} is outside the contract" },
    },
  },
}
