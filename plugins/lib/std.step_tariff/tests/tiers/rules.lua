return require "std.step_tariff".rules()
