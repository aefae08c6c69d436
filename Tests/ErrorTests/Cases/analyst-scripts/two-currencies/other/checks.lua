local checks = {}

function checks.measurement(m)
  if m.indicator == "wellbeing" and m.value > 90 then
    m:ask "above 90: was it measured twice?"
  end
end

return checks
