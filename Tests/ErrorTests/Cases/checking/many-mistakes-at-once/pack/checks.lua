local checks = {}

function checks.measurement(m)
  if m.indicator == "welbeing" and m.value > 90 then  -- mistake: never-equal
    m:aks "above 90: was it measured twice?"  -- mistake: unknown-field
  end
end

return checks
