return {
  settle = function(s)
    local held = s:series("courses"):sum()
    if held >= 1 then s:claim("course", held) end
    s:pay("fee", s:price "course", { outcome = "course" })
  end,
}
