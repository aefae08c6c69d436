--- What would make the evidence of this contract doubtful.
local soc = require "soc"

local checks = {}

local month_cost_to_ask_about = soc.money "150000.00"

function checks.measurement(m)
  if m.indicator ~= "placement_cost" then return end
  local cost = m.value
  if not soc.is_missing(cost) and cost > month_cost_to_ask_about then
    m:ask(("the cost of a month is %s, above %s"):format(cost, month_cost_to_ask_about),
      "say which decision or placement it is")
  end
end

function checks.batch(b)
  if b.kind ~= "participants" then return end
  local expected = { children_2016 = 60, reference_2013 = 61 }
  for group, size in pairs(expected) do
    local came = b:count(group)
    if came > 0 and came ~= size then
      b:warn(("%s has %d people, and the contract says %d"):format(group, came, size))
    end
  end
end

function checks.contract(c)
  if c.terms.drawn_loan > c.terms.loan_limit then
    c:reject(("the drawn loan of %s is above the limit of %s"):format(c.terms.drawn_loan, c.terms.loan_limit))
  end
end

return checks
