--- Pays each [[tariff]] of the kind staged: part of a price for each claim of each stage's outcome.
local rate_card = require "std.rate_card"

local staged = {}

--- Claims for a participant whatever stages were reached.
staged.participant = rate_card.participant

--- Refuses a stage that has a price of its own: a rate card beside it would pay it twice, and alone nothing
--- pays it.
local function refuse_own_prices(s)
  local prices = {}
  for _, outcome in ipairs(s.outcomes) do prices[outcome.id] = outcome.price end
  for _, tariff in ipairs(s.tariffs) do
    for _, stage in ipairs(tariff.kind == "staged" and tariff.rows or {}) do
      local price = prices[stage.outcome]
      if price ~= price * 0 then
        error(("the outcome '%s' is a stage of '%s', which pays it: its price must be 0, and is %s"):format(
          stage.outcome, tariff.id, price))
      end
    end
  end
end

function staged.settle(s)
  refuse_own_prices(s)
  rate_card.claim_counts(s)
  s:pay_tariffs "staged"
end

--- Returns the rules of a contract that pays nothing else.
function staged.rules() return { participant = staged.participant, settle = staged.settle } end

return staged
