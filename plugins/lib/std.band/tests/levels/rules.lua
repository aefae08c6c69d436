return require "std.band".rules()
