local rules = {}

function rules.participant(p)
  if p.job:sum() >= 1 then
    p:claim "job"
  end
end

function rules.settle(s)
  local jobs = s:claims("job").count
  s:pay("outcome_payments", s.outcomes[1].price * jobs, { outcome = "job" })
  if s:evaluate("wellbeing").improved then
    s:pay("wellbeing_bonus", s.terms.bonus)
  end
end

return rules
