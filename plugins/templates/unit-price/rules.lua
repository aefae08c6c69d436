--- Pays the price of each unit, as the terms say it.
return require "std.unit_price".rules()
