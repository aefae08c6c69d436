--- Pays what all claims come to by the payments of a [[split]].
local rate_card = require "std.rate_card"

local split = {}

--- Claims for a participant whatever was achieved.
split.participant = rate_card.participant

--- Claims what is counted without persons, and pays all claims by the split of this id.
function split.settle(s, id)
  rate_card.claim_counts(s)
  s:split(id, s:price())
end

--- Returns the rules of a contract that pays nothing else: `return require "std.split".rules "funders"`.
function split.rules(id)
  return {
    participant = split.participant,
    settle = function(s) split.settle(s, id) end,
  }
end

return split
