--- Pays each [[tariff]] of the kind netting, in the order of the contract.
local netting = {}

function netting.settle(s) s:pay_tariffs "netting" end

--- Returns the rules of a contract that pays nothing else.
function netting.rules() return { settle = netting.settle } end

return netting
