--- Pays each [[tariff]] of the kind activity_guarantee, in the order of the contract.
local activity_guarantee = {}

function activity_guarantee.settle(s) s:pay_tariffs "activity_guarantee" end

--- Returns the rules of a contract that pays nothing else.
function activity_guarantee.rules() return { settle = activity_guarantee.settle } end

return activity_guarantee
