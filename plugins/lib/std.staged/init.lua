--- Pays each [[tariff]] of the kind staged: part of a price for each claim of each stage's outcome.
local rate_card = require "std.rate_card"

local staged = {}

--- Claims for a participant whatever stages were reached.
staged.participant = rate_card.participant

function staged.settle(s)
  rate_card.claim_counts(s)
  s:pay_tariffs "staged"
end

--- Returns the rules of a contract that pays nothing else.
function staged.rules() return { participant = staged.participant, settle = staged.settle } end

return staged
