return require "std.unit_price".rules()
