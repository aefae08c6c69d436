--- There are no more children at risk than children.
local soc = require "soc"

local checks = {}

local counts = { at_risk = true, used_special_education = true }

function checks.measurement(m)
  local value = m.value
  if not counts[m.indicator] or soc.is_missing(value) then return end
  if value > m.terms.children then
    m:reject(("%s children are more than the %s of the cohort"):format(value, m.terms.children))
  end
end

return checks
