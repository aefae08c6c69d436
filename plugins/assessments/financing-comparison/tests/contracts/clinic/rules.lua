local soc = require "soc"

-- Each diploma is a job, and jobs are paid for where wellbeing is better than among those who wait.
return {
  participant = function(p)
    local diplomas = p.diploma:sum()
    if not soc.is_missing(diplomas) and diplomas >= 1 then p:claim "job" end
  end,
  settle = function(s)
    if s:evaluate("wellbeing").improved then s:pay("fee", s:price "job", { outcome = "job" }) end
  end,
}
