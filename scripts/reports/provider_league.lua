-- The providers by the share of people for whom an outcome was achieved, with Wilson's 95 % interval.
-- Providers whose intervals overlap are not told apart: they share a rank. The outcome is any, unless it is
-- set.
--   utfall run scripts/reports/provider_league.lua PACK… --set outcome=job -o league.html
return function(portfolio)
  local sv, outcome = portfolio.language == "sv", portfolio:setting("outcome", "")
  local league, left_out = {}, {}
  for _, contract in ipairs(portfolio.contracts) do
    local providers = {}
    for _, party in ipairs(contract.parties) do
      for _, role in ipairs(party.roles) do
        if role == "provider" then providers[#providers + 1] = party.name end
      end
    end
    local has = outcome == ""
    for _, one in ipairs(contract.outcomes) do has = has or one.id == outcome end
    local found = has and contract:figures {measure = "achieved", outcome = outcome ~= "" and outcome or nil}
      or {why = (sv and "avtalet har inget utfall '" or "the contract has no outcome '") .. outcome .. "'"}
    local name = #providers == 0 and contract.title or table.concat(providers, ", ") .. ", " .. contract.title
    if found.lower then league[#league + 1] = {name = name, found = found}
    else
      local few = sv and "för få personer" or "too few people"
      left_out[#left_out + 1] = name .. ": " .. (contract.why_unsettled or found.why or few)
    end
  end
  table.sort(league, function(a, b) return a.found.figure > b.found.figure end)
  local rows, rank, best = {}, 0, nil
  for place, one in ipairs(league) do
    if not best or one.found.upper < best.lower then rank, best = place, one.found end
    rows[place] = {rank, one.name, one.found.counted, one.found.figure, one.found.lower, one.found.upper}
  end
  portfolio:title {en = "Providers by outcomes achieved", sv = "Utförare efter uppnådda utfall"}
  portfolio:table {rows = rows, columns = sv
    and {"Rang", "Utförare", "Personer", "Uppnått, %", "Från", "Till"}
    or {"Rank", "Provider", "People", "Achieved, %", "From", "To"}}
  portfolio:footnote(sv and "Utförare av samma rang kan inte skiljas åt: intervallen överlappar den förstas."
    or "Providers of one rank cannot be told apart: their intervals overlap that of its first.")
  if #left_out > 0 then portfolio:list(left_out) end
end
