--- Pays each [[tariff]] of the kind standing_charge, in the order of the contract.
local standing_charge = {}

function standing_charge.settle(s) s:pay_tariffs "standing_charge" end

--- Returns the rules of a contract that pays nothing else.
function standing_charge.rules() return { settle = standing_charge.settle } end

return standing_charge
