--- Pays the part that is due whatever was achieved, and then what is paid for success.
local activity_guarantee = require "std.activity_guarantee"
local threshold_table = require "std.threshold_table"

local rules = {}

function rules.settle(s)
  activity_guarantee.settle(s)
  threshold_table.settle(s)
end

return rules
