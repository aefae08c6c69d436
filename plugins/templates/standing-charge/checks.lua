--- What would make the evidence of this contract doubtful.
local soc = require "soc"

local checks = {}

local starts, ends = soc.day "{{starts}}", soc.day "{{ends}}"
local staff = soc.decimal "{{staff}}"

--- The team is held against a mean: one figure that is far too high would hide many that are too low.
local function ask_about_large_team(m)
  if soc.is_missing(m.value) or m.value <= staff * 2 then return end
  m:ask(("%s people are more than twice as many as the team must have"):format(m.value),
    "is the figure right?")
end

function checks.measurement(m)
  if m.day < starts or m.day > ends then
    m:ask(("%s is outside the contract, which runs from %s to %s"):format(m.day, starts, ends),
      "is the day right?")
  end
  if m.indicator == "staff" then ask_about_large_team(m) end
end

return checks
