return {
  participant = function(p)
    if p.diploma:sum() >= 1 then p:claim "job" end
  end,
  settle = function(s)
    s:pay("fee", s:price "job", { outcome = "job" })
  end,
}
