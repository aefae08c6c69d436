local rules = {}

function rules.settle(s)
  local bonus = s.terms.bonus
  local paid = { [bonus] = bonus }
  s:pay("wellbeing_bonus", paid[bonus * 2 - bonus] or bonus * 2)
end

return rules
