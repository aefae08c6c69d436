local rules = {}

function rules.participant(p)
  if p.wellbeing:last() >= 60 then p:claim "job" end
end

function rules.settle(s)
  s:pay("savings_share", s:evaluate("placement_cost").saving:at_least(0) * s.terms.risk_share)
  s:pay("jobs", s:price("job"), {outcome = "job"})
end

return rules
