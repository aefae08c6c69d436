--- The reduction of a cohort against its matched group, from the rates of both.
local rates = {}

--- Returns how much lower the cohort's rate is, in percent of its matched group's; exactly.
-- `source` is what has series: a settlement or a report.
function rates.reduction(source, cohort, matched)
  local treated = source:series("reconvictions", cohort):last()
  local control = source:series("reconvictions", matched):last()
  return (control - treated) / control * 100
end

return rates
