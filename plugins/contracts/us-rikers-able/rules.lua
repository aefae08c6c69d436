--- The city pays by the reduction; the guarantor then makes up what the loan lacks, up to the guarantee.
-- The last verified reduction decides: without one nothing is settled, and the guarantee is not called.
local guarantee = require "std.guarantee"

return {
  settle = function(s)
    local reduction = s:series("reduction"):last()
    s:pay("success", s:tariff("reduction"):breakdown(reduction))
    guarantee.settle(s)
  end,
}
