--- A cohort pays at 10 percent; all cohorts together repay the principal, with a return, at 7.5 percent.
local rates = require "rates"

local function settle_cohort(s, tariff)
  local reduction = rates.reduction(s, "cohort_1", "matched_1")
  s:pay("cohort", s:tariff(tariff):breakdown(reduction))
end

local function settle_all(s)
  local reduction = s:series("overall_reduction"):last()
  s:pay("principal", s:tariff("principal"):breakdown(reduction))
  s:pay("investor_return", s:tariff("return_per_year"):amount(reduction) * s.terms.years)
end

return {
  settle = function(s)
    if s.id == "final" then
      settle_all(s)
    else
      settle_cohort(s, s.id == "cohort_1" and "cohort" or "cohort_rounded")
    end
  end,
}
