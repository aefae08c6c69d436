--- Pays what was delivered until the contract ended, and what is due because it did.
local unit_price = require "std.unit_price"
local termination = require "std.termination"

local rules = {}

function rules.settle(s)
  unit_price.settle(s)
  termination.settle(s)
end

return rules
