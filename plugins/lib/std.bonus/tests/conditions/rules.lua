return require "std.bonus".rules()
