local soc = require "soc"

-- Each diploma is a job; of courses nobody claims any.
return {
  participant = function(p)
    local diplomas = p.diploma:sum()
    if not soc.is_missing(diplomas) and diplomas >= 1 then p:claim "job" end
  end,
  settle = function(s)
    s:pay("fee", s:price "job", { outcome = "job" })
  end,
}
