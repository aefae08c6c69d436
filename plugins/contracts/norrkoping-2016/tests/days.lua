-- The last child whose window ends before a settlement is due, and the first of whom a month is still to
-- come: what lacks of the one was not measured, what lacks of the other is not there yet.
local soc = require "soc"

--- A child of whom the last month's cost lacks.
local function case(name, settlement, months, entry, reason)
  local rows = {}
  for month = 0, months - 2 do
    rows[month + 1] = {
      subject = "c-1", indicator = "placement_cost", day = entry:add_months(month), value = 1000,
      state = "verified",
    }
  end
  return {
    name = name,
    settlement = settlement,
    participants = {
      { subject = "c-1", group = "children_2016", entry = entry },
      { subject = "r-1", group = "reference_2013", entry = "2013-09-01" },
    },
    measurements = rows,
    expect = { error = ("placement_cost of c-1 is missing (%s)"):format(reason) },
  }
end

return {
  case("24 months end on the day on which it is settled", "final", 24, soc.day "2019-04-01", "not_measured"),
  case("24 months end on the day after", "final", 24, soc.day "2019-04-02", "not_yet"),
  case("36 months end on the day on which it is settled", "extended_follow_up", 36, soc.day "2018-04-01",
    "not_measured"),
  case("36 months end on the day after", "extended_follow_up", 36, soc.day "2018-04-02", "not_yet"),
}
