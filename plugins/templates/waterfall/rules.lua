--- Pays each unit, and shares out what the investor receives.
local rules = require "std.unit_price".rules()

rules.distribute = require "std.waterfall".distribute

return rules
