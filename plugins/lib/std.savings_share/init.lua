--- Pays each [[tariff]] of the kind savings_share, in the order of the contract.
local savings_share = {}

function savings_share.settle(s) s:pay_tariffs "savings_share" end

--- Returns the rules of a contract that pays nothing else.
function savings_share.rules() return { settle = savings_share.settle } end

return savings_share
