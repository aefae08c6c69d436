--- What the rate card comes to was not what was paid: that must be explained before anything is posted.
local checks = {}

function checks.contract(c)
  local card, published = c.terms.card_value, c.terms.published_paid
  if card ~= published then
    local message = "the rate card comes to %s, and %s was published as paid; %s is unexplained"
    c:ask(message:format(card, published, card - published),
      "say which cap, discount or rejected outcomes explain it, and put that into the terms")
  end
end

return checks
