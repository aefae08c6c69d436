--- Pays each [[tariff]] of the kind bonus, in the order of the contract.
local bonus = {}

function bonus.settle(s) s:pay_tariffs "bonus" end

--- Returns the rules of a contract that pays nothing else.
function bonus.rules() return { settle = bonus.settle } end

return bonus
