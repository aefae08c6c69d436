--- Claims what stages each participant reached, and pays each its share of the price.
local staged = require "std.staged"

local rules = { settle = staged.settle }

--- The tariff pays each claim, so that nothing is claimed for a job that lasts and never began.
function rules.participant(p)
  if p.begun:sum() >= 1 then staged.participant(p) end
end

return rules
