--- Pays each [[tariff]] of the kind unit_price, in the order of the contract.
local unit_price = {}

function unit_price.settle(s) s:pay_tariffs "unit_price" end

--- Returns the rules of a contract that pays nothing else.
function unit_price.rules() return { settle = unit_price.settle } end

return unit_price
