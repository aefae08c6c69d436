--- Pays each [[tariff]] of the kind threshold, in the order of the contract.
local threshold_table = {}

function threshold_table.settle(s) s:pay_tariffs "threshold" end

--- Returns the rules of a contract that pays nothing else.
function threshold_table.rules() return { settle = threshold_table.settle } end

return threshold_table
