--- Pays each [[tariff]] of the kind band, in the order of the contract.
local band = {}

function band.settle(s) s:pay_tariffs "band" end

--- Returns the rules of a contract that pays nothing else.
function band.rules() return { settle = band.settle } end

return band
