-- The price, the days and the size of the team are those of contract.toml.
local soc = require "soc"

local price, staff = soc.money "{{price}}", soc.decimal "{{staff}}"

--- How many months have begun by the last day.
local months = 0
local starts, ends = soc.day "{{starts}}", soc.day "{{ends}}"
while starts:add_months(months) <= ends do months = months + 1 end

local function team(people)
  return {
    {
      subject = "contract", indicator = "staff", day = "{{starts}}",
      value = people, state = "verified",
    },
  }
end

local function case(name, people, total)
  return {
    name = name, measurements = team(people), caps = { contract = price * (months + 1) },
    expect = { total = total, lines = { team = total } },
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
  case("a person less than the team must have: nothing", staff - 1, price * 0),
  case("as many as it must have: each month", staff, price * months),
  case("a person more: no more than that", staff + 1, price * months),
  {
    name = "the cap is the most that is paid", measurements = team(staff), caps = { contract = price },
    expect = { total = price },
  },
  {
    name = "the example evidence", evidence = { "evidence/staff.csv" },
    caps = { contract = price * months }, expect = { total = price * months, findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    measurements = also_on({ "{{ends}}" }, team(staff)),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, team(staff)),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
