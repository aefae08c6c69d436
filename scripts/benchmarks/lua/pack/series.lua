local rules = {}

local function gain(series, p)
  return series:mean(p.windows.last_quarter) - series:mean(p.windows.first_quarter)
end

function rules.participant(p)
  local sum = gain(p.attendance, p) + gain(p.grades, p) + gain(p.wellbeing, p) + gain(p.contact, p)
    + gain(p.housing, p)
  if sum >= 80 then
    p:claim "large_gain"
  elseif sum >= 70 then
    p:claim "small_gain"
  end
end

function rules.settle() end

return rules
