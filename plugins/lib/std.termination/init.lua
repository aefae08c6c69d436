--- Pays each [[tariff]] of the kind termination, in the order of the contract.
local termination = {}

function termination.settle(s) s:pay_tariffs "termination" end

--- Returns the rules of a contract that pays nothing else.
function termination.rules() return { settle = termination.settle } end

return termination
