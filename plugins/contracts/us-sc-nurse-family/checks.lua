--- The evaluation gives each result once: two values of one year would be added up.
local checks = {}

local results = { "preterm", "birth_interval", "injury", "low_income_zip" }

function checks.batch(b)
  for _, indicator in ipairs(results) do
    local came = b:count(indicator)
    if came > 1 then
      b:reject(("%s has %d values, and the evaluation gives one"):format(indicator, came))
    end
  end
end

return checks
