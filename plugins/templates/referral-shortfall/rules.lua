--- Pays for the people who were served, and for those who were promised and never referred.
local unit_price = require "std.unit_price"
local referral_shortfall = require "std.referral_shortfall"

local rules = {}

function rules.settle(s)
  unit_price.settle(s)
  referral_shortfall.settle(s)
end

return rules
