--- Pays each [[tariff]] of the kind guarantee, in the order of the contract.
local guarantee = {}

function guarantee.settle(s) s:pay_tariffs "guarantee" end

--- Returns the rules of a contract that pays nothing else.
function guarantee.rules() return { settle = guarantee.settle } end

return guarantee
