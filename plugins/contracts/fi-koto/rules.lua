--- Half of the benefit, per head times participants; a loss is worth nothing.
local benefit = require "benefit"

return {
  settle = function(s)
    s:pay("benefit_share", s:tariff("benefit"):breakdown(benefit.total(s)))
  end,
}
