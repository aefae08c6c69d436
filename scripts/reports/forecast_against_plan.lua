-- How far each contract is: the time that has passed, what stands posted and what is drafted against the cap, and what
-- would be paid in all if it went on at the pace so far. Below it the effects that the contracts hope for.
--   utfall run scripts/reports/forecast_against_plan.lua PACK… --on 2026-06-30 -o forecast.html
local soc = require "soc"

return function(portfolio)
  portfolio:title("Forecast against plan on " .. tostring(portfolio.day))
  local rows, targets = {}, {}
  for _, contract in ipairs(portfolio.contracts) do
    local length = contract.ends - contract.starts + 1
    local passed = (portfolio.day - contract.starts + 1):at_least(0):at_most(length)
    local sum = contract.paid + (contract.draft or soc.money("0", contract.currency))
    local cap = #contract.cap_use == 1 and contract.cap_use[1].amount or nil
    rows[#rows + 1] = {
      contract.title, (passed / length * 100):round(1), sum, cap and (sum / cap * 100):round(1),
      passed > 0 and (sum * (length / passed)):round() or nil, cap,
    }
    for _, evaluation in ipairs(contract.evaluations) do
      local estimate = not evaluation.why and contract:evaluate(evaluation.id)
      local known = estimate and estimate:statistics() or {}
      targets[#targets + 1] = {
        contract.title, evaluation.title, evaluation.target, estimate and estimate.difference, known.lower, known.upper,
        evaluation.why,
      }
    end
  end
  portfolio:table {
    columns = {"Contract", "Time, %", "Posted and draft", "Of cap, %", "At this pace in all", "Cap"}, rows = rows,
  }
  portfolio:table {
    caption = "Effects", rows = targets,
    columns = {"Contract", "Evaluation", "Hoped for", "Difference", "From", "To", "No figure, because"},
  }
end
