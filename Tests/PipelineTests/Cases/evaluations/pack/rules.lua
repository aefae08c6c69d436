--- A bonus by the tariff, where the effect is reached, and a tenth of what people earn more.
return {
  settle = function(s)
    s:pay_tariffs()
    local effect = s:evaluate("eighty_twenty")
    if effect.reached then s:pay("share", effect.saving * -1 / 10) end
  end,
}
