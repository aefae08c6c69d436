-- How far each contract is: the time that has passed, what is posted or drafted against the cap, and what
-- would be paid in all if it went on at the pace so far. Below it the effects that the contracts hope for.
--   utfall run scripts/reports/forecast_against_plan.lua PACK… --on 2026-06-30 -o forecast.html
local soc = require "soc"
local function shown(figure) return figure and not soc.is_missing(figure) and figure:round(2) or figure end

return function(portfolio)
  portfolio:title("Forecast against plan on " .. tostring(portfolio.day))
  local rows, targets = {}, {}
  for _, contract in ipairs(portfolio.contracts) do
    local length = contract.ends - contract.starts + 1
    local passed = (portfolio.day - contract.starts + 1):at_least(0):at_most(length)
    local sum = contract.paid + (contract.draft or soc.money("0", contract.currency))
    local cap, share = nil, soc.decimal("-1")
    for _, one in ipairs(contract.cap_use) do
      local used = (one.paid + one.draft) / one.amount * 100
      if used > share then cap, share = one.amount, used end
    end
    rows[#rows + 1] = {
      contract.title, (passed / length * 100):round(1), sum, cap and share:round(1),
      passed > 0 and (sum * (length / passed)):round() or nil, cap,
    }
    for _, evaluation in ipairs(contract.evaluations) do
      local estimate = not evaluation.why and contract:evaluate(evaluation.id) or nil
      local known = estimate and estimate:statistics() or {}
      targets[#targets + 1] = {contract.title, evaluation.title, evaluation.unit, evaluation.target,
        estimate and shown(estimate.difference), shown(known.lower), shown(known.upper), evaluation.why}
    end
  end
  portfolio:table {
    columns = {"Contract", "Time, %", "Posted and draft", "Of cap, %", "At this pace", "Cap"}, rows = rows,
  }
  portfolio:table {
    caption = "Effects", rows = targets,
    columns = {"Contract", "Evaluation", "Unit", "Hoped for", "Difference", "From", "To", "No figure"},
  }
end
