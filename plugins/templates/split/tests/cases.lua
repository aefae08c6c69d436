-- The price, the parts and the cap are those of contract.toml.
local soc = require "soc"

local price, cap = soc.money "{{price}}", soc.money "{{cap}}"
local parts = { first_part = soc.decimal "{{first_parts}}", second_part = soc.decimal "{{second_parts}}" }
-- So many that what each payer has to pay is above the cap of the contract.
local too_many = (cap / price * (parts.first_part + parts.second_part)):round(0, "up") + 1

local function counted(outcomes, day)
  return {
    subject = "contract", indicator = "achieved", day = day or "{{starts}}",
    value = outcomes, state = "verified",
  }
end

local function case(name, outcomes)
  local total = price * outcomes
  -- Whole minor units, by largest remainder: the parts add up to the sum.
  return {
    name = name, measurements = { counted(outcomes) }, caps = { contract = total + price },
    expect = { total = total, lines = soc.share(total, parts), findings = {} },
  }
end

return {
  case("no outcome", 0),
  case("one outcome", 1),
  case("outcomes that do not divide into the parts", 101),
  {
    name = "as much as the cap pays", measurements = { counted(10) }, caps = { contract = price * 10 },
    expect = { total = price * 10 },
  },
  {
    name = "an outcome more is above the cap", measurements = { counted(11) },
    caps = { contract = price * 10 }, expect = { total = price * 10 },
  },
  {
    name = "the cap of the contract holds for both payers together", measurements = { counted(too_many) },
    expect = { total = cap },
  },
  {
    name = "the example evidence", evidence = { "evidence/outcomes.csv" }, caps = { contract = price * 100 },
    expect = { total = price * 34, lines = soc.share(price * 34, parts), findings = {} },
  },
  {
    name = "what is dated on the first and the last day is paid, and nothing is asked",
    measurements = { counted(1, "{{starts}}"), counted(1, "{{ends}}") }, caps = { contract = price * 10 },
    expect = { total = price * 2, findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about, and not paid",
    measurements = {
      counted(1, "{{starts - 1 day}}"), counted(1, "{{starts}}"), counted(1, "{{ends + 1 day}}"),
    },
    caps = { contract = price * 10 },
    expect = {
      total = price,
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
