-- The tier and its prices are those of contract.toml.
local soc = require "soc"

local up_to = soc.decimal "{{up_to}}"
local first_price, second_price = soc.money "{{first_price}}", soc.money "{{second_price}}"
local most = (first_price + second_price) * (up_to + 1000)

local function placed(count)
  return {
    {
      subject = "contract", indicator = "placements", day = "{{starts}}",
      value = count, state = "verified",
    },
  }
end

local function case(name, count, total)
  return {
    name = name, measurements = placed(count), caps = { contract = most },
    expect = { total = total, lines = { placements = total } },
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
  case("no placement", 0, first_price * 0),
  case("one less than the first tier holds", up_to - 1, first_price * (up_to - 1)),
  case("as many as the first tier holds", up_to, first_price * up_to),
  case("one more has the second price", up_to + 1, first_price * up_to + second_price),
  case("many more", up_to + 500, first_price * up_to + second_price * 500),
  {
    name = "the cap is the most that is paid", measurements = placed(up_to + 1),
    caps = { contract = first_price * up_to }, expect = { total = first_price * up_to },
  },
  {
    name = "the example evidence", evidence = { "evidence/placements.csv" }, caps = { contract = most },
    expect = { total = first_price * up_to + second_price * 20, findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    measurements = also_on({ "{{ends}}" }, placed(1)),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, placed(1)),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
