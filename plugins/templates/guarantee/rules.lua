--- Pays for success, and then what the guarantor owes of the rest: in this order.
local threshold_table = require "std.threshold_table"
local guarantee = require "std.guarantee"

local rules = {}

function rules.settle(s)
  threshold_table.settle(s)
  guarantee.settle(s)
end

return rules
