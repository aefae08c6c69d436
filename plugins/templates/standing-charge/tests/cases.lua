-- The price, the days, the size of the team and the cap are those of contract.toml.
local soc = require "soc"

local price, staff, cap = soc.money "{{price}}", soc.decimal "{{staff}}", soc.money "{{cap}}"

--- How many months have begun by the last day.
local months = 0
local starts, ends = soc.day "{{starts}}", soc.day "{{ends}}"
while starts:add_months(months) <= ends do months = months + 1 end

local function team(people, day)
  return {
    subject = "contract", indicator = "staff", day = day or "{{starts}}", value = people, state = "verified",
  }
end

--- The cap of these cases is above what all months come to, so that it hides no month too many.
local function case(name, people, total)
  return {
    name = name, measurements = { team(people) }, caps = { contract = price * (months + 1) },
    expect = { total = total, lines = { team = total }, findings = {} },
  }
end

return {
  case("nobody in the team: nothing", 0, price * 0),
  case("a person less than the team must have: nothing", staff - 1, price * 0),
  case("as many as it must have: each month", staff, price * months),
  case("a person more: no more than that", staff + 1, price * months),
  {
    name = "a cap below the sum is the most that is paid", measurements = { team(staff) },
    caps = { contract = price }, expect = { total = price },
  },
  {
    name = "no more is paid than the cap of the contract", measurements = { team(staff) },
    expect = { total = (price * months):at_most(cap) },
  },
  {
    name = "the example evidence", evidence = { "evidence/staff.csv" },
    caps = { contract = price * months }, expect = { total = price * months, findings = {} },
  },
  {
    name = "a person too few on the first day and one more on the last are enough on average",
    measurements = { team(staff - 1, "{{starts}}"), team(staff + 1, "{{ends}}") },
    caps = { contract = price * months }, expect = { total = price * months, findings = {} },
  },
  {
    name = "twice the team is not asked about", measurements = { team(staff * 2) },
    caps = { contract = price * months }, expect = { total = price * months, findings = {} },
  },
  {
    name = "more than twice the team is asked about", measurements = { team(staff * 2 + 1) },
    expect = { findings = { "more than twice as many as the team must have" } },
  },
  {
    name = "a day on which nobody counted the team is not asked about, and stops the settlement",
    measurements = {
      team(staff, "{{starts}}"),
      {
        subject = "contract", indicator = "staff", day = "{{ends}}", missing = "not_measured",
        state = "verified",
      },
    },
    expect = { error = "staff of contract is missing", findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about, and does not count",
    measurements = { team(0, "{{starts - 1 day}}"), team(staff, "{{starts}}"), team(0, "{{ends + 1 day}}") },
    caps = { contract = price * months },
    expect = {
      total = price * months,
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
