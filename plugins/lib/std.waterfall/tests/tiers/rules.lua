--- Pays each unit to the investor, and shares out what it receives.
local rules = require "std.unit_price".rules()

rules.distribute = require "std.waterfall".distribute

return rules
