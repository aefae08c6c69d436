--- One figure decides everything here: it must say whose it is.
local checks = {}

function checks.measurement(m)
  if m.source == "" then
    m:ask("the reduction does not say who found it", "name the evaluation in the column source")
  end
end

return checks
