--- What a participant, and all of them, came to, and how it is shared.
local benefit = require "benefit"

local function report(r)
  local total = benefit.total(r)
  r:title "Koto-SIB: the benefit and its halves"
  r:heading "Per head"
  r:facts {
    { "More taxes", r:series("extra_tax"):last() },
    { "Less transfers", r:series("lower_transfers"):last() },
    { "Benefit", benefit.per_head(r) },
  }
  r:heading "All participants"
  r:facts {
    { "Participants", r:series("participants"):last() },
    { "Benefit", total },
    { "Paid", r.total },
    { "Kept by the payer", total - r.total },
    { "Published net total, about", r.terms.published_net },
    { "Benefit less net total", total - r.terms.published_net },
  }
end

return report
