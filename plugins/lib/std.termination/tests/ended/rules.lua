return require "std.termination".rules()
