--- Pays each placement the price of its tier.
return require "std.step_tariff".rules()
