-- The tier, its prices and the cap are those of contract.toml.
local soc = require "soc"

local up_to = soc.decimal "{{up_to}}"
local first_price, second_price = soc.money "{{first_price}}", soc.money "{{second_price}}"
local cap = soc.money "{{cap}}"
local most = (first_price + second_price) * (up_to + 1000)
-- So many that those at the second price alone go above the cap of the contract.
local too_many = up_to + (cap / second_price):round(0, "down") + 1

local function placed(count, day)
  return {
    subject = "contract", indicator = "placements", day = day or "{{starts}}",
    value = count, state = "verified",
  }
end

local function case(name, count, total)
  return {
    name = name, measurements = { placed(count) }, caps = { contract = most },
    expect = { total = total, lines = { placements = total } },
  }
end

return {
  case("no placement", 0, first_price * 0),
  case("one less than the first tier holds", up_to - 1, first_price * (up_to - 1)),
  case("as many as the first tier holds", up_to, first_price * up_to),
  case("one more has the second price", up_to + 1, first_price * up_to + second_price),
  case("many more", up_to + 500, first_price * up_to + second_price * 500),
  {
    name = "a cap below the sum is the most that is paid", measurements = { placed(up_to + 1) },
    caps = { contract = first_price * up_to }, expect = { total = first_price * up_to },
  },
  {
    name = "the cap of the contract is the most that is paid", measurements = { placed(too_many) },
    expect = { total = cap },
  },
  {
    name = "the example evidence", evidence = { "evidence/placements.csv" }, caps = { contract = most },
    expect = { total = first_price * up_to + second_price * 20, findings = {} },
  },
  {
    name = "what is dated on the first and the last day is paid, and nothing is asked",
    measurements = { placed(up_to, "{{starts}}"), placed(1, "{{ends}}") }, caps = { contract = most },
    expect = { total = first_price * up_to + second_price, findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about, and not paid",
    measurements = {
      placed(1, "{{starts - 1 day}}"), placed(up_to, "{{starts}}"), placed(1, "{{ends + 1 day}}"),
    },
    caps = { contract = most },
    expect = {
      total = first_price * up_to,
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
