local rate_card = require "std.rate_card"
local rules = {}

function rules.settle(s)
  rate_card.setle(s)
end

return rules
