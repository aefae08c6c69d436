return require "std.rate_card".rules()
