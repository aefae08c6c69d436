--- A reduction is in percent of the matched group's rate, so that there must be one.
local soc = require "soc"

local checks = {}

function checks.measurement(m)
  local value = m.value
  if m.subject == "group:matched_1" and not soc.is_missing(value) and value <= 0 then
    m:reject("the matched group has a rate of 0, and nothing can be a percentage of it")
  end
end

return checks
