--- Norrköping 2016: 40 % of the drawn loan is repaid on activity; the other 60 % as costs are saved,
-- up to break-even; above it the investor gets up to 20 % more, if school results have improved.
local soc = require "soc"

local rules = {}

function rules.settle(s)
  local terms = s.terms
  local drawn = terms.drawn_loan
  local savings = s:evaluate("placement_cost").saving:at_least(0)
  local improved = s:evaluate("school_results").improved

  s:pay("activity_guarantee", drawn * terms.guaranteed_share)
  s:pay("savings_share", soc.min(savings, drawn) * terms.risk_share)
  if improved and savings > drawn then
    s:pay("investor_return", soc.min(savings - drawn, drawn * terms.return_cap))
  end
end

function rules.distribute(d) d:waterfall() end

return rules
