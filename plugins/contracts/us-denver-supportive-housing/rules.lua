--- So much for each day in supportive housing; and at the end, for each percentage point of fewer days in
-- jail. More days in jail than in the comparison are worth nothing, and cost nothing.
local rules = {}

function rules.settle(s)
  s:pay("housing", s:tariff("housing"):breakdown())
  if s.id == "prior_periods" then return end

  local jail = s:tariff "jail"
  local points = jail:figure()
  -- The figure of a tariff is 0 where nothing was measured; what is paid at the end must have been measured.
  if s.id == "final" then points = s:series("jail_days_reduction"):last() end
  s:pay("jail", jail:breakdown(points:at_least(0)))
end

return rules
