--- Pays each [[tariff]] of the kind referral_shortfall, in the order of the contract.
local referral_shortfall = {}

function referral_shortfall.settle(s) s:pay_tariffs "referral_shortfall" end

--- Returns the rules of a contract that pays nothing else.
function referral_shortfall.rules() return { settle = referral_shortfall.settle } end

return referral_shortfall
