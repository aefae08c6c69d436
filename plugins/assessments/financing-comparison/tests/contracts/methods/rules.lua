local soc = require "soc"

return {
  settle = function(s)
    s:pay("fee", soc.money "100.00")
  end,
}
