local rules = {}

function rules.participant(p)
  local score = p.attendance:last() + p.grades:last() + p.wellbeing:last() + p.contact:last() + p.housing:last()
  if score >= 320 then
    p:claim "large_gain"
  elseif score >= 310 then
    p:claim "small_gain"
  end
end

function rules.settle() end

return rules
