return require "std.standing_charge".rules()
