--- Pays each [[tariff]] of the kind step, in the order of the contract.
local step_tariff = {}

function step_tariff.settle(s) s:pay_tariffs "step" end

--- Returns the rules of a contract that pays nothing else.
function step_tariff.rules() return { settle = step_tariff.settle } end

return step_tariff
