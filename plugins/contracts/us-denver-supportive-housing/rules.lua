--- So much for each day in supportive housing; and at the end, for each percentage point of fewer days in
-- jail. More days in jail than in the comparison are worth nothing, and cost nothing.
local rules = {}

function rules.settle(s)
  s:pay("housing", s:tariff("housing"):breakdown())
  if s.id == "prior_periods" then return end

  local jail = s:tariff "jail"
  s:pay("jail", jail:breakdown(jail:figure():at_least(0)))
end

return rules
